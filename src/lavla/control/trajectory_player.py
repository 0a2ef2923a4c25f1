# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Follow joint trajectories as ros2_control's joint trajectory controller does."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


class TrajectoryError(ValueError):
    """Say why a joint trajectory is not followed."""


class TrajectoryPlayer:
    """
    Interpolates the newest trajectory of one group of joints.

    A new trajectory replaces the old one at once: it is joined to the position and velocity that
    the old one has at that moment. Points with velocities are joined by cubic Hermite splines,
    points without by straight lines. After the last point, that point is held.

    :param joint_names: the n joints of the group.
    """

    def __init__(self, joint_names: Sequence[str]) -> None:
        """Start without a position; call hold before anything else."""
        self.joint_names = tuple(joint_names)
        self.hold(np.zeros(len(self.joint_names)))

    def hold(self, positions: np.ndarray) -> None:
        """Forget the trajectory and stay at positions (n,)."""
        self._times_s = np.zeros(1)
        self._positions = np.array(positions, dtype=np.float64).reshape(1, -1)
        self._velocities: np.ndarray | None = None

    def follow(
        self,
        joint_names: Sequence[str],
        start_s: float,
        times_s: np.ndarray,
        positions: np.ndarray,
        velocities: np.ndarray | None,
        now_s: float,
    ) -> None:
        """
        Replace the trajectory.

        :param joint_names: exactly the joints of the group, in any order.
        :param start_s: time that times_s count from.
        :param times_s: strictly increasing, (K,); points before now_s are skipped.
        :param positions: (K, n), columns as joint_names.
        :param velocities: (K, n), or None.
        :param now_s: the present time.
        :raises TrajectoryError: when anything is wrong; the old trajectory then goes on.
        """
        if sorted(joint_names) != sorted(self.joint_names):
            raise TrajectoryError(
                f'joint names {list(joint_names)} are not those of this controller: '
                f'{list(self.joint_names)}'
            )
        count = len(self.joint_names)
        if not len(times_s):
            raise TrajectoryError('it has no points')
        for name, values in (('positions', positions), ('velocities', velocities)):
            if values is None:
                continue
            if values.shape != (len(times_s), count):
                raise TrajectoryError(f'every point must have {count} {name}')
            if not np.isfinite(values).all():
                raise TrajectoryError(f'{name} contain a number that is not finite')
        if times_s[0] < 0.0 or (np.diff(times_s) <= 0.0).any():
            raise TrajectoryError('time_from_start must increase from point to point')
        ahead = start_s + times_s > now_s
        if not ahead.any():
            raise TrajectoryError(
                f'its last point is {now_s - start_s - times_s[-1]:.3f} s in the past'
            )
        order = [list(joint_names).index(name) for name in self.joint_names]
        position, velocity = self.sample(now_s)
        self._times_s = np.concatenate([[now_s], (start_s + times_s)[ahead]])
        self._positions = np.vstack([position, positions[ahead][:, order]])
        self._velocities = (
            None if velocities is None else np.vstack([velocity, velocities[ahead][:, order]])
        )

    def sample(self, time_s: float) -> tuple[np.ndarray, np.ndarray]:
        """Return position (n,) and velocity (n,) at a time."""
        last = len(self._times_s) - 1
        index = int(np.searchsorted(self._times_s, time_s, side='right')) - 1
        if index < 0 or index >= last:
            return self._positions[min(max(index, 0), last)].copy(), np.zeros(
                len(self.joint_names)
            )
        duration = self._times_s[index + 1] - self._times_s[index]
        phase = (time_s - self._times_s[index]) / duration
        start, end = self._positions[index], self._positions[index + 1]
        if self._velocities is None:
            return start + phase * (end - start), (end - start) / duration
        start_slope = duration * self._velocities[index]
        end_slope = duration * self._velocities[index + 1]
        square = 3.0 * (end - start) - 2.0 * start_slope - end_slope
        cube = 2.0 * (start - end) + start_slope + end_slope
        position = start + phase * (start_slope + phase * (square + phase * cube))
        velocity = (start_slope + phase * (2.0 * square + 3.0 * phase * cube)) / duration
        return position, velocity
