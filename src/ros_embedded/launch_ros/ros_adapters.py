# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""A ROS node inside the launch, for the actions that talk to others."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

from launch.event_handlers import OnShutdown

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext
    from rclpy.node import Node

_KEY = 'launch_ros_adapter'


class ROSAdapter:
    """A node of the launch with a thread that spins it."""

    def __init__(self) -> None:
        """Create the node in a context of its own and start the thread."""
        import rclpy
        from rclpy.executors import SingleThreadedExecutor

        self.__context = rclpy.context.Context()
        rclpy.init(args=[], context=self.__context)
        self.__node = rclpy.create_node(f'launch_ros_{os.getpid()}', context=self.__context)
        self.__executor = SingleThreadedExecutor(context=self.__context)
        self.__executor.add_node(self.__node)
        self.__thread = threading.Thread(target=self.__spin, name='launch_ros', daemon=True)
        self.__thread.start()

    @property
    def ros_node(self) -> Node:
        """Return the node."""
        return self.__node

    def shutdown(self) -> None:
        """Stop the thread and destroy the node."""
        import rclpy

        rclpy.try_shutdown(context=self.__context)
        self.__thread.join()
        self.__node.destroy_node()

    def __spin(self) -> None:
        from rclpy.executors import ExternalShutdownException

        try:
            self.__executor.spin()
        except ExternalShutdownException:
            return


def get_ros_adapter(context: LaunchContext) -> ROSAdapter:
    """Return the adapter of a launch; the first call makes it, the launch's end ends it."""
    adapter = context.get_locals_as_dict().get(_KEY)
    if adapter is None:
        adapter = ROSAdapter()
        context.extend_globals({_KEY: adapter})
        context.register_event_handler(OnShutdown(on_shutdown=lambda *_: adapter.shutdown()))
    return adapter


def get_ros_node(context: LaunchContext) -> Node:
    """Return the node of a launch; the first call makes it."""
    return get_ros_adapter(context).ros_node
