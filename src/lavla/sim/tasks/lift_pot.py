# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Lift a pot by its two handles with both arms (robosuite's TwoArmLift)."""

from __future__ import annotations

from typing import Any, ClassVar

import mujoco
import numpy as np

from lavla.robots import Robot
from lavla.robots.rigid_transform import transform_from_parts
from lavla.sim.differential_ik import solve_pose
from lavla.sim.scene import TABLE_TOP_Z, prepare_robosuite
from lavla.sim.tasks.task import Task

LIFT_HEIGHT_M = 0.10
TILT_MAX_RAD = np.deg2rad(15.0)
_POT_HALF_HEIGHT_M = 0.07
_PLACEMENT_M = 0.03
_PLACEMENT_RAD = np.pi / 3
_HANDLE_SITES = {'left': 'pot_handle1', 'right': 'pot_handle0'}
_SITE_TO_BAR_M = 0.005
_HANDLE_DIRECTION = {'left': -1.0, 'right': 1.0}


class LiftPot(Task):
    """
    Lift the pot by more than 10 cm without tilting it by 15° or more.

    The pot starts within ±3 cm of the table's middle, turned by up to ±60°: robosuite's placement.
    """

    name: ClassVar[str] = 'lift_pot'
    instructions: ClassVar[tuple[str, ...]] = (
        'lift the pot',
        'lift the pot with both arms',
        'pick up the pot by its handles',
        'raise the red pot off the table',
        'grab both handles and lift the pot',
    )
    episode_seconds: ClassVar[float] = 12.0

    def make_objects(self) -> list[Any]:
        """Return robosuite's pot with handles."""
        prepare_robosuite()
        from robosuite.models.objects import PotWithHandlesObject

        return [PotWithHandlesObject(name='pot')]

    def place_objects(
        self, model: mujoco.MjModel, data: mujoco.MjData, rng: np.random.Generator
    ) -> None:
        """Put the pot on the table: xy ±3 cm, yaw π ± 60°."""
        x, y = rng.uniform(-_PLACEMENT_M, _PLACEMENT_M, 2)
        yaw = np.pi + rng.uniform(-_PLACEMENT_RAD, _PLACEMENT_RAD)
        position = np.array([x, y, TABLE_TOP_Z + _POT_HALF_HEIGHT_M])
        _set_pot(model, data, position, _rotation(yaw, 0.0, 0.0))

    def randomise_objects(
        self,
        model: mujoco.MjModel,
        data: mujoco.MjData,
        robot: Robot,
        rng: np.random.Generator,
    ) -> np.ndarray:
        """Put the pot anywhere, at times in the air, and the arms at its handles or elsewhere."""
        height = rng.uniform(0.0, 0.25) if rng.random() < 0.35 else 0.0
        yaw = np.pi + rng.uniform(-1.4, 1.4)
        tilt = rng.normal(0.0, 0.1, 2) if height > 0.0 else np.zeros(2)
        xy = rng.uniform(-0.12, 0.12, 2)
        position = np.array([*xy, TABLE_TOP_Z + _POT_HALF_HEIGHT_M + height])
        _set_pot(model, data, position, _rotation(yaw, *tilt))
        mujoco.mj_kinematics(model, data)
        positions = robot.home
        held = rng.random() < (0.8 if height > 0.0 else 0.2)
        for index, arm in enumerate(robot.arms):
            goal = _grasp(model, data, arm.side)
            near = held or rng.random() < 0.5
            if not held:
                goal = goal @ _random_offset(rng) if near else _random_pose(rng, arm.side)
            start = arm.home + rng.normal(0.0, 0.15, arm.home.shape)
            reached = solve_pose(arm, goal, start)
            slot = slice(index * len(arm.home), (index + 1) * len(arm.home))
            positions[slot] = reached
            positions[len(robot.arms) * len(arm.home) + index] = (
                rng.uniform(0.010, 0.014) if held else rng.uniform(0.0, 0.04)
            )
        return positions

    def is_done(self, model: mujoco.MjModel, data: mujoco.MjData) -> bool:
        """Tell whether the pot's bottom is 10 cm above the table and its tilt below 15°."""
        body = data.body('pot_root')
        bottom = body.xpos[2] - _POT_HALF_HEIGHT_M
        upright = body.xmat[8] > np.cos(TILT_MAX_RAD)
        return bool(bottom > TABLE_TOP_Z + LIFT_HEIGHT_M and upright)


def handle_position(data: mujoco.MjData, side: str) -> np.ndarray:
    """Return the middle (3,) of the handle that is on a side at reset, world frame, metres."""
    site = data.site(_HANDLE_SITES[side]).xpos
    return site + _SITE_TO_BAR_M * handle_direction(data, side)


def handle_direction(data: mujoco.MjData, side: str) -> np.ndarray:
    """Return the unit vector (3,) from the pot's middle to the handle of a side, world frame."""
    return _HANDLE_DIRECTION[side] * data.body('pot_root').xmat.reshape(3, 3)[:, 1]


def grasp_rotation(outward: np.ndarray) -> np.ndarray:
    """
    Return the rotation (3, 3) of a tool that points down and closes along a handle's thickness.

    :param outward: the handle's direction from the pot's middle, (3,).
    """
    closing = np.array([outward[0], outward[1], 0.0])
    closing /= np.linalg.norm(closing)
    if closing[1] > 0.0:  # both ways close alike: take the one that turns the wrist less
        closing = -closing
    down = np.array([0.0, 0.0, -1.0])
    return np.stack([np.cross(closing, down), closing, down], axis=1)


def _grasp(model: mujoco.MjModel, data: mujoco.MjData, side: str) -> np.ndarray:
    rotation = grasp_rotation(handle_direction(data, side))
    return transform_from_parts(handle_position(data, side), rotation)


def _random_offset(rng: np.random.Generator) -> np.ndarray:
    height = rng.uniform(0.0, 0.2)
    spread = 0.01 + 0.4 * height
    position = np.array([*rng.uniform(-spread, spread, 2), -height])
    return transform_from_parts(position, _rotation(*rng.normal(0.0, 0.15, 3)))


def _random_pose(rng: np.random.Generator, side: str) -> np.ndarray:
    sign = 1.0 if side == 'left' else -1.0
    position = np.array([rng.uniform(-0.25, 0.2), sign * rng.uniform(0.08, 0.4), 0.0])
    position[2] = TABLE_TOP_Z + rng.uniform(0.08, 0.45)
    yaw = np.pi + rng.uniform(-1.2, 1.2) + (0.0 if side == 'left' else np.pi)
    outward = np.array([-np.sin(yaw), np.cos(yaw), 0.0])
    return transform_from_parts(position, grasp_rotation(outward))


def _rotation(yaw: float, tilt_x: float, tilt_y: float) -> np.ndarray:
    quaternion, matrix = np.empty(4), np.empty(9)
    mujoco.mju_euler2Quat(quaternion, np.array([tilt_x, tilt_y, yaw]), 'XYZ')
    mujoco.mju_quat2Mat(matrix, quaternion)
    return matrix.reshape(3, 3)


def _set_pot(
    model: mujoco.MjModel, data: mujoco.MjData, position: np.ndarray, rotation: np.ndarray
) -> None:
    quaternion = np.empty(4)
    mujoco.mju_mat2Quat(quaternion, np.ascontiguousarray(rotation).ravel())
    start = model.joint('pot_joint0').qposadr[0]
    data.qpos[start : start + 7] = np.concatenate([position, quaternion])
