# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""When the pot counts as lifted."""

from __future__ import annotations

import numpy as np
import pytest

from lavla.sim import BimanualEnv
from lavla.sim.tasks.lift_pot import grasp_rotation, handle_direction, handle_position


def _carry_pot(env: BimanualEnv, height: float, tilt: float, duration_s: float) -> None:
    """Keep the pot at a height and tilt, as if held, while time goes on."""
    start = env.model.joint('pot_joint0').qposadr[0]
    for _ in range(round(duration_s / 0.002)):
        env.data.qpos[start : start + 3] = [0.3, 0.0, 0.87 + height]
        env.data.qpos[start + 3 : start + 7] = [np.cos(tilt / 2), np.sin(tilt / 2), 0.0, 0.0]
        env.data.qvel[env.model.joint('pot_joint0').dofadr[0] :] = 0.0
        env.advance(0.002)


def test_untouched_pot_is_no_success(env: BimanualEnv) -> None:
    env.advance(0.5)
    assert not env.success()


@pytest.mark.parametrize(
    ('height', 'tilt', 'duration_s', 'success'),
    [
        (0.12, 0.0, 0.35, True),
        (0.12, 0.0, 0.15, False),
        (0.08, 0.0, 0.35, False),
        (0.12, np.deg2rad(20.0), 0.35, False),
        (0.12, np.deg2rad(10.0), 0.35, True),
    ],
)
def test_success_needs_height_level_and_time(
    env: BimanualEnv, height: float, tilt: float, duration_s: float, success: bool
) -> None:
    _carry_pot(env, height, tilt, duration_s)
    assert env.success() is success


def test_success_is_kept_until_the_reset(env: BimanualEnv) -> None:
    _carry_pot(env, 0.12, 0.0, 0.35)
    _carry_pot(env, 0.0, 0.0, 0.1)
    assert env.success()
    env.reset(0)
    assert not env.success()


def test_placement_stays_in_its_range(env: BimanualEnv) -> None:
    yaws = []
    for seed in range(40):
        env.reset(seed)
        pot = env.data.body('pot_root')
        assert np.abs(pot.xpos[:2]).max() <= 0.03
        yaws.append(np.arctan2(-pot.xmat[3], -pot.xmat[0]))
        assert handle_position(env.data, 'left')[1] > handle_position(env.data, 'right')[1]
    assert np.abs(yaws).max() <= np.pi / 3 + 1e-6
    assert np.ptp(yaws) > np.pi / 3


def test_grasp_points_down_and_closes_across_the_handle(env: BimanualEnv) -> None:
    outward = handle_direction(env.data, 'left')
    rotation = grasp_rotation(outward)
    np.testing.assert_allclose(rotation[:, 2], [0.0, 0.0, -1.0])
    assert abs(rotation[:, 1] @ outward) == pytest.approx(1.0)
    assert np.linalg.det(rotation) == pytest.approx(1.0)
