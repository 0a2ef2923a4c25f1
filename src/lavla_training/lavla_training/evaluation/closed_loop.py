# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Seeded episodes of a policy in the stepped simulator, through the safety gate of the robot.

Time is the simulator's: a chunk arrives `latency_s` after the pictures it was planned from, as
in the running graph, but nothing depends on how fast this computer is, so the same seed gives
the same episode.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from lavla.control import Chunk, GateSettings, JointController
from lavla.robots import Robot
from lavla.sim import BimanualEnv


class ClosedLoopPolicy(Protocol):
    """What an episode asks of a policy."""

    @property
    def period_s(self) -> float:
        """Return the time between two rows of a chunk."""
        ...

    @property
    def joint_names(self) -> tuple[str, ...]:
        """Return the joints in the order of a chunk's columns."""
        ...

    def plan(
        self, images: Mapping[str, np.ndarray], instruction: str, positions: np.ndarray
    ) -> np.ndarray:
        """Return absolute joint targets (H, J) from pictures and joint positions (J,)."""
        ...


@dataclass(frozen=True)
class ClosedLoopSettings:
    """
    Timing of an episode, in seconds of simulated time.

    The defaults are what the launched graph does with the mini policy on two cores.
    """

    replan_interval_s: float = 0.15
    latency_s: float = 0.15
    control_period_s: float = 0.02
    time_limit_s: float | None = None

    def __post_init__(self) -> None:
        if min(self.replan_interval_s, self.control_period_s) <= 0 or self.latency_s < 0:
            raise ValueError('replan interval and control period must be > 0, latency >= 0')


@dataclass(frozen=True)
class EpisodeResult:
    """How an episode ended; `rejected` counts chunks the gate refused."""

    seed: int
    success: bool
    duration_s: float
    chunks: int
    rejected: int


def run_episode(
    environment: BimanualEnv,
    policy: ClosedLoopPolicy,
    instruction: str,
    seed: int,
    settings: ClosedLoopSettings,
    frames: list[np.ndarray] | None = None,
) -> EpisodeResult:
    """
    Run one episode until success or the time limit; pictures of the head go to `frames`.

    Raises ValueError when the policy's joints are not the robot's.
    """
    environment.reset(seed)
    robot = environment.robot
    if tuple(policy.joint_names) != robot.joint_names:
        raise ValueError(
            f'the policy commands {", ".join(policy.joint_names)}; '
            f'{robot.name} has {", ".join(robot.joint_names)}'
        )
    gates = _gates(robot, settings.control_period_s)
    limit_s = settings.time_limit_s or environment.task.episode_seconds
    epoch_seconds = 1.0  # The gate's clock must not start at zero, as no robot's does.
    waiting: list[Chunk] = []
    chunks = rejected = 0
    next_plan_s = 0.0
    enabled = False
    while environment.time_s < limit_s and not environment.success():
        now_s = epoch_seconds + environment.time_s
        positions = environment.joint_positions()
        velocities = environment.joint_velocities()
        for columns, gate in gates:
            gate.observe(positions[columns], velocities[columns], now_s, now_s)
            if not enabled:
                gate.enable()
        enabled = True
        if environment.time_s >= next_plan_s - 1e-9:
            images = {camera: environment.render(camera) for camera in environment.cameras}
            if frames is not None:
                frames.append(images[environment.cameras[0]])
            planned = policy.plan(images, instruction, positions)
            chunks += 1
            waiting.append(
                Chunk(now_s, chunks, 1, tuple(policy.joint_names), policy.period_s, planned)
            )
            next_plan_s += settings.replan_interval_s
        if waiting and now_s >= waiting[0].stamp_s + settings.latency_s - 1e-9:
            chunk = waiting.pop(0)
            reasons = [gate.offer(chunk, now_s) for _, gate in gates]
            rejected += any(reasons)
        _command(environment, gates, now_s)
        environment.advance(settings.control_period_s)
    return EpisodeResult(
        seed, environment.success(), round(environment.time_s, 3), chunks, rejected
    )


def _gates(robot: Robot, period_s: float) -> list[tuple[np.ndarray, JointController]]:
    """Make the gate of each arm and hand, with the columns of its joints."""
    names = robot.joint_names
    gates = []
    for arm in robot.arms:
        settings = GateSettings(speed_scale=arm.speed_scale, period_s=period_s)
        columns = np.array([names.index(name) for name in arm.joint_names])
        gates.append(
            (columns, JointController(arm.limits, settings, arm.kinematics, arm.workspace))
        )
    for hand in robot.hands:
        # Fingers that hold something are meant to stay behind their command.
        settings = GateSettings(period_s=period_s, following_error_max=math.inf)
        columns = np.array([names.index(name) for name in hand.joint_names])
        gates.append((columns, JointController(hand.limits, settings)))
    return gates


def _command(
    environment: BimanualEnv, gates: list[tuple[np.ndarray, JointController]], now_s: float
) -> None:
    positions = environment.joint_target()
    velocities = np.zeros_like(positions)
    for columns, gate in gates:
        point = gate.update(now_s)
        if point is not None:
            positions[columns] = point.positions[0]
            velocities[columns] = point.velocities[0]
    environment.set_joint_target(positions, velocities)
