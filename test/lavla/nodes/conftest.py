# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Fixtures of the nodes' tests."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest


@pytest.fixture
def video_file(tmp_path: Path) -> Path:
    """Return a video of 6 frames of 64 × 48 at 20 Hz, each redder than the one before."""
    path = tmp_path / 'clip.avi'
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*'MJPG'), 20.0, (64, 48))
    for index in range(6):
        writer.write(np.full((48, 64, 3), (0, 0, 40 * index), dtype=np.uint8))
    writer.release()
    return path
