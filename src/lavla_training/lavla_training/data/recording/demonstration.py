# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Play one episode with a scripted expert and write it as a bag."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lavla.robots import Arm, Hand, Robot
from lavla.sim import CONTROL_PERIOD_S, BimanualEnv, make_expert
from lavla_training.data.bags import message_building as build
from lavla_training.data.bags.bag_writer import BagWriter
from lavla_training.data.bags.topics import (
    CAMERA_INFO,
    COMPRESSED_IMAGE,
    EPISODE_EVENT,
    EPISODE_EVENT_TOPIC,
    INSTRUCTION_TOPIC,
    JOINT_STATE,
    JOINT_STATES_TOPIC,
    JOINT_TRAJECTORY,
    STRING,
    Topic,
)

# ROS time starts a little above zero, because a zero stamp means "not set".
_CLOCK_START_S = 1.0


@dataclass(frozen=True)
class DemonstrationSettings:
    """
    How demonstrations are recorded.

    ``action_noise`` disturbs what the arms do, not what is recorded as the command (see
    ``record_demonstration``).
    """

    task: str = 'lift_pot'
    robot: str = 'panda_duo_sim'
    action_noise: float = 0.15
    jpeg_quality: int = 92
    joint_state_rate_hz: int = 100


@dataclass(frozen=True)
class Demonstration:
    """What became of one episode."""

    seed: int
    success: bool
    duration_s: float


def demonstration_topics(robot: Robot) -> list[Topic]:
    """Return the topics of a demonstration: those of the running graph that training reads."""
    topics = [
        Topic(f'/{JOINT_STATES_TOPIC}', JOINT_STATE),
        Topic(f'/{INSTRUCTION_TOPIC}', STRING, latched=True, depth=1),
        Topic(f'/{EPISODE_EVENT_TOPIC}', EPISODE_EVENT, latched=True),
    ]
    for camera in robot.cameras:
        topics.append(
            Topic(f'/{camera.topic}/image_raw/compressed', COMPRESSED_IMAGE, reliable=False)
        )
        topics.append(Topic(f'/{camera.topic}/camera_info', CAMERA_INFO, reliable=False))
    for part in _commanded_parts(robot):
        topics.append(Topic(f'/{part.trajectory_topic}', JOINT_TRAJECTORY, depth=1))
    return topics


def record_demonstration(
    env: BimanualEnv, seed: int, settings: DemonstrationSettings, path: Path
) -> Demonstration:
    """
    Record the episode of a seed, whether it succeeds or not, as the bag ``path``.

    Every 50 ms the cameras and, on the trajectory topics, the command for the next 50 ms are
    written; joint states more often. The command written is the expert's clean decision for the
    state it sees; the simulated arms execute a disturbed one. A policy that learns the commands
    so learns to correct disturbances instead of imitating them (Laskey et al., DART, 2017).
    """
    rng = np.random.default_rng((seed, 1))
    env.reset(seed)
    expert = make_expert(settings.task, env, rng, settings.action_noise)
    text = str(rng.choice(list(env.task.instructions)))
    episode_id = f'{settings.task}-{seed:06d}'
    note = f'scripted expert, seed {seed}, action noise {settings.action_noise}'
    with BagWriter(path) as bag:
        for topic in demonstration_topics(env.robot):
            bag.add_topic(topic)
        episode = _EpisodeRecorder(bag, env, settings)
        episode.event('START', episode_id, text, note)
        bag.write(f'/{INSTRUCTION_TOPIC}', episode.now_ns, build.instruction(text))
        episode.write_joint_state()
        while not expert.done and env.time_s < env.task.episode_seconds:
            episode.write_images()
            executed = expert.targets()
            episode.write_commands(expert.label)
            episode.execute(executed)
        # The state after the last command completes the last step.
        episode.write_images()
        success = env.success()
        outcome = 'SUCCESS' if success else 'FAILURE'
        episode.event(outcome, episode_id, text, note)
        episode.event('STOP', episode_id, text, note)
        bag.add_note({'outcome': outcome, 'task': settings.task, 'seed': str(seed)})
    return Demonstration(seed, success, env.time_s)


def _commanded_parts(robot: Robot) -> list[Arm | Hand]:
    return [*robot.arms, *robot.hands]


class _EpisodeRecorder:
    """Write the simulator's state and the commands of one episode at the simulator's time."""

    def __init__(self, bag: BagWriter, env: BimanualEnv, settings: DemonstrationSettings) -> None:
        self._bag = bag
        self._env = env
        self._settings = settings
        self._last_hand_command: dict[str, np.ndarray] = {}

    @property
    def now_ns(self) -> int:
        return round((_CLOCK_START_S + self._env.time_s) * build.NANOSECONDS)

    def event(self, kind: str, episode_id: str, text: str, note: str) -> None:
        message = build.episode_event(
            self.now_ns, kind, episode_id, self._settings.task, text, note
        )
        self._bag.write(f'/{EPISODE_EVENT_TOPIC}', self.now_ns, message)

    def write_images(self) -> None:
        now_ns = self.now_ns
        for camera in self._env.robot.cameras:
            message = build.jpeg_image(
                now_ns, camera.frame, self._env.render(camera.name), self._settings.jpeg_quality
            )
            self._bag.write(f'/{camera.topic}/image_raw/compressed', now_ns, message)
            info = build.camera_info(
                now_ns,
                camera.frame,
                self._env.image_size,
                self._env.camera_intrinsics(camera.name),
            )
            self._bag.write(f'/{camera.topic}/camera_info', now_ns, info)

    def write_joint_state(self) -> None:
        message = build.joint_state(
            self.now_ns,
            self._env.robot.joint_names,
            self._env.joint_positions(),
            self._env.joint_velocities(),
        )
        self._bag.write(f'/{JOINT_STATES_TOPIC}', self.now_ns, message)

    def write_commands(self, targets: np.ndarray) -> None:
        """Write targets (J,) for the next control period; of grippers only what changed."""
        robot = self._env.robot
        for part in _commanded_parts(robot):
            positions = targets[robot.joint_indices(part.joint_names)]
            if isinstance(part, Hand):
                last = self._last_hand_command.get(part.side)
                if last is not None and np.array_equal(last, positions):
                    continue
                self._last_hand_command[part.side] = positions
            message = build.joint_trajectory(part.joint_names, positions, CONTROL_PERIOD_S)
            self._bag.write(f'/{part.trajectory_topic}', self.now_ns, message)

    def execute(self, targets: np.ndarray) -> None:
        """Lead the arms to targets (J,) within one control period, writing joint states."""
        env = self._env
        start = env.joint_target()
        goal = env.robot.limits.clip(targets)
        env.set_joint_target(start, (goal - start) / CONTROL_PERIOD_S)
        steps = max(1, round(self._settings.joint_state_rate_hz * CONTROL_PERIOD_S))
        for _ in range(steps):
            env.advance(CONTROL_PERIOD_S / steps)
            self.write_joint_state()
        env.set_joint_target(goal)
