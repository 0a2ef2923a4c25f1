# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of the MP4 of an image topic."""

from __future__ import annotations

import shutil
import time

import av
import numpy as np
import pytest
from std_msgs.msg import Header

from lavla.nodes.image_messages import image_message
from lavla.nodes.image_video import ImageVideo
from lavla.nodes.ros_time import stamp


def message(index: int, shape=(48, 65, 3)):
    image = np.full(shape, 10 * index, dtype=np.uint8)
    return image_message(image, Header(stamp=stamp(100.0 + 0.2 * index)))


def decoded(path) -> list[av.VideoFrame]:
    with av.open(str(path)) as container:
        return list(container.decode(video=0))


def test_stamps_become_the_time_of_the_frames(tmp_path) -> None:
    errors: list[Exception] = []
    video = ImageVideo(tmp_path / 'run.mp4', errors.append)
    for index in range(12):
        video.write(message(index))
    video.close()
    frames = decoded(video.path)
    assert not errors
    assert video.frames == len(frames) == 12
    assert [frame.time for frame in frames] == pytest.approx([0.2 * i for i in range(12)])
    assert frames[0].width == 64
    assert frames[11].to_ndarray(format='rgb24').mean() == pytest.approx(110.0, abs=6.0)


def test_repeated_stamps_are_left_out(tmp_path) -> None:
    video = ImageVideo(tmp_path / 'run.mp4', lambda error: None)
    for index in (0, 0, 1, 1, 2):
        video.write(message(index))
    video.close()
    assert len(decoded(video.path)) == 3


def test_what_was_written_can_be_played_before_the_end(tmp_path) -> None:
    video = ImageVideo(tmp_path / 'run.mp4', lambda error: None)
    for index in range(25):
        video.write(message(index, (480, 640, 3)))
    deadline_s = time.monotonic() + 20.0
    while video.frames < 20 and time.monotonic() < deadline_s:
        time.sleep(0.05)
    cut = tmp_path / 'cut.mp4'
    shutil.copy(video.path, cut)
    video.close()
    assert len(decoded(cut)) >= 10


def test_no_file_without_images(tmp_path) -> None:
    video = ImageVideo(tmp_path / 'run.mp4', lambda error: None)
    video.close()
    assert not video.path.exists()


def test_reports_a_file_that_cannot_be_written(tmp_path) -> None:
    errors: list[Exception] = []
    video = ImageVideo(tmp_path / 'missing' / 'run.mp4', errors.append)
    video.write(message(0))
    video.close()
    assert 'No such file or directory' in str(errors[0])
