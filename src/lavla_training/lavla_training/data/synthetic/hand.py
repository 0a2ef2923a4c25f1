# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""A hand made of capsules: palm, five fingers with three phalanges each, forearm and sleeve."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lavla_training.data.synthetic.geometry import SceneClass, Shape, segment

FINGER_NAMES: tuple[str, ...] = ('thumb', 'index', 'middle', 'ring', 'little')

POSTURES: dict[str, np.ndarray] = {
    # Curl of thumb, index, middle, ring and little finger, then the spread; all in [0, 1].
    'open': np.array([0.10, 0.08, 0.06, 0.08, 0.10, 0.9]),
    'relaxed': np.array([0.35, 0.30, 0.36, 0.42, 0.46, 0.3]),
    'pinch': np.array([0.80, 0.52, 0.55, 0.72, 0.80, 0.1]),
    'wrap': np.array([0.70, 0.48, 0.50, 0.53, 0.56, 0.2]),
    'fist': np.array([0.85, 0.80, 0.82, 0.84, 0.86, 0.0]),
    'flat': np.array([0.15, 0.05, 0.04, 0.05, 0.06, 0.1]),
}

GRIP_POINT = np.array([0.105, 0.0, -0.034])
"""Where a held thing sits, in the hand frame, in metres (before scaling)."""

# Hand frame: origin at the wrist, x along the stretched fingers, z out of the back of the hand,
# y towards the thumb of a right hand. All in metres, for a hand of scale 1.
_KNUCKLES = np.array(
    [[0.088, 0.029, 0.0], [0.093, 0.009, 0.004], [0.089, -0.011, 0.002], [0.080, -0.029, -0.004]]
)
_PHALANGES = np.array(
    [[0.043, 0.027, 0.021], [0.048, 0.031, 0.023], [0.044, 0.029, 0.022], [0.034, 0.022, 0.019]]
)
_FINGER_RADII = (0.0098, 0.0100, 0.0094, 0.0082)
_FINGER_SPREAD = np.radians([9.0, 2.0, -5.0, -13.0])
_JOINT_RANGE = np.radians([75.0, 95.0, 60.0])
_THUMB_BASE = np.array([0.022, 0.028, -0.008])
_THUMB_PHALANGES = (0.044, 0.034, 0.027)
_THUMB_OPEN = np.array([0.62, 0.74, -0.26])
_THUMB_OPPOSED = np.array([0.80, 0.18, -0.58])


@dataclass(frozen=True)
class HandAppearance:
    """Sizes and colours of one person's hands."""

    skin_rgb: np.ndarray
    sleeve_rgb: np.ndarray
    scale: float
    sleeve_start: float
    """Where the sleeve begins, as a fraction of the forearm from the wrist."""


@dataclass(frozen=True)
class HandPose:
    """Pose of one hand: wrist position (3,), rotation (3, 3) and finger parameters (6,)."""

    side: str
    position: np.ndarray
    rotation: np.ndarray
    fingers: np.ndarray

    def matrix(self) -> np.ndarray:
        """Return the wrist pose as a (4, 4) homogeneous matrix."""
        pose = np.eye(4)
        pose[:3, :3], pose[:3, 3] = self.rotation, self.position
        return pose


def wrist_position(grip: np.ndarray, rotation: np.ndarray, scale: float) -> np.ndarray:
    """Return where the wrist must be so that the hand holds the point ``grip`` (3,)."""
    return grip - rotation @ (GRIP_POINT * scale)


def _finger_points(finger: int, curl: float, spread: float) -> np.ndarray:
    angles = np.cumsum(_JOINT_RANGE * curl)
    yaw = _FINGER_SPREAD[finger] * spread
    directions = np.stack(
        [np.cos(angles) * np.cos(yaw), np.cos(angles) * np.sin(yaw), -np.sin(angles)], axis=1
    )
    steps = directions * _PHALANGES[finger][:, None]
    return np.vstack([_KNUCKLES[finger], _KNUCKLES[finger] + np.cumsum(steps, axis=0)])


def _thumb_points(curl: float) -> np.ndarray:
    points = [_THUMB_BASE]
    for index, length in enumerate(_THUMB_PHALANGES):
        blend = min(1.0, curl * (0.7 + 0.35 * index))
        direction = (1.0 - blend) * _THUMB_OPEN + blend * _THUMB_OPPOSED
        if index:
            direction = direction + curl * index * np.array([0.15, -0.35, -0.05])
        points.append(points[-1] + direction / np.linalg.norm(direction) * length)
    return np.array(points)


def hand_shapes(pose: HandPose, appearance: HandAppearance, elbow: np.ndarray) -> list[Shape]:
    """Return the capsules of a hand and its forearm, which ends at ``elbow`` (3,), in metres."""
    mirror = np.array([1.0, 1.0 if pose.side == 'right' else -1.0, 1.0])
    hand_class = SceneClass.HAND_RIGHT if pose.side == 'right' else SceneClass.HAND_LEFT
    arm_class = SceneClass.FOREARM_RIGHT if pose.side == 'right' else SceneClass.FOREARM_LEFT
    scale, skin = appearance.scale, appearance.skin_rgb

    def place(points: np.ndarray) -> np.ndarray:
        return pose.position + (points * mirror * scale) @ pose.rotation.T

    shapes: list[Shape] = []

    def chain(points: np.ndarray, radii: tuple[float, ...], shade: float) -> None:
        world = place(points)
        for start, end, radius in zip(world[:-1], world[1:], radii, strict=True):
            shapes.append(
                segment(start, end, radius * scale, np.clip(skin * shade, 0, 1), hand_class)
            )

    spread = float(pose.fingers[5])
    for finger in range(4):
        radius = _FINGER_RADII[finger]
        points = _finger_points(finger, float(pose.fingers[finger + 1]), spread)
        # Slightly different shades keep the fingers apart in an image without shadows.
        chain(points, (radius, radius * 0.94, radius * 0.86), 1.0 - 0.05 * (finger % 2))
    chain(_thumb_points(float(pose.fingers[0])), (0.0135, 0.0115, 0.0100), 0.97)
    shapes.append(
        Shape(
            'ellipsoid',
            (0.052 * scale, 0.043 * scale, 0.017 * scale),
            place(np.array([[0.048, 0.0, -0.004]]))[0],
            pose.rotation,
            np.clip(skin * 0.98, 0, 1),
            hand_class,
        )
    )
    for knuckle in (0, 3):
        wrist_side = np.array([0.004, np.sign(_KNUCKLES[knuckle][1]) * 0.014, -0.004])
        start, end = place(np.stack([wrist_side, _KNUCKLES[knuckle]]))
        shapes.append(segment(start, end, 0.0135 * scale, skin, hand_class))
    wrist = place(np.array([[-0.004, 0.0, -0.004]]))[0]
    cuff = wrist + (elbow - wrist) * appearance.sleeve_start
    shapes.append(segment(wrist, elbow, 0.026 * scale, np.clip(skin * 0.96, 0, 1), arm_class))
    shapes.append(segment(cuff, elbow, 0.038 * scale, appearance.sleeve_rgb, arm_class))
    return shapes
