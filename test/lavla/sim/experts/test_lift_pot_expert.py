# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The scripted expert lifts the pot, with and without disturbance."""

from __future__ import annotations

import numpy as np
import pytest

from lavla.sim import BimanualEnv, TaskError, make_expert


def _episode(env: BimanualEnv, seed: int, noise: float) -> tuple[np.ndarray, np.ndarray]:
    env.reset(seed)
    expert = make_expert('lift_pot', env, np.random.default_rng(seed), noise)
    labels, executed = [], []
    while not expert.done and env.time_s < env.task.episode_seconds:
        executed.append(expert.targets())
        labels.append(expert.label)
        env.move_to(executed[-1])
    return np.stack(labels), np.stack(executed)


@pytest.mark.parametrize('seed', range(4))
@pytest.mark.parametrize('noise', [0.0, 0.2])
def test_expert_lifts_the_pot(env: BimanualEnv, seed: int, noise: float) -> None:
    labels, _ = _episode(env, seed, noise)
    assert env.success()
    assert 60 < len(labels) < 200  # 3 to 10 simulated seconds
    assert env.robot.limits.contains(labels)


def test_noise_disturbs_what_is_executed_and_not_the_label(env: BimanualEnv) -> None:
    labels, executed = _episode(env, 1, 0.2)
    assert np.abs(labels - executed).max() > 1e-3
    np.testing.assert_array_equal(labels[:, 14:], executed[:, 14:])
    labels, executed = _episode(env, 1, 0.0)
    np.testing.assert_array_equal(labels, executed)


def test_motion_stays_well_inside_the_velocity_limits(env: BimanualEnv) -> None:
    labels, _ = _episode(env, 2, 0.0)
    speeds = np.abs(np.diff(labels, axis=0)) / 0.05
    assert (speeds.max(axis=0)[:14] < 0.6 * env.robot.limits.velocity[:14]).all()


def test_task_without_an_expert_is_named(env: BimanualEnv) -> None:
    with pytest.raises(TaskError, match=r"no expert for task 'dance'; known: lift_pot"):
        make_expert('dance', env, np.random.default_rng(0))
