# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Build the messages that a recording holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np

from lavla_training.data.bags.message_types import lavla_typestore
from lavla_training.data.bags.topics import (
    CAMERA_INFO,
    COMPRESSED_IMAGE,
    EPISODE_EVENT,
    JOINT_STATE,
    JOINT_TRAJECTORY,
    STRING,
)
from lavla_training.data.errors import DataError

NANOSECONDS = 1_000_000_000

EVENT_TYPES: dict[str, int] = {
    'START': 0,
    'STOP': 1,
    'SUCCESS': 2,
    'FAILURE': 3,
    'DISCARD': 4,
    'INTERVENTION_START': 5,
    'INTERVENTION_END': 6,
    'MARK': 7,
}
"""The constants of lavla/msg/EpisodeEvent."""


def _new(message_type: str, **fields: Any) -> Any:
    return lavla_typestore().types[message_type](**fields)


def header(time_ns: int, frame: str = '') -> Any:
    """Return a std_msgs/Header."""
    return _new('std_msgs/msg/Header', stamp=stamp(time_ns), frame_id=frame)


def stamp(time_ns: int) -> Any:
    """Return a builtin_interfaces/Time."""
    return _new(
        'builtin_interfaces/msg/Time', sec=time_ns // NANOSECONDS, nanosec=time_ns % NANOSECONDS
    )


def joint_state(
    time_ns: int, names: Sequence[str], positions: np.ndarray, velocities: np.ndarray
) -> Any:
    """Return a sensor_msgs/JointState; positions and velocities (n,)."""
    return _new(
        JOINT_STATE,
        header=header(time_ns),
        name=list(names),
        position=np.asarray(positions, np.float64),
        velocity=np.asarray(velocities, np.float64),
        effort=np.zeros(0),
    )


def joint_trajectory(names: Sequence[str], positions: np.ndarray, after_s: float) -> Any:
    """Return a trajectory of one point (n,), to be reached ``after_s`` from its reception."""
    after_ns = round(after_s * NANOSECONDS)
    point = _new(
        'trajectory_msgs/msg/JointTrajectoryPoint',
        positions=np.asarray(positions, np.float64),
        velocities=np.zeros(0),
        accelerations=np.zeros(0),
        effort=np.zeros(0),
        time_from_start=_new(
            'builtin_interfaces/msg/Duration',
            sec=after_ns // NANOSECONDS,
            nanosec=after_ns % NANOSECONDS,
        ),
    )
    # A zero stamp asks a controller to start when it receives the message.
    return _new(JOINT_TRAJECTORY, header=header(0), joint_names=list(names), points=[point])


def jpeg_image(time_ns: int, frame: str, image: np.ndarray, quality: int) -> Any:
    """Return a sensor_msgs/CompressedImage of an RGB image (H, W, 3) uint8."""
    swapped = cv2.cvtColor(image, cv2.COLOR_RGB2BGR)
    done, data = cv2.imencode('.jpg', swapped, [cv2.IMWRITE_JPEG_QUALITY, quality])
    if not done:
        raise DataError(f'an image of shape {image.shape} cannot be encoded as JPEG')
    return _new(
        COMPRESSED_IMAGE,
        header=header(time_ns, frame),
        # The format as image_transport writes it; the colour order is that of the decoded image.
        format='rgb8; jpeg compressed bgr8',
        data=np.asarray(data, np.uint8).ravel(),
    )


def camera_info(time_ns: int, frame: str, image_size: int, intrinsics: np.ndarray) -> Any:
    """Return a sensor_msgs/CameraInfo of an undistorted square image; intrinsics (3, 3)."""
    projection = np.hstack([intrinsics, np.zeros((3, 1))])
    region = _new(
        'sensor_msgs/msg/RegionOfInterest',
        x_offset=0,
        y_offset=0,
        height=0,
        width=0,
        do_rectify=False,
    )
    return _new(
        CAMERA_INFO,
        header=header(time_ns, frame),
        height=image_size,
        width=image_size,
        distortion_model='plumb_bob',
        d=np.zeros(5),
        k=np.asarray(intrinsics, np.float64).ravel(),
        r=np.eye(3).ravel(),
        p=projection.ravel(),
        binning_x=0,
        binning_y=0,
        roi=region,
    )


def instruction(text: str) -> Any:
    """Return a std_msgs/String."""
    return _new(STRING, data=text)


def episode_event(
    time_ns: int, event: str, episode_id: str, task: str, text: str, note: str = ''
) -> Any:
    """Return a lavla/EpisodeEvent; ``event`` is one of ``EVENT_TYPES``."""
    return _new(
        EPISODE_EVENT,
        header=header(time_ns),
        type=EVENT_TYPES[event],
        episode_id=episode_id,
        task=task,
        instruction=text,
        note=note,
    )
