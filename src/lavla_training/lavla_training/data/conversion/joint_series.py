# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Joint states and joint commands of a bag as arrays over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from lavla_training.data.as_of import as_of
from lavla_training.data.bags.bag_reader import BagReader
from lavla_training.data.bags.topics import JOINT_STATE, JOINT_STATES_TOPIC, JOINT_TRAJECTORY
from lavla_training.data.conversion.clock_map import ClockMap
from lavla_training.data.errors import DataError

NANOSECONDS = 1_000_000_000
# A trajectory that starts at the instant looked at does not drive that instant yet.
_JUST_BEFORE_S = 1e-3


def seconds(stamp: object) -> float:
    """Return a builtin_interfaces Time or Duration in seconds."""
    return float(stamp.sec) + stamp.nanosec / NANOSECONDS  # type: ignore[attr-defined]


@dataclass(frozen=True)
class JointStates:
    """Joint states: stamps (N,) in s, positions and velocities (N, J) in the robot's order."""

    times_s: np.ndarray
    positions: np.ndarray
    velocities: np.ndarray
    clock: ClockMap


def read_joint_states(bag: BagReader, joint_names: Sequence[str]) -> JointStates:
    """
    Read the joint states of a bag.

    Raise DataError, naming bag, topic and field, when the topic is missing, a joint is missing
    in every message, or a value is not finite.
    """
    topic = bag.find(JOINT_STATES_TOPIC, JOINT_STATE)
    if topic is None:
        raise DataError(
            f'{bag.path}: no topic {JOINT_STATES_TOPIC} with messages; topics: '
            f'{", ".join(sorted(bag.topics))}'
        )
    received, stamps, positions, velocities = [], [], [], []
    wanted = tuple(joint_names)
    missing: set[str] = set()
    for item in bag.messages([topic]):
        names = list(item.message.name)
        absent = set(wanted) - set(names)
        if absent:
            missing = absent
            continue
        order = [names.index(name) for name in wanted]
        for field_name in ('position', 'velocity'):
            if len(getattr(item.message, field_name)) != len(names):
                raise DataError(
                    f'{bag.path}: topic {topic}, field {field_name}: '
                    f'{len(getattr(item.message, field_name))} values for {len(names)} joints'
                )
        received.append(item.time_ns / NANOSECONDS)
        stamps.append(seconds(item.message.header.stamp))
        positions.append(np.asarray(item.message.position)[order])
        velocities.append(np.asarray(item.message.velocity)[order])
    if not stamps:
        raise DataError(
            f'{bag.path}: topic {topic}, field name: no message holds the joints '
            f'{", ".join(sorted(missing))}'
        )
    times = np.array(stamps)
    order_in_time = np.argsort(times, kind='stable')
    states = JointStates(
        times[order_in_time],
        np.array(positions)[order_in_time],
        np.array(velocities)[order_in_time],
        ClockMap(np.array(received), times),
    )
    for name, values in (('position', states.positions), ('velocity', states.velocities)):
        if not np.isfinite(values).all():
            raise DataError(f'{bag.path}: topic {topic}, field {name}: a value is not finite')
    return states


@dataclass
class _PartCommands:
    """The trajectories that were sent to one group of joints."""

    topic: str
    columns: np.ndarray
    starts_s: list[float] = field(default_factory=list)
    point_times_s: list[np.ndarray] = field(default_factory=list)
    points: list[np.ndarray] = field(default_factory=list)


class JointCommands:
    """
    What the joints were commanded to do, from every JointTrajectory topic of a bag.

    A trajectory holds from its stamp (or, with a zero stamp, from its reception) until the next
    one; after its last point the joints hold it. Joints that were never commanded hold where
    they were.
    """

    def __init__(self, bag: BagReader, joint_names: Sequence[str], states: JointStates) -> None:
        self._bag = bag
        self._states = states
        self._joint_names = tuple(joint_names)
        self._parts: dict[str, _PartCommands] = {}
        topics = bag.of_type(JOINT_TRAJECTORY)
        if not topics:
            raise DataError(f'{bag.path}: no {JOINT_TRAJECTORY} messages: there are no actions')
        for item in bag.messages(topics):
            self._add(item.topic, item.time_ns / NANOSECONDS, item.message)
        if not self._parts:
            raise DataError(
                f'{bag.path}: the trajectories on {", ".join(topics)} name none of the joints '
                f'{", ".join(self._joint_names)}'
            )

    @property
    def topics(self) -> tuple[str, ...]:
        """Return the topics that command joints of the robot."""
        return tuple(part.topic for part in self._parts.values())

    def commanded(self, start_s: float, stop_s: float) -> set[str]:
        """Return the joints that got a command within a time."""
        found: set[str] = set()
        for part in self._parts.values():
            if any(start_s - _JUST_BEFORE_S <= time_s <= stop_s for time_s in part.starts_s):
                found.update(self._joint_names[column] for column in part.columns)
        return found

    def targets(self, at_s: np.ndarray) -> np.ndarray:
        """Return the positions (T, J) that the joints were commanded to have at times (T,)."""
        held = as_of(self._states.times_s, at_s)
        targets = self._states.positions[np.maximum(held, 0)].copy()
        for part in self._parts.values():
            starts = np.array(part.starts_s)
            order = np.argsort(starts, kind='stable')
            which = np.searchsorted(starts[order], at_s - _JUST_BEFORE_S, side='right') - 1
            # Before its first command a joint keeps the place where that command found it.
            first = as_of(self._states.times_s, starts[order][:1])
            before = self._states.positions[max(int(first[0]), 0), part.columns]
            for row, index in enumerate(which):
                if index < 0:
                    targets[row, part.columns] = before
                else:
                    chosen = int(order[index])
                    targets[row, part.columns] = self._evaluate(part, chosen, float(at_s[row]))
        return targets

    def _evaluate(self, part: _PartCommands, index: int, at_s: float) -> np.ndarray:
        """Return the commanded positions of a trajectory at a time, linear between its points."""
        start_s = part.starts_s[index]
        times, points = part.point_times_s[index], part.points[index]
        elapsed = at_s - start_s
        if elapsed < times[0]:
            state = int(as_of(self._states.times_s, np.array([start_s]))[0])
            origin = self._states.positions[max(state, 0), part.columns]
            times, points = np.append(0.0, times), np.vstack([origin, points])
        return np.array([np.interp(elapsed, times, column) for column in points.T])

    def _add(self, topic: str, received_s: float, message: object) -> None:
        names = list(message.joint_names)  # type: ignore[attr-defined]
        if not set(names) <= set(self._joint_names):
            return
        points = message.points  # type: ignore[attr-defined]
        if not points:
            return
        if topic not in self._parts:
            columns = np.array([self._joint_names.index(name) for name in names])
            self._parts[topic] = _PartCommands(topic, columns)
        part = self._parts[topic]
        if [self._joint_names[column] for column in part.columns] != names:
            raise DataError(f'{self._bag.path}: topic {topic}, field joint_names changes: {names}')
        times = np.array([seconds(point.time_from_start) for point in points])
        positions = np.array([np.asarray(point.positions) for point in points])
        if positions.shape != (len(points), len(names)) or not np.isfinite(positions).all():
            raise DataError(
                f'{self._bag.path}: topic {topic}, field points.positions: expected '
                f'({len(points)}, {len(names)}) finite numbers, found {positions.shape}'
            )
        if np.any(np.diff(times) <= 0):
            raise DataError(
                f'{self._bag.path}: topic {topic}, field points.time_from_start does not grow'
            )
        stamp_s = seconds(message.header.stamp)  # type: ignore[attr-defined]
        start_s = stamp_s if stamp_s > 0 else float(self._states.clock.stamps_s(received_s))
        part.starts_s.append(start_s)
        part.point_times_s.append(times)
        part.points.append(positions)
