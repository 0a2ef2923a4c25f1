# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Random colours, textures and lights."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lavla_training.data.synthetic.hand import HandAppearance

TEXTURE_SIZE = 128
"""Width and height of every texture, in pixels."""

OBJECT_COLOURS: dict[str, tuple[float, float, float]] = {
    'red': (0.80, 0.10, 0.10),
    'green': (0.12, 0.60, 0.18),
    'blue': (0.12, 0.25, 0.78),
    'yellow': (0.90, 0.80, 0.12),
    'orange': (0.92, 0.48, 0.08),
    'purple': (0.48, 0.18, 0.62),
    'pink': (0.92, 0.50, 0.62),
    'white': (0.90, 0.90, 0.88),
    'black': (0.09, 0.09, 0.10),
    'grey': (0.48, 0.49, 0.50),
    'brown': (0.42, 0.26, 0.14),
}

_SKIN_TONES = np.array(
    [
        [0.96, 0.80, 0.70],
        [0.90, 0.70, 0.56],
        [0.80, 0.58, 0.42],
        [0.66, 0.44, 0.30],
        [0.48, 0.31, 0.21],
        [0.32, 0.20, 0.14],
    ]
)
_GLOVES = np.array([[0.90, 0.90, 0.90], [0.15, 0.15, 0.16], [0.35, 0.50, 0.75]])


@dataclass(frozen=True)
class Light:
    """A directional light: direction (3,), diffuse, ambient and specular strength."""

    direction: np.ndarray
    diffuse: np.ndarray
    ambient: float
    specular: float


def random_colour(rng: np.random.Generator) -> tuple[str, np.ndarray]:
    """Return a colour's name and one of its shades (3,) in [0, 1]."""
    name = str(rng.choice(list(OBJECT_COLOURS)))
    shade = np.array(OBJECT_COLOURS[name]) * rng.uniform(0.85, 1.1) + rng.normal(0.0, 0.025, 3)
    return name, np.clip(shade, 0.02, 1.0)


def random_hand_appearance(rng: np.random.Generator) -> HandAppearance:
    """Return the looks of one person: skin (or a glove, rarely), sleeve and hand size."""
    weights = rng.dirichlet(np.full(len(_SKIN_TONES), 0.25))
    skin = weights @ _SKIN_TONES + rng.normal(0.0, 0.015, 3)
    if rng.random() < 0.12:
        skin = _GLOVES[rng.integers(len(_GLOVES))]
    return HandAppearance(
        skin_rgb=np.clip(skin, 0.05, 1.0),
        sleeve_rgb=rng.uniform(0.05, 0.95, 3),
        scale=float(rng.uniform(0.9, 1.12)),
        sleeve_start=float(rng.choice([rng.uniform(0.03, 0.25), rng.uniform(0.45, 0.9)])),
    )


def random_texture(rng: np.random.Generator, kinds: tuple[str, ...]) -> np.ndarray:
    """Return an RGB texture (TEXTURE_SIZE, TEXTURE_SIZE, 3) uint8 of one of the given kinds."""
    kind = str(rng.choice(list(kinds)))
    size = TEXTURE_SIZE
    base = rng.uniform(0.15, 0.9, 3) if rng.random() < 0.6 else np.full(3, rng.uniform(0.2, 0.95))
    second = np.clip(base + rng.uniform(-0.28, 0.28, 3), 0.0, 1.0)
    rows, columns = np.mgrid[0:size, 0:size] / size
    if kind == 'wood':
        base = np.array([0.62, 0.44, 0.27]) * rng.uniform(0.6, 1.35)
        second = base * rng.uniform(0.62, 0.9)
        wobble = 0.03 * np.sin(2 * np.pi * (columns * rng.integers(1, 4) + rng.random()))
        blend = 0.5 + 0.5 * np.sin(2 * np.pi * rng.integers(4, 11) * (rows + wobble))
    elif kind == 'checker':
        cells = int(rng.integers(2, 7))
        blend = (np.floor(rows * cells) + np.floor(columns * cells)) % 2
    elif kind == 'stripes':
        blend = (np.sin(2 * np.pi * rng.integers(2, 8) * columns) > rng.uniform(-0.7, 0.7)) * 1.0
    elif kind == 'blobs':
        coarse = rng.random((8, 8))
        blend = np.kron(coarse, np.ones((size // 8, size // 8)))
    elif kind == 'plain':
        blend = np.zeros((size, size))
    else:
        raise ValueError(f"unknown texture '{kind}'")
    image = base + (second - base) * blend[..., None]
    image = image + rng.normal(0.0, rng.uniform(0.0, 0.035), (size, size, 1))
    return np.ascontiguousarray((np.clip(image, 0, 1) * 255).astype(np.uint8))


def random_lights(rng: np.random.Generator) -> tuple[Light, ...]:
    """Return one or two directional lights from above."""
    lights = []
    strength = rng.uniform(0.6, 0.95)
    for index in range(int(rng.integers(1, 3))):
        direction = np.array([rng.uniform(-0.8, 0.8), rng.uniform(-0.6, 0.8), -1.0])
        tint = 1.0 + rng.normal(0.0, 0.06, 3)
        share = strength if index == 0 else strength * 0.4
        lights.append(
            Light(
                direction=direction / np.linalg.norm(direction),
                diffuse=np.clip(tint * share, 0, 1),
                ambient=float(rng.uniform(0.3, 0.5)) if index == 0 else 0.0,
                specular=float(rng.uniform(0.0, 0.4)),
            )
        )
    return tuple(lights)
