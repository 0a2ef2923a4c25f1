# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""How a hand comes to an object: orientations of the hand and key poses around a grip."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from lavla_training.data.synthetic.geometry import frame_from_axes, rotation_z
from lavla_training.data.synthetic.hand import POSTURES
from lavla_training.data.synthetic.objects import SceneObject
from lavla_training.data.synthetic.trajectory import Key

_DIRECTIONS: dict[str, tuple[float, tuple[float, float, float], tuple[float, float, float]]] = {
    # approach: inward yaw in degrees, direction of the fingers, back of a right hand
    'top': (22.0, (0.0, 0.55, -0.83), (0.0, 0.83, 0.55)),
    'side': (24.0, (0.0, 0.97, -0.22), (1.0, 0.0, 0.25)),
    'handle': (48.0, (0.0, 0.82, -0.57), (0.0, 0.0, 1.0)),
    'palm': (10.0, (0.0, 0.95, -0.30), (1.0, 0.0, 0.0)),
    'push': (8.0, (0.0, 0.99, -0.12), (0.4, 0.0, 1.0)),
    'rest': (14.0, (0.0, 0.96, -0.28), (0.0, 0.0, 1.0)),
}


def side_sign(side: str) -> float:
    """Return +1 for the right side and −1 for the left one."""
    return 1.0 if side == 'right' else -1.0


def hand_rotation(approach: str, side: str, rng: np.random.Generator) -> np.ndarray:
    """Return a (3, 3) rotation of the hand for an approach, with a little variation."""
    yaw_deg, fingers, back = _DIRECTIONS[approach]
    sign = side_sign(side)
    yaw = np.radians(yaw_deg + rng.uniform(-8.0, 8.0)) * sign
    mirrored_back = np.array([back[0] * sign, back[1], back[2]])
    tilt = rng.normal(0.0, 0.06, 3)
    return rotation_z(yaw) @ frame_from_axes(np.array(fingers) + tilt, mirrored_back)


@dataclass(frozen=True)
class Grip:
    """A hand's hold of a thing: the grip point (3,), the hand's rotation and both postures."""

    point: np.ndarray
    rotation: np.ndarray
    before: np.ndarray
    closed: np.ndarray
    retreat: np.ndarray
    """Unit vector (3,) along which the hand comes and leaves, pointing away from the thing."""

    def key(self, time_s: float, distance: float, closed: bool) -> Key:
        """Return the hand's key pose at a distance in metres from the grip."""
        posture = self.closed if closed else self.before
        return Key(time_s, self.point + self.retreat * distance, self.rotation, posture)

    def moved(self, origin: np.ndarray, target: np.ndarray, yaw: float) -> Grip:
        """Return the grip after the held thing went from one position to another, turning."""
        turn = rotation_z(yaw)
        return replace(
            self,
            point=target + turn @ (self.point - origin),
            rotation=turn @ self.rotation,
            retreat=turn @ self.retreat,
        )


def one_hand_grip(
    thing: SceneObject, position: np.ndarray, side: str, rng: np.random.Generator
) -> Grip:
    """Return how one hand holds a small object that stands at ``position`` (3,)."""
    centre = position + np.array([0.0, 0.0, thing.grip_height])
    sign = side_sign(side)
    if thing.grip == 'wrap':
        rotation = hand_rotation('side', side, rng)
        point = centre + rotation[:, 2] * max(0.0, thing.half_width - 0.022)
        retreat = np.array([sign * 0.75, -0.6, 0.28])
        closed = POSTURES['wrap']
    else:
        rotation = hand_rotation('top', side, rng)
        point = centre
        retreat = np.array([sign * 0.15, -0.25, 0.95])
        closed = POSTURES['pinch']
    return Grip(point, rotation, POSTURES['open'], closed, retreat / np.linalg.norm(retreat))


def two_hand_grips(
    thing: SceneObject, position: np.ndarray, yaw: float, rng: np.random.Generator
) -> dict[str, Grip]:
    """Return how both hands hold a large object by its handles or its sides."""
    grips: dict[str, Grip] = {}
    for side in ('left', 'right'):
        sign = side_sign(side)
        outward = rotation_z(yaw) @ np.array([sign, 0.0, 0.0])
        point = position + outward * thing.half_width + np.array([0.0, 0.0, thing.grip_height])
        if thing.grip == 'handles':
            rotation = rotation_z(yaw) @ hand_rotation('handle', side, rng)
            before, closed = POSTURES['open'], POSTURES['fist'] * 0.9
            retreat = outward * 0.75 + np.array([0.0, -0.25, 0.6])
        else:
            rotation = rotation_z(yaw) @ hand_rotation('palm', side, rng)
            point = point - outward * 0.03
            before, closed = POSTURES['open'], POSTURES['flat']
            retreat = outward * 0.95 + np.array([0.0, -0.2, 0.2])
        grips[side] = Grip(point, rotation, before, closed, retreat / np.linalg.norm(retreat))
    return grips


def rest_key(side: str, time_s: float, rng: np.random.Generator) -> Key:
    """Return a resting pose of a hand at the near edge of the table."""
    sign = side_sign(side)
    point = np.array(
        [sign * rng.uniform(0.13, 0.27), rng.uniform(0.15, 0.27), rng.uniform(0.03, 0.10)]
    )
    posture = POSTURES['relaxed'] + rng.normal(0.0, 0.05, 6)
    return Key(time_s, point, hand_rotation('rest', side, rng), np.clip(posture, 0.0, 1.0))


def hidden_key(side: str, time_s: float) -> Key:
    """Return a pose of a hand below the camera's view."""
    point = np.array([side_sign(side) * 0.35, -0.35, -0.1])
    rotation = frame_from_axes(np.array([0.0, 1.0, 0.0]), np.array([0.0, 0.0, 1.0]))
    return Key(time_s, point, rotation, POSTURES['relaxed'])
