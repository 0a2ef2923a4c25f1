# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Look things up as they were at a time: the newest that is not younger."""

from __future__ import annotations

import numpy as np

# Stamps that mean the same instant may differ by their rounding.
TOLERANCE_S = 1e-4


def as_of(times_s: np.ndarray, at_s: np.ndarray) -> np.ndarray:
    """
    Return the index of the newest of ``times_s`` (N,), sorted, at each of ``at_s`` (T,).

    −1 where there is none yet.
    """
    return np.searchsorted(times_s, np.asarray(at_s) + TOLERANCE_S, side='right') - 1
