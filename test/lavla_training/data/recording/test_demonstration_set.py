# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Demonstrations are complete bags with the expert's clean commands, whoever recorded them."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lavla.robots import load_robot
from lavla.sim import BimanualEnv, make_expert, make_task
from lavla_training.data.bags.bag_reader import BagReader
from lavla_training.data.errors import DataError
from lavla_training.data.jpeg_video import decode_jpeg
from lavla_training.data.recording import demonstration_set
from lavla_training.data.recording.demonstration import (
    Demonstration,
    DemonstrationSettings,
    record_demonstration,
)
from lavla_training.data.recording.demonstration_set import (
    DemonstrationSet,
    record_demonstrations,
    recorded_outcome,
)


def test_a_recorded_episode_holds_what_the_expert_saw_and_decided(tmp_path: Path) -> None:
    robot = load_robot('panda_duo_sim')
    task = make_task('lift_pot')
    task.episode_seconds = 0.3  # type: ignore[misc]
    env = BimanualEnv(task, robot, image_size=48)
    settings = DemonstrationSettings(action_noise=0.15)
    result = record_demonstration(env, 3, settings, tmp_path / 'bag')
    assert result == Demonstration(3, False, pytest.approx(0.3))
    env.reset(3)
    first_image = env.render('head')
    expert = make_expert('lift_pot', env, np.random.default_rng((3, 1)), 0.15)
    executed, label = expert.targets(), expert.label
    env.close()
    assert not np.allclose(executed, label), 'noise must disturb the motion in this test'
    with BagReader(tmp_path / 'bag') as bag:
        kinds = [item.message.type for item in bag.messages(['/episode_event'])]
        assert kinds == [0, 3, 1]
        assert bag.message_counts['/joint_states'] == 31
        assert bag.message_counts['/camera/head/image_raw/compressed'] == 7
        (words,) = bag.messages(['/instruction'])
        assert words.message.data in task.instructions
        for arm in robot.arms:
            commands = list(bag.messages([f'/{arm.trajectory_topic}']))
            assert len(commands) == 6
            point = commands[0].message.points[0]
            expected = label[robot.joint_indices(arm.joint_names)]
            np.testing.assert_allclose(point.positions, expected, atol=1e-9)
            assert point.time_from_start.nanosec == 50_000_000
        image = next(bag.messages(['/camera/head/image_raw/compressed'])).message
        assert image.header.frame_id == robot.camera('head').frame
        difference = decode_jpeg(bytes(image.data)).astype(int) - first_image
        assert np.abs(difference).mean() < 6
    assert recorded_outcome(tmp_path / 'bag') is False


def _fake_record(
    failing: set[int], made: list[int]
) -> Callable[[DemonstrationSet, int], Demonstration]:
    def record(demonstrations: DemonstrationSet, seed: int) -> Demonstration:
        made.append(seed)
        outcome = 'FAILURE' if seed in failing else 'SUCCESS'
        bag = demonstrations.bag(seed)
        bag.mkdir(parents=True)
        (bag / 'metadata.yaml').write_text(
            f'rosbag2_bagfile_information: {{custom_data: {{outcome: {outcome}}}}}'
        )
        return Demonstration(seed, seed not in failing, 5.0)

    return record


class _SameProcess:
    """Run what is submitted at once, so that a test can see and fake it."""

    def submit(self, function: Callable[..., Any], *arguments: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(function(*arguments))
        return future


@pytest.fixture
def in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demonstration_set, 'worker_pool', lambda _: nullcontext(_SameProcess()))


@pytest.mark.usefixtures('in_process')
@pytest.mark.parametrize('workers', [1, 3])
def test_failed_seeds_are_replaced_whatever_the_number_of_workers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    made: list[int] = []
    monkeypatch.setattr(demonstration_set, '_record', _fake_record({1, 4}, made))
    result = record_demonstrations(DemonstrationSet(tmp_path, 5), workers)
    assert sorted(made) == [0, 1, 2, 3, 4, 5, 6]
    assert (result.recorded, result.kept, result.failed_seeds) == (7, 0, (1, 4))


@pytest.mark.usefixtures('in_process')
def test_running_again_records_only_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    monkeypatch.setattr(demonstration_set, '_record', _fake_record({1}, made))
    record_demonstrations(DemonstrationSet(tmp_path, 2), 1)
    (tmp_path / '.lift_pot_000009.77.partial').mkdir()
    result = record_demonstrations(DemonstrationSet(tmp_path, 4), 1)
    assert made == [0, 1, 2, 3, 4]
    assert (result.recorded, result.kept) == (2, 3)
    assert not list(tmp_path.glob('.*'))


@pytest.mark.usefixtures('in_process')
def test_an_expert_that_keeps_failing_stops_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demonstration_set, '_record', _fake_record(set(range(100)), []))
    with pytest.raises(DataError, match='the expert failed in 1'):
        record_demonstrations(DemonstrationSet(tmp_path, 5), 1)


def test_evaluation_seeds_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match='those above are for evaluation'):
        DemonstrationSet(tmp_path, 1, seed=100_000)


def test_unknown_task_is_one_clear_error(tmp_path: Path) -> None:
    settings = DemonstrationSettings(task='juggle')
    with pytest.raises(ValueError, match='juggle'):
        record_demonstrations(DemonstrationSet(tmp_path, 1, settings=settings), 1)
