# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""How overlapping chunks become one smooth reference."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple, Protocol

import numpy as np

from lavla.control.settings import Blending, GateSettings


class Layer(NamedTuple):
    """
    One chunk on the time axis of the reference.

    :param begin_s: the first time that it may change.
    :param curve: position, velocity and acceleration at the times asked for, (3, T, n).
    """

    begin_s: float
    curve: np.ndarray


class Blender(Protocol):
    """A rule that joins chunks, oldest first, into one curve."""

    def join(self, layers: Sequence[Layer], times_s: np.ndarray) -> np.ndarray:
        """Return the joint curve (3, T, n) at times (T,)."""
        ...

    def memory_s(self) -> float:
        """Return how long a chunk still matters once a newer one has arrived."""
        ...


def smooth_step(times_s: np.ndarray, begin_s: float, duration_s: float) -> np.ndarray:
    """
    Return a step from 0 to 1 that is twice continuously differentiable, and its derivatives.

    :return: (3, T): the quintic 6x⁵ − 15x⁴ + 10x³, its first and second derivative in time.
    """
    x = np.clip((times_s - begin_s) / duration_s, 0.0, 1.0)
    y = x * (1.0 - x)
    return np.stack(
        [
            x * x * x * (x * (6.0 * x - 15.0) + 10.0),
            30.0 * y * y / duration_s,
            60.0 * y * (1.0 - 2.0 * x) / (duration_s * duration_s),
        ]
    )


def mix(base: np.ndarray, other: np.ndarray, share: np.ndarray) -> np.ndarray:
    """
    Return base + share · (other − base) with its derivatives by the product rule.

    :param base: (3, T, n) position, velocity, acceleration.
    :param other: (3, T, n).
    :param share: (3, T) weight of other and its derivatives.
    """
    gap = other - base
    s, ds, dds = share[:, :, None]
    mixed = base + s * gap
    mixed[1] += ds * gap[0]
    mixed[2] += 2.0 * ds * gap[1] + dds * gap[0]
    return mixed


class RealTimeBlender:
    """
    Keep the old motion for a while after a chunk arrived, then change over smoothly.

    The frozen part and the soft change-over follow real-time chunking (K. Black et al., 2025),
    applied to finished chunks: what is already committed stays, the rest is blended.
    """

    def __init__(self, freeze_s: float, blend_s: float) -> None:
        """Set the frozen time and the time of the change-over."""
        self._freeze_s = freeze_s
        self._blend_s = blend_s

    def join(self, layers: Sequence[Layer], times_s: np.ndarray) -> np.ndarray:
        """Return the joint curve (3, T, n) at times (T,)."""
        curve = layers[0].curve
        for layer in layers[1:]:
            begin_s = layer.begin_s + self._freeze_s
            curve = mix(curve, layer.curve, smooth_step(times_s, begin_s, self._blend_s))
        return curve

    def memory_s(self) -> float:
        """Return how long a chunk still matters once a newer one has arrived."""
        return self._freeze_s + self._blend_s


class EnsembleBlender:
    """
    Average the chunks that cover a time, newer ones weighing more.

    Temporal ensembling (T. Zhao et al., "Learning Fine-Grained Bimanual Manipulation with
    Low-Cost Hardware", 2023, §IV-C) with weights that decay exponentially with the age of a
    chunk: one that comes Δ after the one before takes the share 1 − exp(−Δ / time constant) of
    the average so far, and it takes it smoothly.
    """

    def __init__(self, time_constant_s: float, blend_s: float) -> None:
        """Set the decay of the weights and the time in which a new chunk gains its own."""
        self._time_constant_s = time_constant_s
        self._blend_s = blend_s

    def join(self, layers: Sequence[Layer], times_s: np.ndarray) -> np.ndarray:
        """Return the joint curve (3, T, n) at times (T,)."""
        curve = layers[0].curve
        for before, layer in pairwise(layers):
            gap_s = layer.begin_s - before.begin_s
            share = 1.0 - math.exp(-gap_s / self._time_constant_s)
            fade = smooth_step(times_s, layer.begin_s, self._blend_s)
            curve = mix(curve, layer.curve, share * fade)
        return curve

    def memory_s(self) -> float:
        """Return how long a chunk still matters once a newer one has arrived."""
        return max(self._blend_s, 4.0 * self._time_constant_s)

    def _weight(self, layer: Layer, newest_s: float) -> float:
        return float(np.exp((layer.begin_s - newest_s) / self._time_constant_s))


class ReplaceBlender:
    """Take the newest chunk at once; the baseline that the other two are measured against."""

    def join(self, layers: Sequence[Layer], times_s: np.ndarray) -> np.ndarray:
        """Return the newest curve (3, T, n)."""
        return layers[-1].curve

    def memory_s(self) -> float:
        """Return zero: an older chunk does not matter."""
        return 0.0


def make_blender(settings: GateSettings) -> Blender:
    """Return the blender that the settings name."""
    if settings.blending is Blending.REAL_TIME:
        return RealTimeBlender(settings.freeze_s, settings.blend_s)
    if settings.blending is Blending.ENSEMBLE:
        return EnsembleBlender(settings.ensemble_time_constant_s, settings.blend_s)
    return ReplaceBlender()
