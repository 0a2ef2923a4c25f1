# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Forward kinematics of the Panda."""

from __future__ import annotations

import numpy as np
import pytest

from lavla.robots import load_robot


def test_stretched_up_panda_has_the_makers_height() -> None:
    """All joints at zero: flange 0.088 m ahead and 0.333 + 0.316 + 0.384 − tool below."""
    arm = load_robot('panda_duo').arm('left')
    tool = arm.kinematics.forward(np.zeros(7))
    base = arm.kinematics.base[:3, 3]
    reach = np.array([0.088, 0.0, 0.333 + 0.316 + 0.384 - 0.107 - 0.1034])
    np.testing.assert_allclose(tool[:3, 3], base + reach, atol=1e-12)
    np.testing.assert_allclose(tool[:3, 2], [0.0, 0.0, -1.0], atol=1e-12)


def test_arx_r5_at_zero_has_the_reach_of_its_urdf() -> None:
    """Along x the offsets add up; joint 3 turns the forearm over, joint 6 turns it back."""
    arm = load_robot('arx_r5_duo').arm('right')
    tool = arm.kinematics.forward(np.zeros(6))
    reach = np.array(
        [0.02 - 0.264 + 0.245 + 0.0702 + 0.025286 + 0.145, 0.0, 0.0565 + 0.047 + 0.06]
    )
    np.testing.assert_allclose(tool[:3, 3], arm.kinematics.base[:3, 3] + reach, atol=1e-9)
    np.testing.assert_allclose(tool[:3, :3], np.eye(3), atol=1e-9)


def test_link_frames_end_at_the_tool() -> None:
    arm = load_robot('fr3_duo').arm('right')
    frames = arm.kinematics.link_frames(arm.home)
    assert frames.shape == (8, 4, 4)
    np.testing.assert_array_equal(frames[-1], arm.kinematics.forward(arm.home))


@pytest.mark.parametrize('robot', ['panda_duo_sim', 'arx_r5_duo'])
def test_jacobian_is_the_derivative_of_forward(robot: str) -> None:
    arm = load_robot(robot).arm('left')
    rng = np.random.default_rng(0)
    count = len(arm.home)
    positions = arm.home + rng.normal(0.0, 0.3, count)
    jacobian, step = arm.kinematics.jacobian(positions), 1e-6
    for joint in range(count):
        moved = [
            arm.kinematics.forward(positions + sign * step * np.eye(count)[joint])
            for sign in (-1.0, 1.0)
        ]
        linear = (moved[1][:3, 3] - moved[0][:3, 3]) / (2.0 * step)
        spin = (moved[1][:3, :3] - moved[0][:3, :3]) @ moved[0][:3, :3].T / (2.0 * step)
        np.testing.assert_allclose(jacobian[:3, joint], linear, atol=1e-6)
        angular = [spin[2, 1], spin[0, 2], spin[1, 0]]
        np.testing.assert_allclose(jacobian[3:, joint], angular, atol=1e-5)


def test_wrong_number_of_joints_is_refused() -> None:
    with pytest.raises(ValueError, match='expected 7 joint positions'):
        load_robot('panda_duo_sim').arm('left').kinematics.forward(np.zeros(6))
