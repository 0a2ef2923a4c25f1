# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Video folders are read lazily, with times from the video itself; damage is told by name."""

from __future__ import annotations

import json
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from lavla_training.data.errors import DataError
from lavla_training.data.video_folder import VideoFolder, frame_pairs
from lavla_training.data.video_writer import write_h264


def _grey_frames(count: int) -> list[np.ndarray]:
    return [np.full((32, 32, 3), 10 * index, np.uint8) for index in range(count)]


def _write_at_times(path: Path, times_s: Sequence[float]) -> None:
    with av.open(str(path), 'w') as container:
        stream = container.add_stream('libx264', rate=30)
        stream.width = stream.height = 32
        stream.pix_fmt = 'yuv420p'
        stream.codec_context.time_base = Fraction(1, 1000)
        for index, time_s in enumerate(times_s):
            picture = av.VideoFrame.from_ndarray(_grey_frames(index + 1)[-1], format='rgb24')
            picture.pts, picture.time_base = round(time_s * 1000), Fraction(1, 1000)
            container.mux(stream.encode(picture))
        container.mux(stream.encode())


def test_frames_and_times_agree_with_what_was_written(tmp_path: Path) -> None:
    write_h264(tmp_path / 'a.mp4', _grey_frames(12), 24)
    (clip,) = VideoFolder.open(tmp_path).clips
    frames = list(clip.frames())
    np.testing.assert_allclose([frame.time_s for frame in frames], np.arange(12) / 24, atol=1e-6)
    np.testing.assert_allclose(clip.timestamps_s(), np.arange(12) / 24, atol=1e-6)
    for index, frame in enumerate(frames):
        assert frame.image.shape == (32, 32, 3)
        assert abs(int(frame.image.mean()) - 10 * index) <= 3


def test_times_come_from_the_video_even_at_a_varying_rate(tmp_path: Path) -> None:
    times = [0.0, 0.04, 0.1, 0.2, 0.21, 0.5, 1.04]
    _write_at_times(tmp_path / 'v.mkv', times)
    (clip,) = VideoFolder.open(tmp_path).clips
    np.testing.assert_allclose(clip.timestamps_s(), times, atol=1.1e-3)
    np.testing.assert_allclose([frame.time_s for frame in clip.frames()], times, atol=1.1e-3)


def test_frames_can_be_thinned_to_a_rate(tmp_path: Path) -> None:
    write_h264(tmp_path / 'a.mp4', _grey_frames(20), 30)
    (clip,) = VideoFolder.open(tmp_path).clips
    assert [frame.index for frame in clip.frames(rate_hz=10)] == [0, 3, 6, 9, 12, 15, 18]
    assert len(list(clip.frames(rate_hz=100))) == 20


def test_captions_belong_to_their_files(tmp_path: Path) -> None:
    (tmp_path / 'sub').mkdir()
    write_h264(tmp_path / 'sub/b.mp4', _grey_frames(2), 10)
    write_h264(tmp_path / 'a.mp4', _grey_frames(2), 10)
    line = json.dumps({'file': 'sub/b.mp4', 'caption': 'lift the pot'})
    (tmp_path / 'captions.jsonl').write_text(line + '\n')
    first, second = VideoFolder.open(tmp_path).clips
    assert (first.name, first.caption) == ('a', None)
    assert (second.name, second.caption) == ('sub/b', 'lift the pot')


def test_broken_caption_names_file_and_line(tmp_path: Path) -> None:
    write_h264(tmp_path / 'a.mp4', _grey_frames(2), 10)
    (tmp_path / 'captions.jsonl').write_text('{"file": "a.mp4", "caption": "x"}\n{"file": 3}\n')
    with pytest.raises(DataError, match=r'captions\.jsonl:2'):
        VideoFolder.open(tmp_path)
    (tmp_path / 'captions.jsonl').write_text('{"file": "gone.mp4", "caption": "x"}\n')
    with pytest.raises(DataError, match=r'gone\.mp4'):
        VideoFolder.open(tmp_path)


def test_damaged_clips_are_skipped_counted_and_named(tmp_path: Path) -> None:
    write_h264(tmp_path / 'good.mp4', _grey_frames(4), 10)
    (tmp_path / 'empty.mp4').write_bytes(b'')
    whole = (tmp_path / 'good.mp4').read_bytes()
    (tmp_path / 'cut.mp4').write_bytes(whole[: len(whole) // 2])
    folder = VideoFolder.open(tmp_path)
    assert [clip.name for clip in folder.readable()] == ['good']
    assert set(folder.damaged) == {'empty', 'cut'}
    assert 'cut.mp4' in folder.damaged['cut']
    assert folder.report_damage().startswith('2 of 3 clips skipped as damaged')


def test_missing_or_empty_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match='no such folder'):
        VideoFolder.open(tmp_path / 'nothing')
    with pytest.raises(DataError, match='no video'):
        VideoFolder.open(tmp_path)


def test_pairs_are_one_second_apart_at_any_rate() -> None:
    for rate in (10.0, 23.976, 30.0, 60.0):
        times = np.arange(round(2.5 * rate)) / rate
        pairs = frame_pairs(times)
        gaps = times[pairs[:, 1]] - times[pairs[:, 0]]
        assert len(pairs) > rate
        assert np.abs(gaps - 1.0).max() <= 0.5 / rate + 1e-6


def test_no_pair_bridges_a_gap_or_a_short_clip() -> None:
    assert frame_pairs(np.arange(10) / 30).shape == (0, 2)
    times = np.concatenate([np.arange(10) / 30, 5.0 + np.arange(10) / 30])
    assert frame_pairs(times).shape == (0, 2)
    with pytest.raises(DataError, match='growing'):
        frame_pairs(np.array([0.0, 0.2, 0.1]))
