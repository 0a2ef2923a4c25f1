# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Camera calibration files in the format of ROS's camera_calibration."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from sensor_msgs.msg import CameraInfo

from lavla.nodes.node_process import NodeError

_MATRICES = {
    'camera_matrix': ('k', 9),
    'rectification_matrix': ('r', 9),
    'projection_matrix': ('p', 12),
}


def load_camera_info(path: str, width: int, height: int) -> CameraInfo:
    """
    Return the calibration in a YAML file.

    Raise NodeError naming file and key when it is missing, malformed or of another image size.
    """
    try:
        content = yaml.safe_load(Path(path).read_text(encoding='utf-8'))
    except (OSError, UnicodeDecodeError) as error:
        raise NodeError(f'calibration file {path} cannot be read: {error}') from error
    except yaml.YAMLError as error:
        raise NodeError(f'calibration file {path} is not valid YAML: {error}') from error
    if not isinstance(content, dict):
        raise NodeError(f'calibration file {path}: expected keys such as camera_matrix')
    for key, size in (('image_width', width), ('image_height', height)):
        if content.get(key) != size:
            raise NodeError(
                f'calibration file {path}: {key} is {content.get(key)!r}, the images have {size}'
            )
    info = CameraInfo(width=width, height=height)
    info.distortion_model = str(content.get('distortion_model', 'plumb_bob'))
    info.d = _numbers(path, content, 'distortion_coefficients', None)
    for key, (field, count) in _MATRICES.items():
        setattr(info, field, _numbers(path, content, key, count))
    return info


def _numbers(path: str, content: dict[str, Any], key: str, count: int | None) -> list[float]:
    entry = content.get(key)
    data = entry.get('data') if isinstance(entry, dict) else None
    if not isinstance(data, list) or (count is not None and len(data) != count):
        wanted = 'numbers' if count is None else f'{count} numbers'
        raise NodeError(f'calibration file {path}: {key}.data must be a list of {wanted}')
    try:
        return [float(value) for value in data]
    except (TypeError, ValueError) as error:
        raise NodeError(f'calibration file {path}: {key}.data: {error}') from error
