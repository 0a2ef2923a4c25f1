# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Sending transforms that never change."""

from __future__ import annotations

from collections.abc import Iterable

from geometry_msgs.msg import TransformStamped
from rclpy.node import Node
from rclpy.qos import DurabilityPolicy, HistoryPolicy, QoSProfile
from tf2_msgs.msg import TFMessage

from tf2_ros.transform_broadcaster import transform_list


class StaticTransformBroadcaster:
    """
    Publishes transforms on ``/tf_static``, where those who come later get the last message.

    Therefore each message holds all transforms sent so far; of one child frame, the newest.
    """

    def __init__(self, node: Node, qos: QoSProfile | int | None = None) -> None:
        """
        Create the publisher.

        :param qos: by default one message is kept for those who come later.
        """
        if qos is None:
            qos = QoSProfile(
                depth=1,
                durability=DurabilityPolicy.TRANSIENT_LOCAL,
                history=HistoryPolicy.KEEP_LAST,
            )
        self.pub_tf = node.create_publisher(TFMessage, '/tf_static', qos)
        self._transforms: dict[str, TransformStamped] = {}

    def sendTransform(self, transform: TransformStamped | Iterable[TransformStamped]) -> None:
        """Publish a transform or several, together with those sent before."""
        for each in transform_list(transform):
            self._transforms[each.child_frame_id] = each
        self.pub_tf.publish(TFMessage(transforms=list(self._transforms.values())))
