# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Sending transforms that change."""

from __future__ import annotations

from collections.abc import Iterable

from geometry_msgs.msg import TransformStamped
from rclpy.node import Node
from rclpy.qos import QoSProfile
from tf2_msgs.msg import TFMessage

_DEFAULT_QOS = QoSProfile(depth=100)


class TransformBroadcaster:
    """Publishes transforms on ``/tf``."""

    def __init__(self, node: Node, qos: QoSProfile | int = _DEFAULT_QOS) -> None:
        """Create the publisher."""
        self.pub_tf = node.create_publisher(TFMessage, '/tf', qos)

    def sendTransform(self, transform: TransformStamped | Iterable[TransformStamped]) -> None:
        """Publish a transform, or several in one message."""
        self.pub_tf.publish(TFMessage(transforms=transform_list(transform)))


def transform_list(
    transform: TransformStamped | Iterable[TransformStamped],
) -> list[TransformStamped]:
    """Return one transform or several as a list."""
    return [transform] if isinstance(transform, TransformStamped) else list(transform)
