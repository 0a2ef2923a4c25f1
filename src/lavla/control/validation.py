# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""First gate: is a message made of the right numbers for these joints."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from lavla.control.chunk import Chunk
from lavla.control.reason import Reason

ROWS_MAX = 1000
PERIOD_RANGE_S = (0.001, 1.0)


class Verdict(NamedTuple):
    """What a check found; `reason` is NONE when the message may pass."""

    reason: Reason
    message: str


PASSED = Verdict(Reason.NONE, '')


def finite_array(values: object, shape: tuple[int, ...]) -> tuple[np.ndarray | None, Verdict]:
    """
    Return values as float64 of a shape, or None with what is wrong.

    A −1 in shape fits every size.
    """
    try:
        array = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        return None, Verdict(Reason.MALFORMED, f'not numbers: {error}')
    if array.ndim != len(shape) or any(
        want not in (-1, size) for want, size in zip(shape, array.shape, strict=True)
    ):
        return None, Verdict(Reason.MALFORMED, f'shape {array.shape}, expected {shape}')
    if not np.isfinite(array).all():
        return None, Verdict(Reason.NONFINITE, 'a number is not finite')
    return array, PASSED


def chunk_rows(chunk: Chunk, joint_names: Sequence[str]) -> tuple[np.ndarray | None, Verdict]:
    """
    Return the columns of joint_names of a chunk, (H, n), or None with what is wrong.

    One bad number anywhere, also of a joint of somebody else, spoils the whole chunk.
    """
    names = list(chunk.joint_names)
    rows, verdict = finite_array(chunk.positions, (-1, len(names)))
    if rows is None:
        return None, Verdict(verdict.reason, f'positions: {verdict.message}')
    if len(set(names)) != len(names):
        return None, Verdict(Reason.MALFORMED, 'a joint name appears twice')
    missing = [name for name in joint_names if name not in names]
    if missing:
        return None, Verdict(
            Reason.MALFORMED,
            f'joint {missing[0]} is missing; the chunk names: {", ".join(names) or "none"}',
        )
    if not 1 <= len(rows) <= ROWS_MAX:
        return None, Verdict(Reason.MALFORMED, f'{len(rows)} rows, expected 1 to {ROWS_MAX}')
    if not math.isfinite(chunk.stamp_s):
        return None, Verdict(Reason.NONFINITE, 'the stamp is not finite')
    if not PERIOD_RANGE_S[0] <= chunk.period_s <= PERIOD_RANGE_S[1]:
        return None, Verdict(
            Reason.MALFORMED,
            f'period {chunk.period_s} s, expected {PERIOD_RANGE_S[0]} to {PERIOD_RANGE_S[1]} s',
        )
    return rows[:, [names.index(name) for name in joint_names]], PASSED
