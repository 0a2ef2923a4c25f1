# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of the benchmark of recording."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from rclpy.serialization import deserialize_message
from sensor_msgs.msg import Image

SCRIPT = Path(__file__).resolve().parents[2] / 'benchmarks/recording/camera_load.py'


@pytest.fixture(scope='module')
def camera_load() -> ModuleType:
    specification = importlib.util.spec_from_file_location('camera_load', SCRIPT)
    module = importlib.util.module_from_spec(specification)
    sys.modules['camera_load'] = module
    specification.loader.exec_module(module)
    return module


def test_what_is_not_in_the_bag_is_counted_as_lost(camera_load) -> None:
    run = camera_load.Run(
        sent={'/camera_0/image_raw': 150, '/camera_1/image_raw': 150, '/joint_states': 500},
        recorded={'/camera_0/image_raw': 150, '/camera_1/image_raw': 147},
        payload_bytes=415_000_000,
        bag_bytes=380_600_000,
        cpu_share=0.384,
    )
    assert run.cells() == ['3 of 300', '500 of 500', '0.38', '415', '381']


def test_the_pictures_differ_and_have_the_announced_size(camera_load) -> None:
    pictures = [
        deserialize_message(data, Image)
        for data in camera_load.images(np.random.default_rng(0))[:2]
    ]
    assert [(one.height, one.width, one.encoding) for one in pictures] == 2 * [(480, 640, 'rgb8')]
    assert bytes(pictures[0].data) != bytes(pictures[1].data)


def test_the_recorders_commands_name_every_topic(camera_load, tmp_path) -> None:
    topics = ['/camera_0/image_raw', '/joint_states']
    for recorder in camera_load.RECORDERS:
        command = ' '.join(recorder.command(tmp_path, topics))
        assert all(topic in command for topic in topics)
        assert str(tmp_path) in command
