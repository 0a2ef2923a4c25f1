# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""A twice continuously differentiable curve through the rows of a chunk."""

from __future__ import annotations

from functools import lru_cache

import numpy as np


@lru_cache(maxsize=16)
def _row_matrices(rows: int, smoothing: float) -> tuple[np.ndarray, np.ndarray]:
    """
    Return the matrices (H, H) that turn rows into smoothed knots and slopes per period.

    The spline is the cubic one with not-a-knot ends (C. de Boor, "A Practical Guide to Splines",
    ch. IV), which follows a smooth curve to fourth order up to its ends. Smoothing is the
    Whittaker smoother of third order (P. Eilers, "A perfect smoother", 2003): it has no lag and
    leaves parabolas as they are.
    """
    smoother: np.ndarray = np.eye(rows)
    if smoothing > 0.0 and rows > 3:
        differences = np.diff(np.eye(rows), 3, axis=0)
        smoother = np.linalg.inv(np.eye(rows) + smoothing * differences.T @ differences)
    if rows == 2:
        slopes = np.array([[-1.0, 1.0], [-1.0, 1.0]])
    elif rows == 3:
        slopes = np.array([[-1.5, 2.0, -0.5], [-0.5, 0.0, 0.5], [0.5, -2.0, 1.5]])
    else:
        left, right = np.zeros((rows, rows)), np.zeros((rows, rows))
        for row in range(1, rows - 1):
            left[row, row - 1 : row + 2] = 1.0, 4.0, 1.0
            right[row, row - 1], right[row, row + 1] = -3.0, 3.0
        left[0, [0, 2]], left[-1, [-1, -3]] = (1.0, -1.0), (1.0, -1.0)
        right[0, :3], right[-1, -3:] = (-2.0, 4.0, -2.0), (2.0, -4.0, 2.0)
        slopes = np.linalg.solve(left, right)
    slopes = slopes @ smoother
    smoother.setflags(write=False)
    slopes.setflags(write=False)
    return smoother, slopes


class UniformSpline:
    """
    Cubic spline through equally spaced knots.

    Before the first knot it goes on as a straight line, after the last one it stands still.
    """

    def __init__(
        self, start_s: float, period_s: float, rows: np.ndarray, smoothing: float = 0.0
    ) -> None:
        """
        Fit the curve.

        :param start_s: time of the first row, seconds.
        :param period_s: time between rows, seconds.
        :param rows: (H, n), H ≥ 1.
        :param smoothing: penalty on third differences; 0 goes through every row.
        """
        if len(rows) == 1:
            rows = np.repeat(rows, 2, axis=0)
        self.start_s = start_s
        self.end_s = start_s + (len(rows) - 1) * period_s
        self._period_s = period_s
        smoother, slope_matrix = _row_matrices(len(rows), smoothing)
        knots, slopes = smoother @ rows, slope_matrix @ rows
        rise = np.diff(knots, axis=0)
        first, last = slopes[:-1], slopes[1:]
        self._coefficients = np.stack(
            [knots[:-1], first, 3.0 * rise - 2.0 * first - last, first + last - 2.0 * rise]
        )

    def evaluate(self, times_s: np.ndarray) -> np.ndarray:
        """Return position, velocity and acceleration at times (T,), as (3, T, n)."""
        h = self._period_s
        phase = (times_s - self.start_s) / h
        index = np.clip(phase.astype(np.intp), 0, self._coefficients.shape[1] - 1)
        s = np.clip(phase - index, 0.0, 1.0)[:, None]
        c0, c1, c2, c3 = self._coefficients[:, index]
        curve = np.stack(
            [
                c0 + s * (c1 + s * (c2 + s * c3)),
                (c1 + s * (2.0 * c2 + 3.0 * s * c3)) / h,
                (2.0 * c2 + 6.0 * s * c3) / (h * h),
            ]
        )
        if times_s[0] < self.start_s:
            early = times_s < self.start_s
            curve[2, early] = 0.0
            curve[0, early] += curve[1, early] * (times_s[early] - self.start_s)[:, None]
        if times_s[-1] > self.end_s:
            curve[1:, times_s > self.end_s] = 0.0
        return curve
