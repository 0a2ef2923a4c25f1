# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Stepping, resetting and looking at the simulation."""

from __future__ import annotations

import numpy as np
import pytest

from lavla.robots import load_robot
from lavla.sim import SEGMENTATION_CLASSES, BimanualEnv, SceneError, make_task


def _run(env: BimanualEnv, seed: int) -> np.ndarray:
    env.reset(seed)
    offset = np.zeros(16)
    offset[[0, 7]] = [0.3, -0.2]
    states = [env.data.qpos.copy()]
    for step in range(8):
        env.move_to(env.robot.home + offset * step / 8)
        states.append(env.data.qpos.copy())
    return np.stack(states)


def test_same_seed_gives_identical_trajectories(env: BimanualEnv) -> None:
    first = _run(env, 7)
    other = _run(env, 8)
    np.testing.assert_array_equal(_run(env, 7), first)
    assert np.abs(other[0] - first[0]).max() > 1e-3


def test_another_environment_repeats_a_seed(env: BimanualEnv) -> None:
    fresh = BimanualEnv(make_task('lift_pot'), load_robot('panda_duo_sim'), image_size=96, seed=3)
    try:
        start = fresh.data.qpos.copy()
        env.reset(3)
        np.testing.assert_array_equal(env.data.qpos, start)
    finally:
        fresh.close()


def test_tool_pose_agrees_with_the_robot_description(env: BimanualEnv) -> None:
    positions = env.joint_positions()
    for index, arm in enumerate(env.robot.arms):
        forward = arm.kinematics.forward(positions[7 * index : 7 * index + 7])
        np.testing.assert_allclose(env.tool_pose(arm.side), forward, atol=1e-6)


def test_joints_follow_a_moving_target_closely(env: BimanualEnv) -> None:
    start = env.joint_positions()
    goal = start.copy()
    goal[:14] += 0.2
    for step in range(1, 21):
        env.move_to(start + (goal - start) * step / 20)
    assert np.abs(env.joint_positions() - goal)[:14].max() < 0.01
    env.advance(0.5)
    np.testing.assert_allclose(env.joint_positions()[:14], goal[:14], atol=2e-3)
    np.testing.assert_allclose(env.joint_velocities()[:14], 0.0, atol=1e-2)


def test_hands_close_and_open(env: BimanualEnv) -> None:
    target = env.joint_positions()
    target[14:] = [0.0, 0.02]
    env.set_joint_target(target)
    env.advance(1.0)
    np.testing.assert_allclose(env.joint_positions()[14:], [0.0, 0.02], atol=1e-3)


def test_arms_hold_still_without_new_targets(env: BimanualEnv) -> None:
    before = env.joint_positions()
    env.advance(1.0)
    np.testing.assert_allclose(env.joint_positions(), before, atol=1e-3)
    assert env.time_s == pytest.approx(1.0)


def test_targets_are_clipped_to_the_joint_limits(env: BimanualEnv) -> None:
    env.set_joint_target(np.full(16, 10.0))
    np.testing.assert_array_equal(env.joint_target(), env.robot.limits.position_max)


@pytest.mark.parametrize('bad', [np.zeros(15), np.full(16, np.nan)])
def test_malformed_targets_are_refused(env: BimanualEnv, bad: np.ndarray) -> None:
    with pytest.raises(ValueError, match='positions must be 16 finite numbers'):
        env.set_joint_target(bad)


def test_robot_without_simulation_is_refused() -> None:
    with pytest.raises(SceneError, match='robot fake is not simulated'):
        BimanualEnv(make_task('lift_pot'), load_robot('fake'))


def test_pictures_show_every_class_at_reset(env: BimanualEnv) -> None:
    picture = env.render('head')
    assert picture.shape == (96, 96, 3)
    assert picture.dtype == np.uint8
    seen = set(np.unique(env.segmentation('head')))
    wanted = {
        'table',
        'gripper_left',
        'gripper_right',
        'pot',
        'pot_handle_left',
        'pot_handle_right',
    }
    assert wanted <= {SEGMENTATION_CLASSES[index] for index in seen}


def test_handles_are_named_by_the_side_they_start_on(env: BimanualEnv) -> None:
    for seed in range(5):
        env.reset(seed)
        mask = env.segmentation('head')
        columns = {
            side: np.nonzero(mask == SEGMENTATION_CLASSES.index(f'pot_handle_{side}'))[1].mean()
            for side in ('left', 'right')
        }
        assert columns['left'] < columns['right']


def test_depth_and_intrinsics_put_the_pot_where_it_is(env: BimanualEnv) -> None:
    """Back-project the pot's pixels: their middle must be above the pot's true position."""
    mask = env.segmentation('head') == SEGMENTATION_CLASSES.index('pot')
    rows, columns = np.nonzero(mask)
    depth = env.depth('head')[mask]
    pixels = np.stack([columns + 0.5, rows + 0.5, np.ones(len(rows))])
    points = np.linalg.inv(env.camera_intrinsics('head')) @ pixels * depth
    pose = env.camera_pose('head')
    world = pose[:3, :3] @ points + pose[:3, 3:]
    middle = env.data.body('pot_root').xpos
    assert np.abs(0.5 * (world.min(axis=1) + world.max(axis=1)) - middle).max() < 0.03


def test_head_camera_is_where_the_robot_file_says(env: BimanualEnv) -> None:
    np.testing.assert_allclose(env.camera_pose('head'), env.robot.camera('head').pose, atol=1e-6)


def test_unknown_camera_lists_the_known_ones(env: BimanualEnv) -> None:
    with pytest.raises(KeyError, match='there is: head, left_wrist, right_wrist'):
        env.render('rear')


def test_random_states_vary_and_a_reset_undoes_them(env: BimanualEnv) -> None:
    reference = env.render('head')
    rng = np.random.default_rng(0)
    pictures = []
    for _ in range(4):
        env.randomise_state(rng)
        assert env.robot.limits.contains(env.joint_positions(), tolerance=1e-9)
        pictures.append(env.render('head').astype(int))
    for index in range(3):
        assert np.abs(pictures[index] - pictures[index + 1]).mean() > 5.0
    env.reset(0)
    np.testing.assert_array_equal(env.render('head'), reference)
