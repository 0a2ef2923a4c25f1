# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Online trajectory generation: every set-point ends in a stop that was checked beforehand."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from lavla.control.motion import Motion
from lavla.control.motion_limits import MotionLimits
from lavla.control.settings import GateSettings
from lavla.control.stop import StopPlanner
from lavla.control.tracker import ReferenceTracker


class Changes(NamedTuple):
    """
    Which joints could not follow their reference, (n,) bool each.

    :param stopped: a joint that had to brake, to stay within its limits.
    :param slowed: a joint at its velocity limit.
    :param softened: a joint at its acceleration or jerk limit.
    :param refused: whether the whole motion was refused by the caller's own check.
    """

    stopped: np.ndarray
    slowed: np.ndarray
    softened: np.ndarray
    refused: bool


class TrajectoryGenerator:
    """
    The commanded motion of a group of joints.

    Time runs in steps of one period from start_s. The motion that was sent is committed up to the
    next step; from there a new one is planned: some steps that follow the reference, then a stop.
    It replaces the old one, joint by joint, only if all of it respects the limits. Otherwise the
    joint stops at once, or runs the old motion, which ends in a checked stop, to its end. So by
    induction nothing is ever sent that breaks a limit, whatever the reference does.
    """

    def __init__(
        self, limits: MotionLimits, settings: GateSettings, start: np.ndarray, start_s: float
    ) -> None:
        """Begin at rest at the positions start (n,), at the time start_s."""
        self._limits = limits
        self._steps = settings.horizon_steps
        self._follow_steps = settings.follow_steps
        self._tracker = ReferenceTracker(limits)
        self._stop = StopPlanner(limits)
        self._start_s = start_s
        self._index = 0
        self._stopping = False
        self._motion = Motion.at_rest(np.array(start, dtype=np.float64), self._steps)
        nobody = np.zeros(len(limits), dtype=bool)
        self._unchanged = Changes(nobody, nobody, nobody, refused=False)

    @property
    def motion(self) -> Motion:
        """Return the motion from the last planned step on."""
        return self._motion

    @property
    def motion_start_s(self) -> float:
        """Return the time of the motion's first row."""
        return self._start_s + self._index * self._limits.period_s

    def next_step_s(self, now_s: float) -> float:
        """Return the first time after now_s that a plan can still change."""
        return self._start_s + self._next_index(now_s) * self._limits.period_s

    def reference_times(self, now_s: float) -> np.ndarray:
        """Return the times (M + 1,) at which `advance` wants the reference."""
        return self.next_step_s(now_s) + np.arange(self._follow_steps + 1) * self._limits.period_s

    def stop_where_sent(self, now_s: float) -> None:
        """Take the end of the motion that was sent as the commanded state, from now_s on."""
        self._start_s, self._index = now_s, 0
        self._motion = Motion.at_rest(self._motion.positions[-1], self._steps)

    def advance(
        self,
        now_s: float,
        reference: np.ndarray | None,
        allows: Callable[[Motion], bool] | None = None,
    ) -> Changes:
        """
        Plan anew from the first step after now_s.

        :param reference: (3, M + 1, n) at reference_times; None to stop.
        :param allows: a further check of the whole group's motion.
        """
        index = self._next_index(now_s)
        committed = self._motion.after(index - self._index)
        self._index = index
        self._motion = committed
        if reference is None:
            # A stop planned anew in its last steps would never quite end: run the first one out.
            if not self._stopping:
                self._motion = self._halt(committed)
            self._stopping = True
            return self._unchanged
        self._stopping = False
        followed = self._tracker.follow(
            committed.positions[0],
            committed.velocities[0],
            committed.accelerations[0],
            reference,
        )
        tail, stops = self._stop.accelerations(
            followed.velocity, followed.accelerations[-1], self._steps - self._follow_steps
        )
        wanted = self._integrate(committed, np.concatenate([followed.accelerations[:-1], tail]))
        good = stops & wanted.within(self._limits)
        if not good.all():
            wanted = wanted.choose(good, self._halt(committed))
        refused = allows is not None and not allows(wanted)
        if not refused:
            self._motion = wanted
        return Changes(~good, followed.slowed, followed.softened, refused)

    def _next_index(self, now_s: float) -> int:
        # A thousandth of a step makes up for rounding (of seconds since 1970, too) when updates
        # come exactly one period apart.
        steps = (now_s - self._start_s) / self._limits.period_s
        return max(self._index, math.floor(steps + 1e-3) + 1)

    def _halt(self, committed: Motion) -> Motion:
        """Return the stop from the first row on, where it fits the limits, else the old motion."""
        plan, stops = self._stop.accelerations(
            committed.velocities[0], committed.accelerations[0], self._steps
        )
        halt = self._integrate(committed, plan)
        return halt.choose(stops & halt.within(self._limits), committed)

    def _integrate(self, committed: Motion, accelerations: np.ndarray) -> Motion:
        motion = Motion.integrate(
            committed.positions[0],
            committed.velocities[0],
            accelerations,
            self._limits.period_s,
        )
        # The sum of a stop's steps leaves rounding in place of zero.
        still = np.abs(motion.velocities) < 1e-12
        motion.velocities[still] = 0.0
        return motion
