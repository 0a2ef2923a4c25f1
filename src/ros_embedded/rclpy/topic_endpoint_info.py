# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""What is known about a publisher or subscription somewhere in the graph."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from rclpy.qos import QoSProfile


class TopicEndpointTypeEnum(IntEnum):
    """Publisher or subscription."""

    INVALID = 0
    PUBLISHER = 1
    SUBSCRIPTION = 2


@dataclass(frozen=True)
class TypeHash:
    """Version and value of a type hash."""

    version: int = -1
    value: bytes = bytes(32)

    def __str__(self) -> str:
        """Return the hash as text, e.g. RIHS01_df66…."""
        if self.version < 1:
            return 'INVALID'
        return f'RIHS{self.version:02}_{self.value.hex()}'


@dataclass
class TopicEndpointInfo:
    """Node, type, identifier and quality of service of an endpoint."""

    node_name: str = ''
    node_namespace: str = ''
    topic_type: str = ''
    topic_type_hash: TypeHash = field(default_factory=TypeHash)
    endpoint_type: TopicEndpointTypeEnum = TopicEndpointTypeEnum.INVALID
    endpoint_gid: list[int] = field(default_factory=list)
    qos_profile: Any = field(default_factory=lambda: QoSProfile(depth=10))

    def __str__(self) -> str:
        """Return what ``ros2 topic info --verbose`` prints."""
        gid = '.'.join(f'{byte:02x}' for byte in self.endpoint_gid)
        return '\n'.join(
            [
                f'Node name: {self.node_name}',
                f'Node namespace: {self.node_namespace}',
                f'Topic type: {self.topic_type}',
                f'Topic type hash: {self.topic_type_hash}',
                f'Endpoint type: {self.endpoint_type.name}',
                f'GID: {gid}',
                'QoS profile:',
                f'  Reliability: {self.qos_profile.reliability.name}',
                f'  History (Depth): {self.qos_profile.history.name} ({self.qos_profile.depth})',
                f'  Durability: {self.qos_profile.durability.name}',
                f'  Lifespan: {_span(self.qos_profile.lifespan)}',
                f'  Deadline: {_span(self.qos_profile.deadline)}',
                f'  Liveliness: {self.qos_profile.liveliness.name}',
                '  Liveliness lease duration: '
                f'{_span(self.qos_profile.liveliness_lease_duration)}',
            ]
        )


def _span(duration: Any) -> str:
    if duration.nanoseconds >= 2**63 - 1 or duration.nanoseconds == 0:
        return 'Infinite'
    return f'{duration.nanoseconds} nanoseconds'
