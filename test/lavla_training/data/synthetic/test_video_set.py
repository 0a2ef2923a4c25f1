# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""A folder of clips is complete, resumable, and the same whoever made which clip."""

from __future__ import annotations

import json
from pathlib import Path

import av
import numpy as np
import pytest

from lavla_training.data.errors import DataError
from lavla_training.data.synthetic.clip import ClipSettings
from lavla_training.data.synthetic.video_set import VideoSet, make_video_set

SMALL = ClipSettings(frames=4, rate_hz=10, image_size=48)


def test_writes_videos_captions_and_truth(tmp_path: Path) -> None:
    video_set = VideoSet(tmp_path / 'clips', 2, clip=SMALL)
    calls: list[int] = []
    result = make_video_set(video_set, on_clip=calls.append)
    assert (result.written, result.kept) == (2, 0)
    assert calls == [1, 2]
    names = sorted(path.name for path in (tmp_path / 'clips').iterdir())
    assert names == ['000000.mp4', '000001.mp4', 'captions.jsonl']
    lines = (tmp_path / 'clips/captions.jsonl').read_text().splitlines()
    assert [json.loads(line)['file'] for line in lines] == ['000000.mp4', '000001.mp4']
    with av.open(str(tmp_path / 'clips/000000.mp4')) as container:
        assert sum(1 for _ in container.decode(video=0)) == 4
    with np.load(tmp_path / 'clips_truth/000000.npz') as truth:
        assert truth['classes'].shape == (4, 48, 48)
        assert truth['hand_pose'].shape == (4, 2, 4, 4)
        np.testing.assert_allclose(truth['timestamps_s'], [0.0, 0.1, 0.2, 0.3])


def test_running_again_adds_only_what_is_missing(tmp_path: Path) -> None:
    make_video_set(VideoSet(tmp_path / 'clips', 2, clip=SMALL))
    first = tmp_path / 'clips/000000.mp4'
    content = (tmp_path / 'clips/000001.mp4').read_bytes()
    (tmp_path / 'clips/000001.mp4').unlink()
    (tmp_path / 'clips/.000001.1.partial.mp4').write_bytes(b'half a clip')
    before = first.stat().st_mtime_ns
    result = make_video_set(VideoSet(tmp_path / 'clips', 3, clip=SMALL))
    assert (result.written, result.kept) == (2, 1)
    assert first.stat().st_mtime_ns == before
    assert (tmp_path / 'clips/000001.mp4').read_bytes() == content
    assert not list((tmp_path / 'clips').glob('.*'))


def test_other_settings_for_the_same_folder_are_refused(tmp_path: Path) -> None:
    make_video_set(VideoSet(tmp_path / 'clips', 1, clip=SMALL))
    with pytest.raises(DataError, match='other settings'):
        make_video_set(VideoSet(tmp_path / 'clips', 1, seed=1, clip=SMALL))


def test_a_users_own_videos_are_not_touched(tmp_path: Path) -> None:
    (tmp_path / 'clips').mkdir()
    (tmp_path / 'clips/holiday.mp4').write_bytes(b'')
    with pytest.raises(DataError, match='not made here'):
        make_video_set(VideoSet(tmp_path / 'clips', 1, clip=SMALL))


def test_bad_settings_name_the_value(tmp_path: Path) -> None:
    with pytest.raises(DataError, match='image size 33'):
        VideoSet(tmp_path, 1, clip=ClipSettings(image_size=33))
    with pytest.raises(DataError, match="unknown activity 'sing'"):
        VideoSet(tmp_path, 1, activity='sing')
