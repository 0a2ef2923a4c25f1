# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""One clip as geometry over time: table, room, objects, hands, camera."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from lavla_training.data.synthetic.activities import Plan, make_plan
from lavla_training.data.synthetic.appearance import (
    Light,
    random_hand_appearance,
    random_lights,
    random_texture,
)
from lavla_training.data.synthetic.geometry import SceneClass, Shape, rotation_z
from lavla_training.data.synthetic.grasping import side_sign
from lavla_training.data.synthetic.hand import GRIP_POINT, HandPose, hand_shapes, wrist_position
from lavla_training.data.synthetic.head_motion import HeadMotion
from lavla_training.data.synthetic.objects import (
    CONTAINERS,
    ONE_HAND_OBJECTS,
    SceneObject,
    make_object,
)
from lavla_training.data.synthetic.trajectory import Key, Trajectory

TEXTURED_MATERIALS: tuple[str, ...] = ('table', 'wall', 'floor')
"""Materials whose texture differs from scene to scene."""

_WHITE = np.ones(3)


@dataclass(frozen=True)
class SceneTruth:
    """Where everything is at one time; poses are (4, 4) in the world, metres."""

    camera_pose: np.ndarray
    object_pose: np.ndarray
    hands: dict[str, HandPose]
    grip_points: dict[str, np.ndarray]


class SyntheticScene:
    """
    The scene of one clip, fixed by its seed.

    ``caption`` says what happens, ``activity`` names it, ``duration_s`` is the clip's length.
    """

    def __init__(self, seed: int, duration_s: float = 2.0, activity: str | None = None) -> None:
        rng = np.random.default_rng(seed)
        self.seed = seed
        self.duration_s = duration_s
        plan = make_plan(rng, activity)
        self.activity: str = plan.name
        self.caption: str = plan.caption
        self.hand_appearance = random_hand_appearance(rng)
        self.lights: tuple[Light, ...] = random_lights(rng)
        self.textures: dict[str, np.ndarray] = {
            'table': random_texture(rng, ('wood', 'plain', 'plain', 'checker', 'stripes')),
            'wall': random_texture(rng, ('plain', 'blobs', 'checker', 'stripes')),
            'floor': random_texture(rng, ('wood', 'checker', 'blobs')),
        }
        self.head = HeadMotion(rng, duration_s)
        start = float(rng.uniform(-0.1, 0.12)) * duration_s
        stretch = float(rng.uniform(0.92, 1.15)) * duration_s / plan.end_s
        self._thing: SceneObject = plan.thing
        self._thing_track = _track(plan.thing_keys, start, stretch)
        self._hand_tracks = {
            side: _track(keys, start, stretch) for side, keys in plan.hand_keys.items()
        }
        self._elbows = {
            side: np.array(
                [side_sign(side) * rng.uniform(0.2, 0.3), rng.uniform(-0.2, -0.1), 0.03]
            )
            for side in ('left', 'right')
        }
        self._standing = self._furniture(rng) + self._standing_objects(plan, rng)

    def hand_pose(self, side: str, time_s: float) -> HandPose:
        """Return the pose of the left or right hand at a time."""
        point, rotation, fingers = self._hand_tracks[side].at(time_s)
        wrist = wrist_position(point, rotation, self.hand_appearance.scale)
        return HandPose(side, wrist, rotation, np.clip(fingers, 0.0, 1.0))

    def shapes(self, time_s: float) -> list[Shape]:
        """Return every primitive of the scene at a time."""
        position, rotation, _ = self._thing_track.at(time_s)
        shapes = list(self._standing)
        shapes += self._thing.shapes(position, rotation, SceneClass.OBJECT)
        for side in ('left', 'right'):
            pose = self.hand_pose(side, time_s)
            # The elbow follows the wrist a little, as an arm does.
            elbow = self._elbows[side] + 0.25 * (
                pose.position - np.array([side_sign(side) * 0.2, 0.12, 0.05])
            )
            shapes += hand_shapes(pose, self.hand_appearance, elbow)
        return shapes

    def truth(self, time_s: float) -> SceneTruth:
        """Return the poses of the camera, the object and the hands at a time."""
        position, rotation, _ = self._thing_track.at(time_s)
        object_pose = np.eye(4)
        object_pose[:3, :3], object_pose[:3, 3] = rotation, position
        hands = {side: self.hand_pose(side, time_s) for side in ('left', 'right')}
        scale = self.hand_appearance.scale
        grips = {
            side: pose.position + pose.rotation @ (GRIP_POINT * scale)
            for side, pose in hands.items()
        }
        return SceneTruth(self.head.pose(time_s), object_pose, hands, grips)

    def _furniture(self, rng: np.random.Generator) -> list[Shape]:
        table_half = np.array([rng.uniform(0.45, 0.9), rng.uniform(0.32, 0.5), 0.02])
        near_edge = rng.uniform(0.02, 0.14)
        centre = np.array([rng.uniform(-0.08, 0.08), near_edge + table_half[1], -0.02])
        wall_y = centre[1] + table_half[1] + rng.uniform(0.1, 1.2)
        flat = np.eye(3)
        shapes = [
            Shape(
                'box',
                tuple(table_half),
                centre,
                flat,
                _WHITE,
                SceneClass.TABLE,
                'table',
                specular=float(rng.uniform(0.0, 0.25)),
            ),
            Shape(
                'box',
                (3.0, 3.0, 0.02),
                np.array([0.0, 1.0, -0.75]),
                flat,
                _WHITE,
                SceneClass.BACKGROUND,
                'floor',
                specular=0.0,
            ),
            Shape(
                'box',
                (3.0, 0.02, 2.0),
                np.array([0.0, wall_y, 0.6]),
                flat,
                _WHITE,
                SceneClass.BACKGROUND,
                'wall',
                specular=0.0,
            ),
        ]
        for _ in range(int(rng.integers(0, 3))):
            half = rng.uniform([0.08, 0.05, 0.15], [0.35, 0.1, 0.5])
            place = np.array([rng.uniform(-0.9, 0.9), wall_y - half[1], -0.73 + half[2] + 0.4])
            shapes.append(
                Shape(
                    'box',
                    tuple(half),
                    place,
                    flat,
                    rng.uniform(0.1, 0.9, 3),
                    SceneClass.BACKGROUND,
                )
            )
        return shapes

    def _standing_objects(self, plan: Plan, rng: np.random.Generator) -> list[Shape]:
        """Return the shapes of the bin or bowl and of clutter that keeps clear of the action."""
        shapes: list[Shape] = []
        taken = [(key.position[:2], plan.thing.footprint) for key in plan.thing_keys]
        for thing, position, yaw in plan.standing:
            shapes += thing.shapes(position, rotation_z(yaw), SceneClass.OTHER_OBJECT)
            taken.append((position[:2], thing.footprint))
        for _ in range(int(rng.integers(0, 5))):
            thing = make_object(str(rng.choice([*ONE_HAND_OBJECTS, *CONTAINERS])), rng)
            spot = np.array([rng.uniform(-0.32, 0.32), rng.uniform(0.26, 0.62)])
            clear = all(
                np.linalg.norm(spot - other) > radius + thing.footprint + 0.025
                for other, radius in taken
            )
            if clear:
                position = np.array([*spot, 0.0])
                rotation = rotation_z(float(rng.uniform(-np.pi, np.pi)))
                shapes += thing.shapes(position, rotation, SceneClass.OTHER_OBJECT)
                taken.append((spot, thing.footprint))
        return shapes


def _track(keys: list[Key], start: float, stretch: float) -> Trajectory:
    return Trajectory([replace(key, time_s=start + key.time_s * stretch) for key in keys])
