# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The scripted expert of lift_pot."""

from __future__ import annotations

from enum import Enum

import numpy as np

from lavla.robots import SIDES
from lavla.robots.rigid_transform import transform_from_parts
from lavla.sim.differential_ik import pose_error
from lavla.sim.environment import CONTROL_PERIOD_S, BimanualEnv
from lavla.sim.experts.expert import Expert
from lavla.sim.tasks.lift_pot import grasp_rotation, handle_direction, handle_position

_GAIN = 3.0
_SPEED = 0.12
_TURN_SPEED = 0.8
_LIFT_SPEED = 0.07
_LIFT_HEIGHT_M = 0.17
_CLOSING_SPEED = 0.1
_HOVER_HEIGHT_M = 0.09
_FUNNEL_SLOPE = 2.5
_FUNNEL_RADIUS_M = 0.008
_TURN_TO_LENGTH_M = 0.06
_READY_DISTANCE_M = 0.010
_READY_TURN_RAD = 0.12
_LOST_DISTANCE_M = 0.035
_HOLD_STEPS = 10
_HELD_NOISE = 0.2
_FULL_NOISE_DISTANCE_M = 0.08


class _Phase(Enum):
    REACH = 'reach'
    CLOSE = 'close'
    LIFT = 'lift'


class LiftPotExpert(Expert):
    """
    Reach both handles through a funnel above them, close both hands, lift level.

    While reaching, the height above a handle is a continuous function of how far the tool is from
    above it, so that the motion depends on what can be seen and not on a clock.
    """

    def __init__(
        self, env: BimanualEnv, rng: np.random.Generator, action_noise: float = 0.0
    ) -> None:
        """Start with open hands, reaching."""
        super().__init__(env, rng, action_noise)
        self._open = np.array([hand.home[0] for hand in env.robot.hands])
        self._fingers = self._open.copy()
        self._phase = _Phase.REACH
        self._grasped: list[np.ndarray] = []
        self._steps_held = 0

    def _decide(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        tools = [self.env.tool_pose(side) for side in SIDES]
        grasps = [self._grasp(side) for side in SIDES]
        errors = [pose_error(tool, grasp) for tool, grasp in zip(tools, grasps, strict=True)]
        self._change_phase(errors, tools)
        if self._phase is _Phase.LIFT:
            twists = self._lift(tools)
        else:
            twists = np.stack([self._reach(*pair) for pair in zip(tools, grasps, strict=True)])
        if self._phase is _Phase.REACH:
            self._fingers = self._open.copy()
        else:
            self._fingers = np.maximum(self._fingers - _CLOSING_SPEED * CONTROL_PERIOD_S, 0.0)
        return twists, self._fingers, self._noise_factors(errors)

    def _noise_factors(self, errors: list[np.ndarray]) -> np.ndarray:
        if self._phase is not _Phase.REACH:
            return np.full(len(errors), _HELD_NOISE)
        distances = np.array([np.linalg.norm(error[:3]) for error in errors])
        return np.clip(distances / _FULL_NOISE_DISTANCE_M, _HELD_NOISE, 1.0)

    def _grasp(self, side: str) -> np.ndarray:
        rotation = grasp_rotation(handle_direction(self.env.data, side))
        return transform_from_parts(handle_position(self.env.data, side), rotation)

    def _change_phase(self, errors: list[np.ndarray], tools: list[np.ndarray]) -> None:
        distances = [float(np.linalg.norm(error[:3])) for error in errors]
        if self._phase is not _Phase.REACH and max(distances) > _LOST_DISTANCE_M:
            self._phase = _Phase.REACH
        elif self._phase is _Phase.REACH:
            turns = [float(np.linalg.norm(error[3:])) for error in errors]
            if max(distances) < _READY_DISTANCE_M and max(turns) < _READY_TURN_RAD:
                self._phase = _Phase.CLOSE
        elif self._phase is _Phase.CLOSE and np.all(self._fingers == 0.0):
            self._phase = _Phase.LIFT
            self._grasped = tools
            self._steps_held = 0

    def _reach(self, tool: np.ndarray, grasp: np.ndarray) -> np.ndarray:
        error = pose_error(tool, grasp)
        aside = np.hypot(error[0], error[1]) + _TURN_TO_LENGTH_M * np.linalg.norm(error[3:])
        hover = np.clip(_FUNNEL_SLOPE * (aside - _FUNNEL_RADIUS_M), 0.0, _HOVER_HEIGHT_M)
        error[2] += hover
        return np.concatenate(
            [_limited(_GAIN * error[:3], _SPEED), _limited(_GAIN * error[3:], _TURN_SPEED)]
        )

    def _lift(self, tools: list[np.ndarray]) -> np.ndarray:
        errors = np.stack(
            [pose_error(tool, grasp) for tool, grasp in zip(tools, self._grasped, strict=True)]
        )
        risen = -errors[:, 2]
        height = float(risen.mean())
        twists = _GAIN * errors
        twists[:, 2] = min(_GAIN * (_LIFT_HEIGHT_M - height), _LIFT_SPEED)
        twists[:, 2] += _GAIN * (height - risen)
        if self.env.success():
            self._steps_held += 1
            self.done = self._steps_held >= _HOLD_STEPS
        return twists


def _limited(vector: np.ndarray, length: float) -> np.ndarray:
    return vector / max(1.0, float(np.linalg.norm(vector)) / length)
