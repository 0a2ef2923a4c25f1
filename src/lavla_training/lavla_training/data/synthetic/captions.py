# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Phrasings of what the hands do."""

from __future__ import annotations

import numpy as np

_PHRASES: dict[str, tuple[str, ...]] = {
    'lift_two_handed': (
        'lift {object} with both hands',
        'pick up {object} with both hands',
        'use both hands to lift {object}',
        'raise {object} with two hands',
        'lift up {object}',
    ),
    'lift_by_handles': (
        'lift {object} by its two handles',
        'grab both handles and lift {object}',
        'take {object} by the handles and lift it',
    ),
    'lower_two_handed': (
        'put {object} down with both hands',
        'lower {object} onto the table',
        'set {object} down on the table',
    ),
    'pick': (
        'pick up {object}',
        'lift {object}',
        'grab {object} and lift it',
        'take {object} from the table',
        'pick {object} up with the {side} hand',
    ),
    'place': (
        'put {object} into {goal}',
        'place {object} in {goal}',
        'pick up {object} and put it into {goal}',
        'drop {object} in {goal}',
    ),
    'push': (
        'push {object} {direction}',
        'slide {object} {direction}',
        'push {object} {direction} with the {side} hand',
    ),
    'hand_over': (
        'hand {object} over from the {side} hand to the {other} hand',
        'pass {object} to the {other} hand',
        'take {object} with the {side} hand and give it to the {other} hand',
    ),
}


def caption(
    activity: str, rng: np.random.Generator, by_handles: bool = False, **words: str
) -> str:
    """
    Return one phrasing of an activity, its blanks filled with ``words``.

    Raise KeyError when the activity or one of the words is missing.
    """
    phrases = _PHRASES[activity]
    if by_handles:
        phrases = phrases + _PHRASES['lift_by_handles']
    return str(rng.choice(list(phrases))).format(**words)
