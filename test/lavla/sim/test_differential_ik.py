# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Inverse kinematics reaches reachable poses and respects limits."""

from __future__ import annotations

import numpy as np

from lavla.robots import load_robot
from lavla.sim.differential_ik import joint_velocities, pose_error, solve_pose


def test_pose_is_reached() -> None:
    arm = load_robot('panda_duo_sim').arm('left')
    goal = arm.kinematics.forward(arm.home + 0.2)
    reached = arm.kinematics.forward(solve_pose(arm, goal, arm.home))
    assert np.abs(pose_error(reached, goal)).max() < 1e-3


def test_unreachable_pose_stays_within_the_limits() -> None:
    arm = load_robot('panda_duo_sim').arm('right')
    goal = arm.kinematics.forward(arm.home)
    goal[:3, 3] += [5.0, 0.0, 0.0]
    positions = solve_pose(arm, goal, arm.home)
    assert np.isfinite(positions).all()
    assert arm.limits.contains(positions)


def test_velocities_move_the_tool_as_asked_and_keep_the_limits() -> None:
    arm = load_robot('panda_duo_sim').arm('left')
    twist = np.array([0.05, -0.03, 0.02, 0.1, 0.0, -0.1])
    velocities = joint_velocities(arm, arm.home, twist)
    np.testing.assert_allclose(arm.kinematics.jacobian(arm.home) @ velocities, twist, atol=5e-3)
    fast = joint_velocities(arm, arm.home, 100.0 * twist)
    assert (np.abs(fast) <= arm.limits.velocity * (1.0 + 1e-9)).all()
