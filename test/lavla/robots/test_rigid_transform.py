# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Rotations and camera poses."""

from __future__ import annotations

import numpy as np
import pytest

from lavla.robots.rigid_transform import inverse_transform, look_at, rotation_from_rpy


def test_roll_pitch_yaw_turns_about_fixed_axes() -> None:
    turned = rotation_from_rpy(np.array([np.pi / 2, 0.0, np.pi / 2])) @ [0.0, 1.0, 0.0]
    np.testing.assert_allclose(turned, [0.0, 0.0, 1.0], atol=1e-12)


def test_camera_looks_at_its_target_with_up_at_the_top() -> None:
    position, target = np.array([-1.0, 0.0, 2.0]), np.array([0.5, 0.2, 0.8])
    pose = look_at(position, target, np.array([0.0, 0.0, 1.0]))
    seen = inverse_transform(pose) @ [*target, 1.0]
    np.testing.assert_allclose(seen[:2], 0.0, atol=1e-12)
    assert seen[2] > 0.0
    above = inverse_transform(pose) @ [0.5, 0.2, 0.9, 1.0]
    assert above[1] < 0.0  # y points down in a picture


def test_camera_cannot_look_along_up() -> None:
    with pytest.raises(ValueError, match='not along its up direction'):
        look_at(np.zeros(3), np.array([0.0, 0.0, 1.0]), np.array([0.0, 0.0, 1.0]))
