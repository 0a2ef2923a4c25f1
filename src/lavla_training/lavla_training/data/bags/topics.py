# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Topics of the running graph, as they are recorded."""

from __future__ import annotations

from dataclasses import dataclass

from rosbags.interfaces import (
    Qos,
    QosDurability,
    QosHistory,
    QosLiveliness,
    QosReliability,
    QosTime,
)

COMPRESSED_IMAGE = 'sensor_msgs/msg/CompressedImage'
IMAGE = 'sensor_msgs/msg/Image'
CAMERA_INFO = 'sensor_msgs/msg/CameraInfo'
JOINT_STATE = 'sensor_msgs/msg/JointState'
JOINT_TRAJECTORY = 'trajectory_msgs/msg/JointTrajectory'
STRING = 'std_msgs/msg/String'
EPISODE_EVENT = 'lavla/msg/EpisodeEvent'

JOINT_STATES_TOPIC = 'joint_states'
INSTRUCTION_TOPIC = 'instruction'
EPISODE_EVENT_TOPIC = 'episode_event'

# rosbag2 writes "for ever" as the longest duration that fits a signed 64-bit count of ns.
_FOREVER = QosTime(9223372036, 854775807)


@dataclass(frozen=True)
class Topic:
    """A recorded topic: its name (absolute), its type, and the quality of service offered."""

    name: str
    message_type: str
    reliable: bool = True
    latched: bool = False
    depth: int = 10

    def qos(self) -> Qos:
        """Return the offered quality of service for the bag's metadata."""
        return Qos(
            history=QosHistory.KEEP_LAST,
            depth=self.depth,
            reliability=(QosReliability.RELIABLE if self.reliable else QosReliability.BEST_EFFORT),
            durability=(QosDurability.TRANSIENT_LOCAL if self.latched else QosDurability.VOLATILE),
            deadline=_FOREVER,
            lifespan=_FOREVER,
            liveliness=QosLiveliness.AUTOMATIC,
            liveliness_lease_duration=_FOREVER,
            avoid_ros_namespace_conventions=False,
        )


def has_relative_name(topic: str, relative: str) -> bool:
    """Tell whether an absolute topic is the relative name, in whatever namespace."""
    return topic.lstrip('/') == relative or topic.endswith(f'/{relative}')
