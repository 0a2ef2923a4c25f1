# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Lengths and directions of vectors."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike


def vector_norm(data: ArrayLike, axis: int | None = None, out: Any = None) -> Any:
    """
    Return the length of a vector, or of those along an axis of an array.

    :param out: array for the lengths; with it nothing is returned.
    """
    lengths = np.sqrt(np.sum(np.square(np.asarray(data, dtype=np.float64)), axis=axis))
    if out is None:
        return float(lengths) if axis is None else lengths
    out[...] = lengths
    return None


def unit_vector(data: Any, axis: int | None = None, out: Any = None) -> Any:
    """
    Return a vector, or those along an axis of an array, with length 1.

    :param out: array for the result; with it nothing is returned.
    """
    values = np.array(data, dtype=np.float64)
    if axis is None:
        values /= vector_norm(values)
    else:
        values /= np.expand_dims(vector_norm(values, axis), axis)
    if out is None:
        return values
    out[...] = values
    return None


def random_vector(size: Any) -> np.ndarray:
    """Return random numbers from 0 (included) to 1 (excluded)."""
    return np.random.random(size)
