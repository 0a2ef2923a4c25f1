# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
The 24 sequences of axes for Euler angles.

A name is 's' (turns about the static axes) or 'r' (about the rotating ones) and three letters, in
the order of the turns: 'sxyz' is roll, pitch, yaw about fixed axes. A tuple (first axis, parity,
repetition, frame) is the other way to name one.
"""

from __future__ import annotations

from typing import NamedTuple

Encoded = tuple[int, int, int, int]


class Sequence(NamedTuple):
    """
    Axes (0, 1, 2) of three turns about static axes, first one first.

    With ``rotating`` the angles are given in the opposite order: turns about rotating axes are
    those about static ones backwards.
    """

    axes: tuple[int, int, int]
    rotating: bool


def parse_axes(axes: str | Encoded) -> Sequence:
    """
    Return what the name of a sequence says.

    :raises ValueError: when there is no such sequence.
    """
    found = _NAMED.get(axes) if isinstance(axes, str) else _ENCODED.get(tuple(axes))
    if found is None:
        raise ValueError(f'{axes!r} is no sequence of axes; there are {", ".join(_NAMED)}')
    return found


def _all_sequences() -> tuple[dict[str, Sequence], dict[tuple[int, ...], Sequence]]:
    named: dict[str, Sequence] = {}
    encoded: dict[tuple[int, ...], Sequence] = {}
    for first in range(3):
        for parity in range(2):
            step = -1 if parity else 1
            second, third = (first + step) % 3, (first + 2 * step) % 3
            for repetition, axes in enumerate(((first, second, third), (first, second, first))):
                for frame in range(2):
                    letters = ''.join('xyz'[axis] for axis in axes)
                    name = f'r{letters[::-1]}' if frame else f's{letters}'
                    named[name] = Sequence(axes, bool(frame))
                    encoded[first, parity, repetition, frame] = named[name]
    return named, encoded


_NAMED, _ENCODED = _all_sequences()
