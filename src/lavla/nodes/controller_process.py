# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The process of a controller: an interrupt makes the joints hold before it ends."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from types import FrameType

import rclpy
from rclpy.exceptions import ParameterException
from rclpy.logging import get_logger
from rclpy.signals import SignalHandlerOptions

from lavla.control import ControlError
from lavla.nodes.controller_node import ControllerNode
from lavla.nodes.node_process import NodeError, exit_at_once, interrupted_at_once
from lavla.robots import RobotError


def run_controller(create_node: Callable[[], ControllerNode], name: str) -> int:
    """
    Run one controller until it ends, and return the exit code.

    On SIGINT and SIGTERM it decelerates within its limits, holds and ends. rclpy's own signal
    handlers would close its topics before the last set-points are sent, so they stay out.
    """
    node: ControllerNode | None = None
    try:
        with interrupted_at_once():
            rclpy.init(args=sys.argv, signal_handler_options=SignalHandlerOptions.NO)
            node = create_node()
        _stop_when_interrupted(node)
        rclpy.spin_until_future_complete(node, node.finished)
        return int(node.finished.result())
    except KeyboardInterrupt:
        return 0
    except (NodeError, ParameterException, RobotError, ControlError) as error:
        get_logger(name).fatal(' '.join(str(error).split()))
        return 1
    finally:
        if node is not None:
            node.close()
            node.destroy_node()
        rclpy.try_shutdown()


def _stop_when_interrupted(node: ControllerNode) -> None:
    def stop(_signal: int, _frame: FrameType | None) -> None:
        node.stop()

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)


def run_controller_and_exit(create_node: Callable[[], ControllerNode], name: str) -> None:
    """Run one controller, then exit with its code."""
    exit_at_once(run_controller(create_node, name))
