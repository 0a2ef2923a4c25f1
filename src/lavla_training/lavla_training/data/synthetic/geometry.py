# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Primitive shapes that scenes are made of, and the rotations that place them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np


class SceneClass(IntEnum):
    """Class of a pixel in the ground-truth masks."""

    BACKGROUND = 0
    TABLE = 1
    HAND_LEFT = 2
    HAND_RIGHT = 3
    FOREARM_LEFT = 4
    FOREARM_RIGHT = 5
    OBJECT = 6
    """The object that the hands manipulate."""
    OTHER_OBJECT = 7
    """Everything else that lies on the table."""


SCENE_CLASSES: tuple[str, ...] = tuple(item.name.lower() for item in SceneClass)
"""Names of the classes, indexed by their value in a mask."""


@dataclass(frozen=True)
class Shape:
    """
    One primitive: a kind, half sizes in metres, and a pose.

    ``kind`` is 'sphere', 'capsule', 'cylinder', 'ellipsoid' or 'box'; sizes follow MuJoCo's
    convention (radius, half length for capsules and cylinders; half extents otherwise).
    """

    kind: str
    size: tuple[float, ...]
    position: np.ndarray
    rotation: np.ndarray
    rgb: np.ndarray
    scene_class: SceneClass
    material: str | None = None
    shininess: float = 0.3
    specular: float = 0.2


@dataclass(frozen=True)
class Part:
    """One primitive of an object, posed in the object's own frame (z up, origin at its base)."""

    kind: str
    size: tuple[float, ...]
    position: tuple[float, float, float]
    colour: int = 0
    rotation: np.ndarray = field(default_factory=lambda: np.eye(3))


def rotation_z(angle: float) -> np.ndarray:
    """Return the (3, 3) rotation about the z axis by ``angle`` radians."""
    cosine, sine = np.cos(angle), np.sin(angle)
    return np.array([[cosine, -sine, 0.0], [sine, cosine, 0.0], [0.0, 0.0, 1.0]])


def rotation_x(angle: float) -> np.ndarray:
    """Return the (3, 3) rotation about the x axis by ``angle`` radians."""
    cosine, sine = np.cos(angle), np.sin(angle)
    return np.array([[1.0, 0.0, 0.0], [0.0, cosine, -sine], [0.0, sine, cosine]])


def rotation_y(angle: float) -> np.ndarray:
    """Return the (3, 3) rotation about the y axis by ``angle`` radians."""
    cosine, sine = np.cos(angle), np.sin(angle)
    return np.array([[cosine, 0.0, sine], [0.0, 1.0, 0.0], [-sine, 0.0, cosine]])


def frame_from_axes(forward: np.ndarray, up: np.ndarray) -> np.ndarray:
    """
    Return the (3, 3) rotation whose x axis is ``forward`` and whose z axis is nearest to ``up``.

    Raise ValueError when the two directions are parallel.
    """
    x_axis = forward / np.linalg.norm(forward)
    z_axis = up - x_axis * float(up @ x_axis)
    length = float(np.linalg.norm(z_axis))
    if length < 1e-9:
        raise ValueError(f'forward {forward} and up {up} are parallel: the frame is undefined')
    z_axis = z_axis / length
    return np.stack([x_axis, np.cross(z_axis, x_axis), z_axis], axis=1)


def orthonormalise(rotation: np.ndarray) -> np.ndarray:
    """Return the rotation matrix nearest to a blend of rotation matrices (Gram-Schmidt)."""
    return frame_from_axes(rotation[:, 0], rotation[:, 2])


def segment(
    start: np.ndarray,
    end: np.ndarray,
    radius: float,
    rgb: np.ndarray,
    scene_class: SceneClass,
) -> Shape:
    """Return the capsule between two points (3,), in metres."""
    axis = end - start
    length = float(np.linalg.norm(axis))
    direction = axis / max(length, 1e-9)
    helper = np.array([1.0, 0.0, 0.0]) if abs(direction[0]) < 0.9 else np.array([0.0, 1.0, 0.0])
    x_axis = np.cross(helper, direction)
    x_axis /= np.linalg.norm(x_axis)
    rotation = np.stack([x_axis, np.cross(direction, x_axis), direction], axis=1)
    return Shape('capsule', (radius, length / 2), (start + end) / 2, rotation, rgb, scene_class)
