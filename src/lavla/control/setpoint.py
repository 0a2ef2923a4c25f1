# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""What the gate sends to the robot."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class SetPoint:
    """
    A short trajectory that begins at the robot's commanded state and ends at rest.

    The cubic Hermite spline through positions and velocities is the very motion that was checked.
    Points are one period apart until all joints rest; the last one is at the end of the horizon.

    :param times_s: seconds from now, (K,), positive and increasing.
    :param positions: (K, n) radians, metres for prismatic joints.
    :param velocities: (K, n), zero in the last row.
    :param chunk_stamp_s: observation time of the newest chunk in it; None when it follows none.
    :param first_of_chunk: whether this is the first set-point that follows that chunk.
    """

    times_s: np.ndarray
    positions: np.ndarray
    velocities: np.ndarray
    chunk_stamp_s: float | None
    first_of_chunk: bool
