# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of frames from devices and files."""

import pytest

from lavla.nodes.video_source import EndOfFile, VideoSource, VideoSourceError


def test_reads_a_file_to_its_end_in_rgb(video_file) -> None:
    source = VideoSource(str(video_file), is_file=True)
    frames = [source.read() for _ in range(6)]
    assert source.rate_hz == pytest.approx(20.0)
    assert frames[0].shape == (48, 64, 3)
    assert frames[5][..., 0].mean() > 180 > 20 > frames[5][..., 2].mean()
    with pytest.raises(EndOfFile):
        source.read()
    source.close()


def test_plays_a_file_again(video_file) -> None:
    source = VideoSource(str(video_file), is_file=True, loop=True)
    frames = [source.read() for _ in range(8)]
    assert abs(int(frames[6][0, 0, 0]) - int(frames[0][0, 0, 0])) < 10
    source.close()


def test_scales_to_the_size_asked_for(video_file) -> None:
    source = VideoSource(str(video_file), is_file=True, width=32, height=32)
    assert source.read().shape == (32, 32, 3)
    source.close()


def test_names_what_is_missing(tmp_path) -> None:
    with pytest.raises(VideoSourceError, match='camera device /dev/video987 does not exist'):
        VideoSource('/dev/video987', is_file=False)
    with pytest.raises(VideoSourceError, match=r'video file .*nothing\.mp4 does not exist'):
        VideoSource(str(tmp_path / 'nothing.mp4'), is_file=True)


def test_says_when_a_file_is_no_video(tmp_path) -> None:
    path = tmp_path / 'text.mp4'
    path.write_text('no video', encoding='utf-8')
    with pytest.raises(VideoSourceError, match='is it a video that OpenCV can decode'):
        VideoSource(str(path), is_file=True)
