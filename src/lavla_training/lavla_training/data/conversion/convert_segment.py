# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Turn one episode of a bag into a training episode."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from lavla.robots import Robot
from lavla_training.data.as_of import TOLERANCE_S, as_of
from lavla_training.data.bags.bag_reader import BagReader
from lavla_training.data.conversion.camera_series import (
    CameraSeries,
    camera_topics,
    read_cameras,
)
from lavla_training.data.conversion.episode_segments import Segment
from lavla_training.data.conversion.joint_series import (
    NANOSECONDS,
    JointCommands,
    JointStates,
    read_joint_states,
)
from lavla_training.data.episode_format import EpisodeContent
from lavla_training.data.errors import DataError


@dataclass(frozen=True)
class ConversionSettings:
    """
    How bags become episodes.

    ``period_s`` is the grid of the rows; images and joint states older than the ages stop the
    conversion of an episode. ``camera_topics`` replaces the robot's topics by camera name.
    """

    period_s: float = 0.05
    image_age_max_s: float = 0.15
    joint_age_max_s: float = 0.15
    instruction: str | None = None
    camera_topics: Mapping[str, str] = field(default_factory=dict)


class BagConverter:
    """Convert the episodes of one open bag; joint data is read once for all of them."""

    def __init__(self, bag: BagReader, robot: Robot, settings: ConversionSettings) -> None:
        self._bag = bag
        self._robot = robot
        self._settings = settings
        self._states: JointStates = read_joint_states(bag, robot.joint_names)
        self._commands = JointCommands(bag, robot.joint_names, self._states)
        prefixes = {camera.name: camera.topic for camera in robot.cameras}
        self._topics = camera_topics(bag, prefixes, settings.camera_topics)

    def convert(self, segment: Segment) -> EpisodeContent:
        """
        Return the training episode of a segment.

        Row k holds what was known at its time t_k (newest images and joint state) and, as the
        action, the joint targets at t_k + period. Raise DataError, naming bag, topic and time,
        when a stream has a gap.
        """
        settings = self._settings
        lead_ns = round(settings.image_age_max_s * NANOSECONDS)
        cameras = read_cameras(
            self._bag, self._topics, segment.start_ns - lead_ns, segment.stop_ns
        )
        start_s, stop_s = self._stamps(segment)
        times = self._grid(segment, cameras, start_s, stop_s)
        state_rows = self._checked_rows(
            'joint_states', self._states.times_s, times, settings.joint_age_max_s, segment
        )
        self._check_commands(segment, start_s, stop_s)
        frames: dict[str, np.ndarray] = {}
        frame_times: dict[str, np.ndarray] = {}
        images: dict[str, list[bytes]] = {}
        for name, series in cameras.items():
            rows = self._checked_rows(
                series.topic, series.times_s, times, settings.image_age_max_s, segment
            )
            first, last = int(rows[0]), int(rows[-1])
            frames[name] = rows - first
            frame_times[name] = series.times_s[first : last + 1]
            images[name] = series.images[first : last + 1]
        # The clock of an episode begins with its first image, which may precede the first row.
        origin = min(float(stamps[0]) for stamps in frame_times.values())
        return EpisodeContent(
            timestamps_s=times - origin,
            positions=self._states.positions[state_rows],
            velocities=self._states.velocities[state_rows],
            actions=self._commands.targets(times + settings.period_s),
            image_times_s={name: stamps - origin for name, stamps in frame_times.items()},
            image_rows=frames,
            images=images,
            meta={
                'episode_id': segment.episode_id,
                'task': segment.task,
                'instruction': segment.instruction,
                'success': segment.success,
                'robot': self._robot.name,
                'joint_names': list(self._robot.joint_names),
                'cameras': list(cameras),
                'period_s': settings.period_s,
                'start_stamp_s': origin,
                'source': self._bag.path.name,
            },
        )

    def _stamps(self, segment: Segment) -> tuple[float, float]:
        received = np.array([segment.start_ns, segment.stop_ns]) / NANOSECONDS
        start_s, stop_s = self._states.clock.stamps_s(received)
        return float(start_s), float(stop_s)

    def _grid(
        self,
        segment: Segment,
        cameras: Mapping[str, CameraSeries],
        start_s: float,
        stop_s: float,
    ) -> np.ndarray:
        """Return the rows' stamps: from when everything is there until the last whole step."""
        firsts = [float(series.times_s[0]) for series in cameras.values()]
        first = max(start_s, float(self._states.times_s[0]), *firsts)
        period_s = self._settings.period_s
        count = int(np.floor((stop_s - first + TOLERANCE_S) / period_s))
        if count < 2:
            raise DataError(
                f"{self._bag.path}: episode '{segment.episode_id}' is too short: "
                f'{max(0.0, stop_s - first):.2f} s with all streams'
            )
        return first + period_s * np.arange(count)

    def _checked_rows(
        self,
        topic: str,
        times_s: np.ndarray,
        grid: np.ndarray,
        age_max_s: float,
        segment: Segment,
    ) -> np.ndarray:
        rows = as_of(times_s, grid)
        ages = grid - times_s[np.maximum(rows, 0)]
        worst = int(np.argmax(ages))
        if rows[0] < 0 or ages[worst] > age_max_s:
            raise DataError(
                f"{self._bag.path}: episode '{segment.episode_id}', topic {topic}: the newest "
                f'message is {ages[worst]:.2f} s old at {grid[worst] - grid[0]:.2f} s; '
                f'allowed are {age_max_s} s'
            )
        return rows

    def _check_commands(self, segment: Segment, start_s: float, stop_s: float) -> None:
        """Refuse an episode in which an arm was never commanded: it has no actions to learn."""
        commanded = self._commands.commanded(start_s, stop_s)
        for arm in self._robot.arms:
            if not set(arm.joint_names) <= commanded:
                topics = ', '.join(self._commands.topics)
                raise DataError(
                    f"{self._bag.path}: episode '{segment.episode_id}': no trajectory for the "
                    f'{arm.side} arm (topics with trajectories: {topics})'
                )
