# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Receiving transforms."""

from __future__ import annotations

from threading import Thread

from rclpy.callback_groups import ReentrantCallbackGroup
from rclpy.executors import Executor, ExternalShutdownException, SingleThreadedExecutor
from rclpy.node import Node
from rclpy.parameter import Parameter
from rclpy.qos import DurabilityPolicy, HistoryPolicy, QoSProfile
from tf2_msgs.msg import TFMessage

from tf2_ros.buffer import Buffer

DEFAULT_TF_TOPIC = '/tf'
DEFAULT_STATIC_TF_TOPIC = '/tf_static'
_AUTHORITY = 'default_authority'


class TransformListener:
    """Puts the transforms of ``/tf`` and ``/tf_static`` into a buffer."""

    def __init__(
        self,
        buffer: Buffer,
        node: Node | None,
        *,
        spin_thread: bool = False,
        qos: QoSProfile | int | None = None,
        static_qos: QoSProfile | int | None = None,
        tf_topic: str = DEFAULT_TF_TOPIC,
        tf_static_topic: str = DEFAULT_STATIC_TF_TOPIC,
        static_only: bool = False,
    ) -> None:
        """
        Subscribe.

        :param node: the node that receives; None for one of its own.
        :param spin_thread: let a thread of the listener spin the node.
        :param qos: for the changing transforms; 100 messages by default.
        :param static_qos: for the static ones; 100 messages, those sent before too, by default.
        :param static_only: receive the static transforms alone.
        """
        self.buffer = buffer
        self._own_node = node is None
        if node is None:
            # Simulated time is not needed to receive, and would need /clock.
            node = Node(
                f'transform_listener_impl_{id(self):x}',
                enable_rosout=False,
                start_parameter_services=False,
                parameter_overrides=[Parameter('use_sim_time', value=False)],
            )
        self.node = node
        # Callbacks of the default group must be able to wait for transforms.
        self.group = ReentrantCallbackGroup()
        self.tf_sub = None
        if not static_only:
            self.tf_sub = node.create_subscription(
                TFMessage,
                tf_topic,
                self.callback,
                _default_qos(DurabilityPolicy.VOLATILE) if qos is None else qos,
                callback_group=self.group,
            )
        self.tf_static_sub = node.create_subscription(
            TFMessage,
            tf_static_topic,
            self.static_callback,
            _default_qos(DurabilityPolicy.TRANSIENT_LOCAL) if static_qos is None else static_qos,
            callback_group=self.group,
        )
        self.executor: Executor | None = None
        if spin_thread:
            self.executor = SingleThreadedExecutor(context=node.context)
            self.executor.add_node(node)
            self.dedicated_listener_thread = Thread(
                target=_spin, args=(self.executor,), name='tf2_listener', daemon=True
            )
            self.dedicated_listener_thread.start()

    def unregister(self) -> None:
        """End the subscriptions, and the thread and node that are the listener's own."""
        if self.executor is not None:
            self.executor.shutdown()
            self.executor = None
            self.dedicated_listener_thread.join()
        if self.tf_sub is not None:
            self.node.destroy_subscription(self.tf_sub)
        self.node.destroy_subscription(self.tf_static_sub)
        if self._own_node:
            self.node.destroy_node()

    def callback(self, data: TFMessage) -> None:
        """Take a message of changing transforms."""
        for transform in data.transforms:
            self.buffer.set_transform(transform, _AUTHORITY)

    def static_callback(self, data: TFMessage) -> None:
        """Take a message of static transforms."""
        for transform in data.transforms:
            self.buffer.set_transform_static(transform, _AUTHORITY)


def _default_qos(durability: DurabilityPolicy) -> QoSProfile:
    return QoSProfile(depth=100, durability=durability, history=HistoryPolicy.KEEP_LAST)


def _spin(executor: Executor) -> None:
    try:
        executor.spin()
    except ExternalShutdownException:
        return
