# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""What a robot is to the rest of LaVLA: joints, limits, kinematics, cameras and topic names."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from lavla.robots.kinematics import SerialChain
from lavla.robots.limits import JointLimits

SIDES = ('left', 'right')


@dataclass(frozen=True, eq=False)
class Workspace:
    """
    A box, with edges along the world's axes, that the tool must stay in.

    :param position_min: lowest corner, (3,) metres, world frame.
    :param position_max: highest corner, (3,) metres, world frame.
    """

    position_min: np.ndarray
    position_max: np.ndarray

    def contains(self, position: np.ndarray) -> bool:
        """Tell whether a world position (3,) lies in the box."""
        inside = (position >= self.position_min) & (position <= self.position_max)
        return bool(np.all(inside))


@dataclass(frozen=True, eq=False)
class Arm:
    """
    One arm.

    :param side: 'left' or 'right'.
    :param joint_names: n names in the order of the chain.
    :param limits: limits of these joints.
    :param home: joint positions that an episode starts from, (n,) radians.
    :param base_frame: name of the frame that the chain starts from.
    :param tool_frame: name of the frame that ``kinematics.forward`` gives.
    :param kinematics: the chain, including the base's pose in the world and the tool.
    :param trajectory_topic: relative name of the JointTrajectory topic of this arm's controller.
    :param workspace: where the tool may be; None for no bound beyond the joint limits.
    :param speed_scale: default fraction of the velocity limits, in (0, 1].
    """

    side: str
    joint_names: tuple[str, ...]
    limits: JointLimits
    home: np.ndarray
    base_frame: str
    tool_frame: str
    kinematics: SerialChain
    trajectory_topic: str
    workspace: Workspace | None
    speed_scale: float


@dataclass(frozen=True, eq=False)
class Hand:
    """
    One gripper or hand.

    :param side: 'left' or 'right'.
    :param joint_names: m names.
    :param limits: limits of these joints (metres for a parallel gripper's finger).
    :param home: open, (m,).
    :param closed: closed with nothing between the fingers, (m,).
    :param trajectory_topic: relative name of the JointTrajectory topic of this hand's controller.
    :param rate_hz: how often set-points are sent.
    :param command_on_change: send only when the command moved by more than command_deadband.
    :param command_deadband: the smallest change that is sent, in the joints' unit.
    """

    side: str
    joint_names: tuple[str, ...]
    limits: JointLimits
    home: np.ndarray
    closed: np.ndarray
    trajectory_topic: str
    rate_hz: float
    command_on_change: bool
    command_deadband: float


_Part = TypeVar('_Part', Arm, Hand)


@dataclass(frozen=True, eq=False)
class CameraMount:
    """
    One camera.

    :param name: 'head', 'left_wrist' or 'right_wrist'.
    :param topic: relative prefix of its topics (``<topic>/image_raw``, ``<topic>/camera_info``).
    :param frame: name of its optical frame (x right, y down, z forward).
    :param width: picture width in pixels.
    :param height: picture height in pixels.
    :param rate_hz: nominal frame rate.
    :param vertical_field_of_view: radians; None when only the driver's camera_info knows it.
    :param parent_frame: 'world' or an arm's tool frame; None when the pose is not known.
    :param pose: pose of the optical frame in parent_frame, (4, 4); None when it is not known.
    """

    name: str
    topic: str
    frame: str
    width: int
    height: int
    rate_hz: float
    vertical_field_of_view: float | None
    parent_frame: str | None
    pose: np.ndarray | None

    def intrinsics(self) -> np.ndarray:
        """
        Return the pinhole matrix (3, 3) in pixels, square pixels and the centre in the middle.

        :raises ValueError: when the field of view is not in the robot's file.
        """
        if self.vertical_field_of_view is None:
            raise ValueError(
                f'camera {self.name}: its field of view is not in the robot file; '
                'take the intrinsics from its camera_info topic'
            )
        focal = 0.5 * self.height / math.tan(0.5 * self.vertical_field_of_view)
        return np.array(
            [[focal, 0.0, 0.5 * self.width], [0.0, focal, 0.5 * self.height], [0.0, 0.0, 1.0]]
        )


@dataclass(frozen=True)
class ControlSettings:
    """
    Defaults of the safety gate.

    :param rate_hz: how often arm set-points are sent.
    :param set_point_horizon_s: how far each sent trajectory reaches ahead.
    :param observation_age_max_s: oldest joint state that may be acted on.
    :param chunk_age_max_s: oldest action chunk that may be acted on.
    :param watchdog_s: longest silence before the arm decelerates and holds.
    """

    rate_hz: float
    set_point_horizon_s: float
    observation_age_max_s: float
    chunk_age_max_s: float
    watchdog_s: float


@dataclass(frozen=True, eq=False)
class SimulationSettings:
    """
    What the simulator needs beyond the robot itself.

    :param real_time_factor: simulated seconds per second; 0 means as fast as possible.
    :param torque_max: highest torque of the joints of one arm, (n,) N·m.
    :param natural_frequency: of the simulated joint position control, rad/s (critically damped).
    :param grip_force: highest force of one finger, N.
    """

    real_time_factor: float
    torque_max: np.ndarray
    natural_frequency: float
    grip_force: float


@dataclass(frozen=True, eq=False)
class Robot:
    """
    One embodiment.

    :param name: name of the embodiment, the stem of its file.
    :param summary: one line for people.
    :param simulated: whether the simulator node plays this robot.
    :param arms: left, then right.
    :param hands: left, then right.
    :param cameras: in the order in which policies see them.
    :param control: defaults of the safety gate.
    :param simulation: settings of the simulator; None for a robot that is not simulated.
    """

    name: str
    summary: str
    simulated: bool
    arms: tuple[Arm, ...]
    hands: tuple[Hand, ...]
    cameras: tuple[CameraMount, ...]
    control: ControlSettings
    simulation: SimulationSettings | None

    @property
    def parts(self) -> tuple[Arm | Hand, ...]:
        """Return the groups of joints that have a controller each: arms, then hands."""
        return (*self.arms, *self.hands)

    @property
    def joint_names(self) -> tuple[str, ...]:
        """Return all names in the policy's order: left arm, right arm, left hand, right hand."""
        return tuple(name for part in self.parts for name in part.joint_names)

    @property
    def home(self) -> np.ndarray:
        """Return the positions (J,) that an episode starts from, in the order of joint_names."""
        return np.concatenate([part.home for part in self.parts])

    @property
    def limits(self) -> JointLimits:
        """Return the limits of all joints in the order of joint_names."""
        parts = [part.limits for part in self.parts]
        return JointLimits(
            self.joint_names,
            *(
                np.concatenate([getattr(part, field) for part in parts])
                for field in ('position_min', 'position_max', 'velocity', 'acceleration', 'jerk')
            ),
        )

    def arm(self, side: str) -> Arm:
        """
        Return the arm of a side.

        :raises KeyError: when there is none.
        """
        return _of_side(self.arms, side, 'arm')

    def hand(self, side: str) -> Hand:
        """
        Return the hand of a side.

        :raises KeyError: when there is none.
        """
        return _of_side(self.hands, side, 'hand')

    def camera(self, name: str) -> CameraMount:
        """
        Return a camera by name.

        :raises KeyError: when there is none.
        """
        for camera in self.cameras:
            if camera.name == name:
                return camera
        known = ', '.join(camera.name for camera in self.cameras)
        raise KeyError(f'{self.name} has no camera {name!r}; it has: {known}')

    def joint_indices(self, names: tuple[str, ...]) -> np.ndarray:
        """
        Return where names are in joint_names, (len(names),) int.

        :raises KeyError: when a name is not a joint of this robot.
        """
        index = {name: position for position, name in enumerate(self.joint_names)}
        missing = [name for name in names if name not in index]
        if missing:
            raise KeyError(
                f'{self.name} has no joint {missing[0]!r}; it has: {", ".join(self.joint_names)}'
            )
        return np.array([index[name] for name in names], dtype=np.intp)


def _of_side(parts: tuple[_Part, ...], side: str, kind: str) -> _Part:
    for part in parts:
        if part.side == side:
            return part
    raise KeyError(f'no {kind} on the side {side!r}; there is: {", ".join(p.side for p in parts)}')
