# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of calibration files."""

import pytest
import yaml

from lavla.nodes.camera_calibration import load_camera_info
from lavla.nodes.node_process import NodeError


@pytest.fixture
def calibration() -> dict:
    return {
        'image_width': 64,
        'image_height': 48,
        'distortion_model': 'plumb_bob',
        'distortion_coefficients': {'rows': 1, 'cols': 5, 'data': [0.1, 0.0, 0.0, 0.0, 0]},
        'camera_matrix': {'rows': 3, 'cols': 3, 'data': [60, 0, 32, 0, 60, 24, 0, 0, 1]},
        'rectification_matrix': {'rows': 3, 'cols': 3, 'data': [1, 0, 0, 0, 1, 0, 0, 0, 1]},
        'projection_matrix': {
            'rows': 3,
            'cols': 4,
            'data': [60, 0, 32, 0, 0, 60, 24, 0, 0, 0, 1, 0],
        },
    }


def write(tmp_path, content) -> str:
    path = tmp_path / 'head.yaml'
    path.write_text(yaml.safe_dump(content), encoding='utf-8')
    return str(path)


def test_reads_the_format_of_camera_calibration(tmp_path, calibration) -> None:
    info = load_camera_info(write(tmp_path, calibration), 64, 48)
    assert list(info.k) == [60.0, 0.0, 32.0, 0.0, 60.0, 24.0, 0.0, 0.0, 1.0]
    assert list(info.d) == [0.1, 0.0, 0.0, 0.0, 0.0]
    assert len(info.p) == 12
    assert (info.width, info.height) == (64, 48)


def test_refuses_a_calibration_of_another_image_size(tmp_path, calibration) -> None:
    with pytest.raises(NodeError, match='image_width is 64, the images have 640'):
        load_camera_info(write(tmp_path, calibration), 640, 480)


def test_names_the_key_that_is_wrong(tmp_path, calibration) -> None:
    calibration['camera_matrix']['data'] = [1, 2, 3]
    with pytest.raises(NodeError, match=r'camera_matrix\.data must be a list of 9 numbers'):
        load_camera_info(write(tmp_path, calibration), 64, 48)


def test_names_a_file_that_is_missing(tmp_path) -> None:
    with pytest.raises(NodeError, match=r'nothing\.yaml cannot be read'):
        load_camera_info(str(tmp_path / 'nothing.yaml'), 64, 48)
