# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""What a bag says about a topic."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class TopicMetadata:
    """
    A topic, its type ('sensor_msgs/msg/Image') and the QoS profiles of its publishers.

    `offered_qos_profiles` is a list of rclpy QoSProfile objects, or of dictionaries as they are
    in metadata.yaml.
    """

    id: int = 0
    name: str = ''
    type: str = ''
    serialization_format: str = 'cdr'
    offered_qos_profiles: list[Any] = field(default_factory=list)
    type_description_hash: str = ''

    def equals(self, other: TopicMetadata) -> bool:
        """Return whether name, type and serialisation are the same."""
        return (self.name, self.type, self.serialization_format) == (
            other.name,
            other.type,
            other.serialization_format,
        )


@dataclass
class TopicInformation:
    """A topic with the number of its messages."""

    topic_metadata: TopicMetadata
    message_count: int = 0
