# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Joint position control of the simulated arms and hands by torques."""

from __future__ import annotations

import mujoco
import numpy as np

from lavla.robots import Robot
from lavla.sim.scene import TIMESTEP_S

_FINGER_STIFFNESS = 4000.0
_FINGER_DAMPING = 30.0


class JointController:
    """
    Computed-torque control: τ = M(q) (k_p e + k_d ė) + bias, critically damped and limited.

    One finger joint commands both fingers of a hand. Targets move on with their velocity.

    :param model: the compiled scene.
    :param data: its state; torques go to ``qfrc_applied``.
    :param robot: gives limits, natural frequency, torque and grip force limits.
    :raises ValueError: when the robot has no simulation settings.
    """

    def __init__(self, model: mujoco.MjModel, data: mujoco.MjData, robot: Robot) -> None:
        """Look up where the joints are in the model's vectors."""
        settings = robot.simulation
        if settings is None:
            raise ValueError(f'{robot.name}: it has no simulation section')
        self._model, self._data = model, data
        arm_joints = [
            model.joint(f'robot{index}_joint{number + 1}')
            for index, arm in enumerate(robot.arms)
            for number in range(len(arm.joint_names))
        ]
        fingers = [
            [model.joint(f'gripper{index}_right_finger_joint{number}') for index in range(2)]
            for number in (1, 2)
        ]
        self._arm_count = len(arm_joints)
        joints = [*arm_joints, *fingers[0], *fingers[1]]
        self._position_index = np.array([joint.qposadr[0] for joint in joints])
        self._velocity_index = np.array([joint.dofadr[0] for joint in joints])
        self._limits = robot.limits
        self._stiffness = settings.natural_frequency**2
        self._damping = 2.0 * settings.natural_frequency
        self._torque_max = np.tile(settings.torque_max, len(robot.arms))
        self._grip_force = settings.grip_force
        self._target = robot.home.copy()
        self._target_velocity = np.zeros_like(self._target)
        self._acceleration = np.zeros(model.nv)
        self._inertia_force = np.zeros(model.nv)

    def positions(self) -> np.ndarray:
        """Return the joint positions (J,) in the robot's order."""
        return self._data.qpos[self._position_index[: len(self._target)]]

    def velocities(self) -> np.ndarray:
        """Return the joint velocities (J,) in the robot's order."""
        return self._data.qvel[self._velocity_index[: len(self._target)]]

    @property
    def target(self) -> np.ndarray:
        """Return the present target positions (J,)."""
        return self._target.copy()

    def teleport(self, positions: np.ndarray) -> None:
        """Put the joints at positions (J,), at rest, and make that the target."""
        arms, hands = np.split(np.asarray(positions, dtype=np.float64), [self._arm_count])
        self._data.qpos[self._position_index] = np.concatenate([arms, hands, -hands])
        self._data.qvel[self._velocity_index] = 0.0
        self._data.qfrc_applied[:] = 0.0
        self._target[:] = positions
        self._target_velocity[:] = 0.0

    def set_target(self, positions: np.ndarray, velocities: np.ndarray | None) -> None:
        """
        Set the target; positions are clipped to the joint limits.

        :raises ValueError: on a wrong shape or a number that is not finite.
        """
        positions = np.asarray(positions, dtype=np.float64)
        velocities = np.zeros_like(positions) if velocities is None else np.asarray(velocities)
        for name, values in (('positions', positions), ('velocities', velocities)):
            if values.shape != self._target.shape or not np.isfinite(values).all():
                raise ValueError(
                    f'joint target: {name} must be {self._target.size} finite numbers, '
                    f'got {values.tolist()}'
                )
        self._target[:] = self._limits.clip(positions)
        self._target_velocity[:] = velocities

    def apply(self) -> None:
        """Write the torques of one time step; call between mj_step1 and mj_step2."""
        data, count = self._data, self._arm_count
        positions = data.qpos[self._position_index]
        velocities = data.qvel[self._velocity_index]
        error = self._target[:count] - positions[:count]
        error_rate = self._target_velocity[:count] - velocities[:count]
        arm_dofs = self._velocity_index[:count]
        self._acceleration[arm_dofs] = self._stiffness * error + self._damping * error_rate
        mujoco.mj_mulM(self._model, data, self._inertia_force, self._acceleration)
        torque = self._inertia_force[arm_dofs] + data.qfrc_bias[arm_dofs]
        np.clip(torque, -self._torque_max, self._torque_max, out=torque)
        data.qfrc_applied[arm_dofs] = torque
        hand = self._target[count:]
        finger_error = np.concatenate([hand, -hand]) - positions[count:]
        force = _FINGER_STIFFNESS * finger_error - _FINGER_DAMPING * velocities[count:]
        np.clip(force, -self._grip_force, self._grip_force, out=force)
        data.qfrc_applied[self._velocity_index[count:]] = force
        self._target += TIMESTEP_S * self._target_velocity
