# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Bags become episodes whose rows say what was known and what was commanded at each time."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from lavla.robots import Robot
from lavla_training.data.conversion.convert_segment import ConversionSettings
from lavla_training.data.conversion.convert_set import convert_bags
from lavla_training.data.episodes import EpisodeFolder
from lavla_training.data.errors import DataError
from lavla_training.data.jpeg_video import JpegVideo

MakeBag = Callable[..., tuple[Path, 'object']]
SETTINGS = ConversionSettings()


def test_rows_hold_states_commands_and_unchanged_images(
    small_bag: MakeBag, robot: Robot, tmp_path: Path
) -> None:
    path, bag = small_bag()
    result = convert_bags(path, tmp_path / 'out', robot, SETTINGS)
    assert (result.written, result.kept, result.rows, result.left_out) == (1, 0, 12, ())
    (episode,) = EpisodeFolder.open(tmp_path / 'out').episodes
    low = episode.low_dim()
    times = 0.05 * np.arange(12)
    joints = np.arange(16)
    np.testing.assert_allclose(low.timestamps_s, times, atol=1e-9)
    np.testing.assert_allclose(low.positions, joints + times[:, None], atol=1e-9)
    # The command of row k was sent at its time, to be reached one period later.
    np.testing.assert_allclose(low.actions, joints + times[:, None] + 100, atol=1e-9)
    assert (episode.instruction, episode.success) == ('lift the pot', True)
    for camera in ('head', 'left_wrist', 'right_wrist'):
        video = JpegVideo(episode.directory / f'{camera}.mkv')
        assert [video.data(index) for index in range(12)] == bag.jpegs[camera][:12]
        np.testing.assert_allclose(video.times_s, times, atol=1e-3)
        for row, image in enumerate(episode.images(camera)):
            assert abs(int(image.mean()) - 10 * row) <= 2


def test_images_are_the_newest_at_each_row(
    small_bag: MakeBag, robot: Robot, tmp_path: Path
) -> None:
    path, _ = small_bag(image_times_s=(0.0, 0.08, 0.16, 0.24, 0.32, 0.4, 0.48, 0.56))
    convert_bags(path, tmp_path / 'out', robot, SETTINGS)
    (episode,) = EpisodeFolder.open(tmp_path / 'out').episodes
    with np.load(episode.directory / 'low_dim.npz') as arrays:
        rows, times = arrays['head_rows'], arrays['head_times_s']
    assert rows[:6].tolist() == [0, 0, 1, 1, 2, 3]
    np.testing.assert_allclose(times[:3], [0.0, 0.08, 0.16], atol=1e-9)
    assert int(episode.image('head', 3).mean()) == pytest.approx(16, abs=2)


def test_a_recorder_with_another_clock_changes_nothing(
    small_bag: MakeBag, robot: Robot, tmp_path: Path
) -> None:
    path, _ = small_bag(clock_offset_s=1.7e9)
    convert_bags(path, tmp_path / 'out', robot, SETTINGS)
    low = EpisodeFolder.open(tmp_path / 'out').episodes[0].low_dim()
    expected = np.arange(16) + low.timestamps_s[:, None] + 100
    np.testing.assert_allclose(low.actions, expected, atol=1e-5)


def test_a_bag_is_cut_at_its_events_and_failures_are_left_out(
    small_bag: MakeBag, robot: Robot, tmp_path: Path
) -> None:
    events = (
        (0.0, 'START'),
        (0.2, 'FAILURE'),
        (0.2, 'STOP'),
        (0.25, 'START'),
        (0.6, 'SUCCESS'),
        (0.6, 'STOP'),
    )
    path, _ = small_bag(events=events)
    result = convert_bags(path, tmp_path / 'out', robot, SETTINGS)
    assert result.written == 1
    assert result.rows == 7
    assert 'e0.0: failed' in result.left_out[0]
    both = convert_bags(path, tmp_path / 'all', robot, SETTINGS, include_failures=True)
    assert both.written == 2
    success = [item.success for item in EpisodeFolder.open(tmp_path / 'all').episodes]
    assert success == [False, True]


def test_a_plain_recording_is_one_episode_with_the_instruction_given(
    small_bag: MakeBag, robot: Robot, tmp_path: Path
) -> None:
    path, _ = small_bag(events=(), instruction='')
    with pytest.raises(DataError, match=r'no instruction.*--instruction'):
        convert_bags(path, tmp_path / 'out', robot, SETTINGS)
    settings = ConversionSettings(instruction='fold the towel')
    convert_bags(path, tmp_path / 'out', robot, settings)
    (episode,) = EpisodeFolder.open(tmp_path / 'out').episodes
    assert (episode.instruction, episode.success) == ('fold the towel', None)


def test_running_again_keeps_what_is_there(
    small_bag: MakeBag, robot: Robot, tmp_path: Path
) -> None:
    path, _ = small_bag('a')
    convert_bags(path.parent, tmp_path / 'out', robot, SETTINGS)
    small_bag('b')
    result = convert_bags(path.parent, tmp_path / 'out', robot, SETTINGS)
    assert (result.written, result.kept) == (1, 1)
    small_bag('0')
    with pytest.raises(DataError, match='give another output folder'):
        convert_bags(path.parent, tmp_path / 'out', robot, SETTINGS)


@pytest.mark.parametrize(
    ('changes', 'message'),
    [
        ({'image_times_s': (0.0, 0.05, 0.5)}, r'image_raw/compressed: the newest message is 0\.'),
        ({'silent_arms': ('right',)}, 'no trajectory for the right arm'),
        ({'events': ((0.0, 'START'), (0.08, 'STOP'))}, 'too short'),
    ],
)
def test_gaps_are_told_and_never_filled(
    small_bag: MakeBag, robot: Robot, tmp_path: Path, changes: dict[str, object], message: str
) -> None:
    path, _ = small_bag(**changes)
    with pytest.raises(DataError, match=message):
        convert_bags(path, tmp_path / 'out', robot, SETTINGS)


def test_one_bad_bag_does_not_stop_the_others(
    small_bag: MakeBag, robot: Robot, tmp_path: Path
) -> None:
    good, _ = small_bag('good')
    bad, _ = small_bag('bad')
    data = bad / 'bad.mcap'
    data.write_bytes(data.read_bytes()[:2000])
    result = convert_bags(good.parent, tmp_path / 'out', robot, SETTINGS)
    assert result.written == 1
    assert len(result.left_out) == 1
    assert 'bad' in result.left_out[0]


def test_an_unknown_camera_topic_is_named(
    small_bag: MakeBag, robot: Robot, tmp_path: Path
) -> None:
    path, _ = small_bag()
    settings = ConversionSettings(camera_topics={'head': '/nowhere'})
    with pytest.raises(DataError, match='camera head: topic /nowhere'):
        convert_bags(path, tmp_path / 'out', robot, settings)


def test_damaged_episodes_name_file_and_key(
    small_bag: MakeBag, robot: Robot, tmp_path: Path
) -> None:
    path, _ = small_bag()
    convert_bags(path, tmp_path / 'out', robot, SETTINGS)
    folder = tmp_path / 'out/episode_000000'
    with np.load(folder / 'low_dim.npz') as arrays:
        content = dict(arrays)
    np.savez(folder / 'low_dim.npz', **{**content, 'actions': content['actions'][:, :3]})
    episode = EpisodeFolder.open(tmp_path / 'out').episodes[0]
    with pytest.raises(DataError, match=r"low_dim\.npz: array 'actions' is \(12, 3\), expected"):
        episode.low_dim()
    meta = json.loads((folder / 'meta.json').read_text())
    del meta['instruction']
    (folder / 'meta.json').write_text(json.dumps(meta))
    with pytest.raises(DataError, match=r"meta\.json: key 'instruction'"):
        EpisodeFolder.open(tmp_path / 'out')
