# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The safety gate of one group of joints: from chunks to checked, smooth set-points."""

from __future__ import annotations

import math

import numpy as np

from lavla.control.blending import make_blender
from lavla.control.chunk import Chunk
from lavla.control.chunk_buffer import BufferedChunk, ChunkBuffer
from lavla.control.errors import ControlError
from lavla.control.gate.freshness import Staleness, chunk_staleness, observation_staleness
from lavla.control.gate.joint_observation import JointObservation
from lavla.control.gate.report import Report
from lavla.control.motion_limits import MotionLimits
from lavla.control.ordering import ChunkOrder
from lavla.control.reason import Reason
from lavla.control.setpoint import SetPoint
from lavla.control.settings import GateSettings
from lavla.control.spline import UniformSpline
from lavla.control.state import State, Status
from lavla.control.trajectory import Changes, TrajectoryGenerator
from lavla.control.validation import chunk_rows, finite_array
from lavla.control.workspace import WorkspaceGuard
from lavla.robots import JointLimits, SerialChain, Workspace

# A clock that goes back by less is taken to stand still.
CLOCK_TOLERANCE_S = 0.01
# Share of a joint's range by which a measurement or a target may lie outside it unreported.
RANGE_TOLERANCE = 0.01
_LATCHED = (State.FAULT, State.ESTOP)
_MOVABLE = (State.READY, State.ACTIVE, State.HOLD)


class JointController:
    """
    Turn observations and chunks into set-points that respect every limit.

    Chunks pass: finite, shape, names → epoch, sequence, age → workspace → position; motion then
    passes velocity, acceleration and jerk, all from the last commanded state. Call `observe` with
    every joint state, `offer` with every chunk and `update` once per period; all times are
    seconds of one clock (ROS time). It is not thread-safe: call it from one thread.

    `enable` begins a motion at the measured joints. Stale data makes the joints decelerate and
    hold until fresh data comes; `hold` does so until the next `enable`; a fault and an e-stop
    until `reset`. A set-point always ends at rest, so the joints also stop when the process dies.
    """

    def __init__(
        self,
        limits: JointLimits,
        settings: GateSettings | None = None,
        kinematics: SerialChain | None = None,
        workspace: Workspace | None = None,
    ) -> None:
        """
        Prepare a disabled gate.

        :param limits: names and limits of the joints, in the order of all arrays.
        :param kinematics: needed to keep the tool in the workspace.
        :param workspace: box of the tool; None for no bound.
        :raises ControlError: when the settings do not fit the limits.
        """
        if workspace is not None and kinematics is None:
            raise ControlError('a workspace needs the kinematics of the arm')
        self._limits = limits
        self._settings = settings or GateSettings()
        self._motion_limits = MotionLimits.of(limits, self._settings)
        self._tolerance = RANGE_TOLERANCE * (limits.position_max - limits.position_min)
        self._guard = WorkspaceGuard(kinematics, workspace) if kinematics and workspace else None
        self._buffer = ChunkBuffer(make_blender(self._settings))
        self._order = ChunkOrder()
        self._report = Report(limits.names)
        self._state = State.DISABLED
        self._cause = Staleness(Reason.NONE, '')
        self._operator_hold = False
        self._e_stop_pressed = False
        self._generator: TrajectoryGenerator | None = None
        self._observation: JointObservation | None = None
        self._used_chunk: BufferedChunk | None = None
        self._now_s: float | None = None
        self._updated_s: float | None = None
        self._quiet_until_s = -math.inf

    @property
    def settings(self) -> GateSettings:
        """Return the settings."""
        return self._settings

    @property
    def state(self) -> State:
        """Return the state."""
        return self._state

    @property
    def moving(self) -> bool:
        """Return whether the commanded motion is not at rest."""
        return self._generator is not None and not self._generator.motion.resting()

    @property
    def status(self) -> Status:
        """Return what to tell people now, with all that was gathered since `collect_status`."""
        now_s = math.nan if self._now_s is None else self._now_s
        newest = self._buffer.newest
        return Status(
            state=self._state,
            reasons=self._report.reasons | self._cause.reason,
            clamped_joints=self._report.clamped_joints,
            speed_scale=self._settings.speed_scale,
            observation_age_s=now_s - self._observation.stamp_s if self._observation else math.nan,
            chunk_age_s=now_s - newest.stamp_s if newest else math.nan,
            message=self._cause.message or self._report.note,
        )

    def collect_status(self) -> Status:
        """Return the status and begin to gather anew."""
        status = self.status
        self._report.clear()
        return status

    def observe(
        self, positions: np.ndarray, velocities: np.ndarray, stamp_s: float, now_s: float
    ) -> Reason:
        """
        Take a joint state.

        :param positions: (n,) in the order of the limits.
        :param velocities: (n,).
        :param stamp_s: when it was measured.
        :return: why it was dropped, or NONE.
        """
        now_s = self._advance_clock(now_s)
        shape = (len(self._limits.names),)
        parts = []
        for name, values in (('positions', positions), ('velocities', velocities)):
            array, verdict = finite_array(values, shape)
            if array is None:
                return self._report.dropped(
                    verdict.reason, f'joint state dropped: {name}: {verdict.message}'
                )
            parts.append(array)
        if not math.isfinite(stamp_s):
            return self._report.dropped(Reason.NONFINITE, 'joint state dropped: stamp not finite')
        if stamp_s > now_s + self._settings.stamp_tolerance_s:
            return self._report.dropped(
                Reason.STALE_OBSERVATION,
                f'joint state dropped: its stamp lies {stamp_s - now_s:.2f} s in the future',
            )
        if self._observation is not None and stamp_s < self._observation.stamp_s:
            return self._report.dropped(
                Reason.OUT_OF_ORDER, 'joint state dropped: older than the one before'
            )
        self._observation = JointObservation(parts[0].copy(), parts[1].copy(), stamp_s, now_s)
        return Reason.NONE

    def offer(self, chunk: Chunk, now_s: float) -> Reason:
        """
        Take a chunk if it is good, else drop all of it; the last good one then goes on.

        :return: why it was dropped, or NONE. A chunk that was only clipped is taken.
        """
        now_s = self._advance_clock(now_s)
        rows, verdict = chunk_rows(chunk, self._limits.names)
        if rows is None:
            return self._report.dropped(verdict.reason, f'chunk dropped: {verdict.message}')
        late = self._order.objection(chunk)
        if late:
            return self._report.dropped(Reason.OUT_OF_ORDER, f'chunk dropped: {late}')
        stale = self._arrival_objection(chunk, len(rows), now_s)
        if stale:
            return self._report.dropped(Reason.STALE_CHUNK, f'chunk dropped: {stale}')
        self._order.remember(chunk)
        self._buffer.add(
            BufferedChunk(
                stamp_s=chunk.stamp_s,
                received_s=now_s,
                begin_s=self._generator.next_step_s(now_s) if self._generator else now_s,
                spline=UniformSpline(
                    chunk.stamp_s + chunk.period_s,
                    chunk.period_s,
                    self._within_bounds(rows),
                    self._settings.smoothing,
                ),
            )
        )
        return Reason.NONE

    def enable(self) -> None:
        """
        Get ready to move from the measured joints as soon as a fresh chunk is there.

        :raises ControlError: when the state does not allow it, without fresh joint states, or
            with a joint outside its limits.
        """
        if self._state in _LATCHED:
            raise ControlError(f'cannot enable in {self._state.name}: {self._advice()}')
        if self._state in (State.READY, State.ACTIVE):
            return
        now_s = -math.inf if self._now_s is None else self._now_s
        stale = observation_staleness(self._observation, now_s, self._settings)
        if self._observation is None or stale.reason:
            raise ControlError(f'cannot enable: {stale.message}')
        outside = self._outside_limits(self._observation)
        if outside:
            raise ControlError(f'cannot enable: {outside}')
        self._let_run_out()
        self._enter(State.READY)

    def hold(self) -> None:
        """Decelerate and hold until `enable`; joints at rest need, and get, no set-point."""
        if self._state in (State.READY, State.ACTIVE, State.HOLD):
            self._operator_hold = True
            self._enter(State.HOLD, message='held on request; call enable to go on')

    def reset(self) -> None:
        """
        Leave every state for DISABLED and forget chunks, sequence and commanded state.

        The epoch is remembered. Joints that still move end the motion that was last sent.

        :raises ControlError: while the e-stop is pressed.
        """
        if self._e_stop_pressed:
            raise ControlError('cannot reset while the e-stop is pressed; release it first')
        self._let_run_out()
        self._buffer.clear()
        self._order.restart_sequence()
        self._report.clear()
        self._enter(State.DISABLED)

    def e_stop(self, pressed: bool) -> None:
        """
        Decelerate and hold at once; a release changes nothing until `reset`.

        A stop by software is no safety function: it does not replace the robot's own e-stop.
        """
        self._e_stop_pressed = pressed
        if pressed:
            self._enter(State.ESTOP, message='e-stop pressed')
        elif self._state is State.ESTOP:
            self._enter(State.ESTOP, message='e-stop released; call reset')

    def update(self, now_s: float) -> SetPoint | None:
        """
        Return the set-point to send now, or None when there is nothing to send.

        None means that the robot is not enabled, or that it rests in a hold: every set-point ends
        at rest, so it keeps the end of the last one by itself.
        """
        now_s = self._advance_clock(now_s)
        self._watch_updates(now_s)
        self._change_state(now_s)
        generator = self._generator
        if generator is None or now_s < self._quiet_until_s:
            return None
        active = self._state is State.ACTIVE
        newest = self._buffer.newest if active else None
        reference = None
        if active:
            reference = self._reference(generator, now_s)
        changes = generator.advance(
            now_s, reference, self._guard.allows if self._guard and active else None
        )
        self._report_changes(changes)
        if not active and generator.motion.resting():
            return None
        first = newest is not None and newest is not self._used_chunk
        self._used_chunk = newest
        return self._set_point(generator, now_s, newest, first)

    def _advance_clock(self, now_s: float) -> float:
        if not math.isfinite(now_s):
            raise ValueError(f'now_s must be finite, got {now_s}')
        last_s = self._now_s
        if last_s is not None and now_s < last_s - CLOCK_TOLERANCE_S:
            self._clock_went_back(last_s - now_s, now_s)
        elif last_s is not None:
            now_s = max(now_s, last_s)
        self._now_s = now_s
        return now_s

    def _clock_went_back(self, by_s: float, now_s: float) -> None:
        """Let the robot end what was sent, and wait for people: no old stamp means anything."""
        self._observation = None
        self._buffer.clear()
        self._updated_s = None
        self._quiet_until_s = -math.inf
        if self._generator is not None:
            self._generator.stop_where_sent(now_s)
            self._quiet_until_s = now_s + self._settings.horizon_s
        message = f'the clock went back by {by_s:.3f} s; call reset, then enable'
        self._report.dropped(Reason.OUT_OF_ORDER, message)
        if self._state in _MOVABLE:
            self._operator_hold = True
            self._enter(State.HOLD, Reason.OUT_OF_ORDER, message)

    def _watch_updates(self, now_s: float) -> None:
        """Notice a pause so long that the robot has run out of set-points."""
        pause_s = 0.0 if self._updated_s is None else now_s - self._updated_s
        self._updated_s = now_s
        if self._state is not State.ACTIVE or pause_s <= self._settings.watchdog_s:
            return
        self._report.dropped(Reason.WATCHDOG, f'no update for {pause_s:.2f} s')
        if self._generator is not None and pause_s > self._settings.horizon_s:
            # Either the process slept or the clock leapt. Waiting once more for the length of a
            # set-point is right for both: then the robot rests at the end of the last one.
            self._generator.stop_where_sent(now_s)
            self._quiet_until_s = now_s + self._settings.horizon_s

    def _change_state(self, now_s: float) -> None:
        stale = observation_staleness(self._observation, now_s, self._settings)
        if not stale.reason:
            stale = chunk_staleness(self._buffer.newest, now_s, self._settings)
        quiet = now_s < self._quiet_until_s
        if self._state is State.READY:
            waits_for_policy = bool(stale.reason & Reason.STALE_CHUNK)
            self._cause = Staleness(
                Reason.NONE if waits_for_policy else stale.reason, stale.message
            )
            if not stale.reason and not quiet:
                self._start(now_s)
        elif self._state is State.ACTIVE:
            blocked = self._following_error(quiet)
            if blocked:
                self._enter(State.FAULT, Reason.DRIVER, blocked)
            elif stale.reason:
                self._enter(State.HOLD, stale.reason, stale.message)
        elif self._state is State.HOLD and not self._operator_hold:
            if stale.reason:
                self._cause = stale
            elif self._settings.resume and not quiet:
                self._buffer.keep_newest()
                self._enter(State.ACTIVE)

    def _start(self, now_s: float) -> None:
        """Begin a motion at the measured joints, which `enable` may have seen elsewhere."""
        assert self._observation is not None
        outside = self._outside_limits(self._observation)
        if outside:
            self._cause = Staleness(Reason.POSITION, outside)
            return
        start = self._limits.clip(self._observation.positions)
        self._generator = TrajectoryGenerator(self._motion_limits, self._settings, start, now_s)
        self._buffer.keep_newest()
        self._enter(State.ACTIVE)

    def _outside_limits(self, observation: JointObservation) -> str:
        """Return which measured joint is outside its limits, or nothing."""
        positions, limits = observation.positions, self._limits
        outside = (positions < limits.position_min - self._tolerance) | (
            positions > limits.position_max + self._tolerance
        )
        if not outside.any():
            return ''
        joint = int(np.argmax(outside))
        return (
            f'{limits.names[joint]} is at {positions[joint]:.3f}, outside '
            f'[{limits.position_min[joint]:.3f}, {limits.position_max[joint]:.3f}]; '
            'move it back by hand'
        )

    def _enter(self, state: State, reason: Reason = Reason.NONE, message: str = '') -> None:
        if state in (State.DISABLED, State.READY):
            self._operator_hold = False
        self._state = state
        self._cause = Staleness(reason, message)

    def _let_run_out(self) -> None:
        """Give the commanded state up; a new motion waits until what was sent has ended."""
        if self.moving and self._now_s is not None:
            self._quiet_until_s = self._now_s + self._settings.horizon_s
        self._generator = None

    def _following_error(self, quiet: bool) -> str:
        """Return which joint is too far from its command, or nothing."""
        if self._generator is None or self._observation is None or quiet:
            return ''
        error = np.abs(self._generator.motion.positions[0] - self._observation.positions)
        joint = int(np.argmax(error))
        if error[joint] <= self._settings.following_error_max:
            return ''
        return (
            f'{self._limits.names[joint]} is {error[joint]:.3f} from its command: the robot does '
            'not follow; look for a collision or a stopped driver, then call reset'
        )

    def _advice(self) -> str:
        if self._e_stop_pressed:
            return 'release the e-stop, then call reset'
        return 'call reset first'

    def _arrival_objection(self, chunk: Chunk, rows: int, now_s: float) -> str:
        delay_s = now_s - chunk.stamp_s
        if delay_s < -self._settings.stamp_tolerance_s:
            return f'its stamp lies {-delay_s:.2f} s in the future'
        if delay_s > self._settings.chunk_delay_max_s:
            return f'its observation is {delay_s:.2f} s old'
        if delay_s >= rows * chunk.period_s:
            return 'all of its rows lie in the past'
        return ''

    def _within_bounds(self, rows: np.ndarray) -> np.ndarray:
        """Return rows (H, n) inside the position limits and the workspace."""
        limits = self._limits
        below, above = rows.min(axis=0), rows.max(axis=0)
        self._report.clamped(
            Reason.POSITION,
            (below < limits.position_min - self._tolerance)
            | (above > limits.position_max + self._tolerance),
        )
        rows = limits.clip(rows)
        if self._guard is None:
            return rows
        if self._generator is not None:
            start = self._generator.motion.positions[0]
        elif self._observation is not None:
            start = self._observation.positions
        else:
            return rows
        rows, clipped = self._guard.clip(rows, start)
        if clipped:
            self._report.reasons |= Reason.WORKSPACE
        return rows

    def _reference(self, generator: TrajectoryGenerator, now_s: float) -> np.ndarray:
        """Return the blended reference (3, M + 1, n) inside the position limits."""
        times_s = generator.reference_times(now_s) + self._settings.lead_s
        reference = self._buffer.reference(times_s)
        inside = self._limits.clip(reference[0])
        outside = inside != reference[0]
        if outside.any():
            reference[0] = inside
            reference[1:, outside] = 0.0
        return reference

    def _report_changes(self, changes: Changes) -> None:
        self._report.clamped(Reason.POSITION, changes.stopped)
        self._report.clamped(Reason.VELOCITY, changes.slowed)
        self._report.clamped(Reason.ACCELERATION, changes.softened)
        if changes.refused:
            self._report.reasons |= Reason.WORKSPACE

    def _set_point(
        self,
        generator: TrajectoryGenerator,
        now_s: float,
        chunk: BufferedChunk | None,
        first: bool,
    ) -> SetPoint:
        motion, period_s = generator.motion, self._settings.period_s
        rows = motion.distinct_rows()
        return SetPoint(
            generator.motion_start_s - now_s + rows * period_s,
            motion.positions[rows],
            motion.velocities[rows],
            chunk.stamp_s if chunk is not None else None,
            first,
        )
