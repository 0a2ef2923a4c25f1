# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of tool paths and their projection."""

import numpy as np

from lavla.nodes.tool_paths import project, tool_paths
from lavla.robots import load_robot


def test_paths_follow_forward_kinematics_whatever_the_order_of_the_joints() -> None:
    robot = load_robot('panda_duo_sim')
    names = tuple(reversed(robot.joint_names))
    positions = np.tile(robot.home[::-1], (4, 1))
    paths = tool_paths(robot, names, positions)
    assert set(paths) == {'left', 'right'}
    for arm in robot.arms:
        expected = arm.kinematics.forward(arm.home)[:3, 3]
        np.testing.assert_allclose(paths[arm.side], np.tile(expected, (4, 1)))


def test_an_arm_that_the_chunk_does_not_name_has_no_path() -> None:
    robot = load_robot('panda_duo_sim')
    arm = robot.arm('left')
    assert set(tool_paths(robot, arm.joint_names, arm.home[None])) == {'left'}


def test_a_point_on_the_optical_axis_falls_on_the_principal_point() -> None:
    camera = load_robot('panda_duo_sim').camera('head')
    ahead = camera.pose[:3, 3] + 0.7 * camera.pose[:3, 2]
    behind = camera.pose[:3, 3] - 0.7 * camera.pose[:3, 2]
    pixels = project(np.stack([ahead, behind]), camera.intrinsics(), camera.pose)
    np.testing.assert_allclose(pixels[0], camera.intrinsics()[:2, 2])
    assert np.isnan(pixels[1]).all()
