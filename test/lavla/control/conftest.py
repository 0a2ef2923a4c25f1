# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""A robot that executes set-points, and a rig around one gate."""

from __future__ import annotations

import numpy as np
import pytest

from lavla.control import Chunk, GateSettings, JointController, Reason, SetPoint
from lavla.robots import Arm, Hand, JointLimits, load_robot


class ExecutingRobot:
    """Execute set-points as a joint trajectory controller does, and judge its motion."""

    def __init__(self, limits: JointLimits, positions: np.ndarray) -> None:
        self.limits = limits
        self._times = np.array([0.0])
        self._positions = positions[None].astype(float)
        self._velocities = np.zeros_like(self._positions)

    def state(self, now_s: float) -> tuple[np.ndarray, np.ndarray]:
        """Return positions and velocities at a time."""
        times = self._times
        if now_s >= times[-1]:
            return self._positions[-1], np.zeros(len(self.limits.names))
        i = max(int(np.searchsorted(times, now_s, side='right')) - 1, 0)
        h = times[i + 1] - times[i]
        s = (now_s - times[i]) / h
        p0, p1 = self._positions[i], self._positions[i + 1]
        m0, m1 = h * self._velocities[i], h * self._velocities[i + 1]
        c2, c3 = 3 * (p1 - p0) - 2 * m0 - m1, m0 + m1 - 2 * (p1 - p0)
        return p0 + s * (m0 + s * (c2 + s * c3)), (m0 + s * (2 * c2 + 3 * s * c3)) / h

    def execute(self, set_point: SetPoint, now_s: float) -> None:
        """Check a set-point, then replace the old one by it."""
        position, velocity = self.state(now_s)
        times = np.concatenate([[0.0], set_point.times_s])
        positions = np.concatenate([position[None], set_point.positions])
        velocities = np.concatenate([velocity[None], set_point.velocities])
        self._judge(times, positions, velocities)
        self._times, self._positions, self._velocities = now_s + times, positions, velocities

    def _judge(self, times: np.ndarray, positions: np.ndarray, velocities: np.ndarray) -> None:
        limits, steps = self.limits, np.diff(times)[:, None]
        assert (steps > 0).all(), 'times must be positive and increasing'
        assert times[-1] <= 0.5 + 1e-9
        assert np.isfinite(positions).all()
        assert np.isfinite(velocities).all()
        room = 1e-9 * (1.0 + np.abs(limits.position_max))
        assert (positions[1:] >= limits.position_min - room).all()
        assert (positions[1:] <= limits.position_max + room).all()
        assert (np.abs(velocities) <= limits.velocity * (1 + 1e-6)).all()
        assert (velocities[-1] == 0.0).all(), 'a set-point must end at rest'
        # Accelerations at both ends of each segment of the Hermite spline; between them they are
        # linear. A continuous position and velocity show as bounded ones in the first segment.
        rise = np.diff(positions, axis=0) / steps
        begin = (6 * rise - 4 * velocities[:-1] - 2 * velocities[1:]) / steps
        end = (-6 * rise + 2 * velocities[:-1] + 4 * velocities[1:]) / steps
        highest = np.maximum(np.abs(begin), np.abs(end))
        assert (highest <= limits.acceleration * 1.005 + 1e-3).all()


class Rig:
    """One gate, its robot and a clock; joint states come with every step unless told otherwise."""

    def __init__(
        self, arm: Arm | Hand, settings: GateSettings | None = None, workspace: bool = False
    ) -> None:
        self.arm = arm
        self.now_s = 100.0
        self.sequence = 0
        self.observing = True
        self.pace = 0.5
        self.robot = ExecutingRobot(arm.limits, arm.home)
        self.gate = JointController(
            arm.limits,
            settings,
            arm.kinematics if workspace and isinstance(arm, Arm) else None,
            arm.workspace if workspace and isinstance(arm, Arm) else None,
        )
        self.gate.observe(arm.home, np.zeros(len(arm.home)), self.now_s, self.now_s)

    def chunk(self, target: np.ndarray | None = None, **changes: object) -> Chunk:
        """Return a chunk that moves from where the robot is to a target at an even pace."""
        self.sequence += 1
        goal = self.arm.home + 0.8 if target is None else target
        start = self.robot.state(self.now_s)[0]
        reach = self.pace * 0.05 * np.arange(1, 21)[:, None]
        rows = start + np.clip(goal - start, -reach, reach)
        fields = {
            'stamp_s': self.now_s,
            'sequence': self.sequence,
            'epoch': 1,
            'joint_names': self.arm.joint_names,
            'period_s': 0.05,
            'positions': rows,
        }
        return Chunk(**{**fields, **changes})  # type: ignore[arg-type]

    def offer(self, target: np.ndarray | None = None, **changes: object) -> Reason:
        """Offer such a chunk now."""
        return self.gate.offer(self.chunk(target, **changes), self.now_s)

    def step(self, duration_s: float | None = None) -> SetPoint | None:
        """Let time pass by a period, observe the robot and execute the next set-point."""
        self.now_s += self.gate.settings.period_s if duration_s is None else duration_s
        position, velocity = self.robot.state(self.now_s)
        if self.observing:
            self.gate.observe(position, velocity, self.now_s, self.now_s)
        set_point = self.gate.update(self.now_s)
        if set_point is not None:
            self.robot.execute(set_point, self.now_s)
        return set_point

    def run(
        self, duration_s: float, chunk_every_s: float | None = None, **changes: object
    ) -> None:
        """Step for a while, with a chunk every now and then."""
        due_s = self.now_s
        end_s = self.now_s + duration_s
        while self.now_s < end_s - 1e-9:
            if chunk_every_s is not None and self.now_s >= due_s - 1e-9:
                assert self.offer(**changes) is Reason.NONE
                due_s += chunk_every_s
            self.step()

    def speed(self) -> float:
        """Return the highest speed of a joint now."""
        return float(np.abs(self.robot.state(self.now_s)[1]).max())

    def start(self) -> None:
        """Enable and move for half a second."""
        self.gate.enable()
        self.run(0.5, chunk_every_s=0.1)


@pytest.fixture(scope='session')
def arm() -> Arm:
    """Return the left arm of the simulated Pandas."""
    return load_robot('panda_duo_sim').arm('left')


@pytest.fixture
def rig(arm: Arm) -> Rig:
    """Return a rig with the default settings."""
    return Rig(arm)


@pytest.fixture(scope='session')
def make_rig(arm: Arm):
    """Return a function that makes a rig with other settings."""

    def make(workspace: bool = False, **settings: object) -> Rig:
        return Rig(arm, GateSettings(**settings), workspace)  # type: ignore[arg-type]

    return make


@pytest.fixture(scope='session')
def make_hand_rig():
    """Return a function that makes a rig around the gate of a gripper."""

    def make() -> Rig:
        hand = load_robot('panda_duo_sim').hand('left')
        return Rig(hand, GateSettings(period_s=1.0 / hand.rate_hz))

    return make
