# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Small bags, written without any simulation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from lavla.robots import Robot, load_robot
from lavla_training.data.bags import message_building as build
from lavla_training.data.bags.bag_writer import BagWriter
from lavla_training.data.recording.demonstration import demonstration_topics

STEP_S = 0.05


@dataclass
class SmallBag:
    """
    A recording of a robot whose joint j is at j + t, commanded to j + t + 100 at time t.

    Every number that a test wants to break is a field; times are seconds of ROS time.
    """

    steps: int = 12
    start_s: float = 5.0
    clock_offset_s: float = 0.0
    """Reception time minus stamp."""
    events: Sequence[tuple[float, str]] = ((0.0, 'START'), (0.6, 'SUCCESS'), (0.6, 'STOP'))
    instruction: str = 'lift the pot'
    image_times_s: Sequence[float] | None = None
    silent_arms: Sequence[str] = ()
    jpegs: dict[str, list[bytes]] = field(default_factory=dict)

    def write(self, path: Path, robot: Robot) -> Path:
        """Write the bag."""
        joints = np.arange(len(robot.joint_names), dtype=float)
        image_times = (
            STEP_S * np.arange(self.steps + 1)
            if self.image_times_s is None
            else self.image_times_s
        )
        messages: list[tuple[float, str, object]] = []
        for offset_s, kind in self.events:
            stamp_ns = self._ns(offset_s)
            event = build.episode_event(
                stamp_ns, kind, f'e{offset_s}', 'lift_pot', self.instruction
            )
            messages.append((offset_s, '/episode_event', event))
        for index in range(5 * self.steps + 1):
            offset_s = index * STEP_S / 5
            state = build.joint_state(
                self._ns(offset_s), robot.joint_names, joints + offset_s, np.ones_like(joints)
            )
            messages.append((offset_s, '/joint_states', state))
        for index in range(self.steps):
            offset_s = index * STEP_S
            for part in (*robot.arms, *robot.hands):
                if part.side in self.silent_arms and part in robot.arms:
                    continue
                goal = joints[robot.joint_indices(part.joint_names)] + offset_s + 100
                command = build.joint_trajectory(part.joint_names, goal, STEP_S)
                messages.append((offset_s, f'/{part.trajectory_topic}', command))
        for camera in robot.cameras:
            self.jpegs[camera.name] = []
            for offset_s in image_times:
                grey = np.full((16, 16, 3), round(200 * offset_s), np.uint8)
                image = build.jpeg_image(self._ns(offset_s), camera.frame, grey, 95)
                self.jpegs[camera.name].append(bytes(image.data))
                messages.append((offset_s, f'/{camera.topic}/image_raw/compressed', image))
        with BagWriter(path) as bag:
            for topic in demonstration_topics(robot):
                bag.add_topic(topic)
            for offset_s, topic_name, message in sorted(messages, key=lambda item: item[0]):
                received_ns = self._ns(offset_s) + round(self.clock_offset_s * 1e9)
                bag.write(topic_name, received_ns, message)
        return path

    def _ns(self, offset_s: float) -> int:
        return round((self.start_s + offset_s) * 1e9)


@pytest.fixture(scope='session')
def robot() -> Robot:
    return load_robot('panda_duo_sim')


@pytest.fixture
def small_bag(robot: Robot, tmp_path: Path) -> Callable[..., tuple[Path, SmallBag]]:
    """Return a function that writes a small bag with some of its numbers changed."""

    def make(name: str = 'bag', **changes: object) -> tuple[Path, SmallBag]:
        bag = SmallBag(**changes)  # type: ignore[arg-type]
        return bag.write(tmp_path / 'bags' / name, robot), bag

    return make
