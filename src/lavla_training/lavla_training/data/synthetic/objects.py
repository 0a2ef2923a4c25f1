# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Things that lie on the table: each a few primitives, random in size and colour."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from lavla_training.data.synthetic.appearance import random_colour
from lavla_training.data.synthetic.geometry import (
    Part,
    SceneClass,
    Shape,
    rotation_x,
    rotation_y,
)


@dataclass(frozen=True)
class SceneObject:
    """
    An object in its own frame: origin at the middle of its base, z up, metres.

    ``grip`` says how one hand holds it ('pinch' from above, 'wrap' from the side) or two hands
    ('handles', 'sides'); ``grip_height`` where above its base, ``half_width`` its reach to the
    left and right (to the handle bars, where there are some).
    """

    noun: str
    colour_name: str
    colours: tuple[np.ndarray, ...]
    parts: tuple[Part, ...]
    grip: str
    grip_height: float
    half_width: float
    height: float
    footprint: float
    """Radius of the circle on the table that nothing else may enter."""

    @property
    def phrase(self) -> str:
        """Return the object's name with its colour, as in 'the red cube'."""
        return f'the {self.colour_name} {self.noun}'

    def shapes(
        self, position: np.ndarray, rotation: np.ndarray, scene_class: SceneClass
    ) -> list[Shape]:
        """Return the primitives of the object at a pose: position (3,), rotation (3, 3)."""
        return [
            Shape(
                part.kind,
                part.size,
                position + rotation @ np.asarray(part.position),
                rotation @ part.rotation,
                self.colours[part.colour],
                scene_class,
            )
            for part in self.parts
        ]


def _cube(rng: np.random.Generator) -> SceneObject:
    half = float(rng.uniform(0.022, 0.034))
    name, rgb = random_colour(rng)
    part = Part('box', (half, half, half), (0.0, 0.0, half))
    return SceneObject(
        'cube', name, (rgb,), (part,), 'pinch', half * 1.3, half, 2 * half, half * 1.5
    )


def _ball(rng: np.random.Generator) -> SceneObject:
    radius = float(rng.uniform(0.025, 0.038))
    name, rgb = random_colour(rng)
    part = Part('sphere', (radius,), (0.0, 0.0, radius))
    return SceneObject(
        'ball', name, (rgb,), (part,), 'pinch', radius * 1.3, radius, 2 * radius, radius
    )


def _can(rng: np.random.Generator) -> SceneObject:
    radius, height = float(rng.uniform(0.026, 0.036)), float(rng.uniform(0.08, 0.13))
    name, rgb = random_colour(rng)
    lid = np.array([0.72, 0.73, 0.75])
    parts = (
        Part('cylinder', (radius, height / 2), (0.0, 0.0, height / 2)),
        Part('cylinder', (radius * 0.85, 0.002), (0.0, 0.0, height), colour=1),
    )
    return SceneObject(
        'can', name, (rgb, lid), parts, 'wrap', height * 0.55, radius, height, radius
    )


def _cup(rng: np.random.Generator) -> SceneObject:
    radius, height = float(rng.uniform(0.032, 0.042)), float(rng.uniform(0.07, 0.1))
    name, rgb = random_colour(rng)
    inside = rgb * 0.35
    out = radius + 0.022
    parts = (
        Part('cylinder', (radius, height / 2), (0.0, 0.0, height / 2)),
        Part('cylinder', (radius * 0.86, 0.002), (0.0, 0.0, height), colour=1),
        Part('capsule', (0.006, height * 0.2), (0.0, -out, height * 0.5)),
        Part('capsule', (0.006, 0.01), (0.0, -out + 0.01, height * 0.7), 0, rotation_x(np.pi / 2)),
        Part('capsule', (0.006, 0.01), (0.0, -out + 0.01, height * 0.3), 0, rotation_x(np.pi / 2)),
    )
    return SceneObject(
        'cup', name, (rgb, inside), parts, 'wrap', height * 0.55, radius, height, radius + 0.03
    )


def _bottle(rng: np.random.Generator) -> SceneObject:
    radius, height = float(rng.uniform(0.026, 0.035)), float(rng.uniform(0.11, 0.15))
    name, rgb = random_colour(rng)
    _, cap = random_colour(rng)
    parts = (
        Part('cylinder', (radius, height * 0.36), (0.0, 0.0, height * 0.36)),
        Part('ellipsoid', (radius, radius, height * 0.12), (0.0, 0.0, height * 0.72)),
        Part('cylinder', (radius * 0.4, height * 0.14), (0.0, 0.0, height * 0.86)),
        Part('cylinder', (radius * 0.46, height * 0.04), (0.0, 0.0, height), colour=1),
    )
    return SceneObject(
        'bottle', name, (rgb, cap), parts, 'wrap', height * 0.45, radius, height, radius
    )


def _block(rng: np.random.Generator) -> SceneObject:
    half = rng.uniform([0.02, 0.04, 0.014], [0.03, 0.06, 0.026])
    name, rgb = random_colour(rng)
    part = Part(
        'box', (float(half[0]), float(half[1]), float(half[2])), (0.0, 0.0, float(half[2]))
    )
    return SceneObject(
        'block',
        name,
        (rgb,),
        (part,),
        'pinch',
        float(half[2]) * 1.4,
        float(half[0]),
        2 * float(half[2]),
        float(half[1]),
    )


def _walls(
    half_x: float, half_y: float, height: float, thickness: float, colour: int = 0
) -> tuple[Part, ...]:
    middle = height / 2
    return (
        Part('box', (half_x, half_y, thickness), (0.0, 0.0, thickness), colour),
        Part('box', (thickness, half_y, middle), (half_x, 0.0, middle), colour),
        Part('box', (thickness, half_y, middle), (-half_x, 0.0, middle), colour),
        Part('box', (half_x, thickness, middle), (0.0, half_y, middle), colour),
        Part('box', (half_x, thickness, middle), (0.0, -half_y, middle), colour),
    )


def _bin(rng: np.random.Generator) -> SceneObject:
    half_x, half_y = rng.uniform(0.06, 0.09, 2)
    height = float(rng.uniform(0.05, 0.09))
    name, rgb = random_colour(rng)
    parts = _walls(float(half_x), float(half_y), height, 0.004)
    return SceneObject(
        'bin',
        name,
        (rgb,),
        parts,
        'sides',
        height * 0.6,
        float(half_x),
        height,
        float(np.hypot(half_x, half_y)),
    )


def _bowl(rng: np.random.Generator) -> SceneObject:
    radius, height = float(rng.uniform(0.055, 0.085)), float(rng.uniform(0.04, 0.06))
    name, rgb = random_colour(rng)
    parts = (
        Part('cylinder', (radius * 0.55, height * 0.25), (0.0, 0.0, height * 0.25)),
        Part('cylinder', (radius * 0.82, height * 0.2), (0.0, 0.0, height * 0.5)),
        Part('cylinder', (radius, height * 0.2), (0.0, 0.0, height * 0.8)),
        Part('cylinder', (radius * 0.9, 0.002), (0.0, 0.0, height), colour=1),
    )
    return SceneObject(
        'bowl', name, (rgb, rgb * 0.5), parts, 'sides', height * 0.7, radius, height, radius
    )


def _handles(
    reach: float, height: float, half_bar: float, radius: float, colours: tuple[int, int]
) -> tuple[Part, ...]:
    """Return two U-shaped handles that stick out from ``reach`` along x, 4.5 cm far."""
    parts: list[Part] = []
    for sign, colour in ((1.0, colours[0]), (-1.0, colours[1])):
        bar = sign * (reach + 0.045)
        parts.append(
            Part('capsule', (radius, half_bar), (bar, 0.0, height), colour, rotation_x(np.pi / 2))
        )
        for end in (half_bar, -half_bar):
            parts.append(
                Part(
                    'capsule',
                    (radius, 0.024),
                    (sign * (reach + 0.022), end, height),
                    colour,
                    rotation_y(np.pi / 2),
                )
            )
    return tuple(parts)


def _vessel(rng: np.random.Generator, noun: str, round_body: bool) -> SceneObject:
    half = float(rng.uniform(0.06, 0.095))
    height = float(rng.uniform(0.08, 0.15))
    name, rgb = random_colour(rng)
    handle_rgbs = (rgb * 0.6, rgb * 0.6)
    if rng.random() < 0.6:
        first, second = random_colour(rng)[1], random_colour(rng)[1]
        handle_rgbs = (first, second if rng.random() < 0.5 else first)
    if round_body:
        body: tuple[Part, ...] = (
            Part('cylinder', (half, height / 2), (0.0, 0.0, height / 2)),
            Part('cylinder', (half * 0.93, 0.002), (0.0, 0.0, height), colour=1),
        )
    else:
        body = _walls(half, half * float(rng.uniform(0.8, 1.1)), height, 0.005)
    grip_height = height * float(rng.uniform(0.68, 0.9))
    handles = _handles(
        half, grip_height, float(rng.uniform(0.03, 0.045)), float(rng.uniform(0.006, 0.01)), (2, 3)
    )
    return SceneObject(
        noun,
        name,
        (rgb, rgb * 0.3, *handle_rgbs),
        body + handles,
        'handles',
        grip_height,
        half + 0.045,
        height,
        half + 0.06,
    )


def _pot(rng: np.random.Generator) -> SceneObject:
    return _vessel(rng, 'pot', round_body=bool(rng.random() < 0.5))


def _basket(rng: np.random.Generator) -> SceneObject:
    return _vessel(rng, 'basket', round_body=False)


def _tray(rng: np.random.Generator) -> SceneObject:
    half_x, half_y = float(rng.uniform(0.1, 0.14)), float(rng.uniform(0.07, 0.1))
    name, rgb = random_colour(rng)
    parts = _walls(half_x, half_y, 0.03, 0.004) + _handles(half_x, 0.028, 0.04, 0.007, (1, 1))
    return SceneObject(
        'tray',
        name,
        (rgb, rgb * 0.6),
        parts,
        'handles',
        0.028,
        half_x + 0.045,
        0.03,
        half_x + 0.06,
    )


def _box(rng: np.random.Generator) -> SceneObject:
    half = rng.uniform([0.075, 0.055, 0.035], [0.12, 0.09, 0.07])
    name, rgb = random_colour(rng)
    tape = np.clip(rgb * 0.7 + 0.2, 0, 1)
    x, y, z = (float(value) for value in half)
    parts = (
        Part('box', (x, y, z), (0.0, 0.0, z)),
        Part('box', (x + 0.001, 0.018, 0.001), (0.0, 0.0, 2 * z), colour=1),
    )
    return SceneObject(
        'box', name, (rgb, tape), parts, 'sides', z * 1.1, x, 2 * z, float(np.hypot(x, y))
    )


_MAKERS: dict[str, Callable[[np.random.Generator], SceneObject]] = {
    'cube': _cube,
    'ball': _ball,
    'can': _can,
    'cup': _cup,
    'bottle': _bottle,
    'block': _block,
    'bin': _bin,
    'bowl': _bowl,
    'pot': _pot,
    'basket': _basket,
    'tray': _tray,
    'box': _box,
}

ONE_HAND_OBJECTS: tuple[str, ...] = ('cube', 'cube', 'ball', 'can', 'cup', 'bottle', 'block')
"""Kinds that one hand can hold; the cube is twice as frequent."""
TWO_HAND_OBJECTS: tuple[str, ...] = ('pot', 'pot', 'pot', 'pot', 'basket', 'tray', 'box')
"""Kinds that take two hands; most are pots."""
CONTAINERS: tuple[str, ...] = ('bin', 'bowl')
"""Kinds that something can be put into."""


def make_object(kind: str, rng: np.random.Generator) -> SceneObject:
    """
    Return an object of a kind with a random size and colour.

    Raise KeyError when the kind is unknown.
    """
    return _MAKERS[kind](rng)
