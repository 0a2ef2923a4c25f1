# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Conversion between message stamps and float seconds."""

from __future__ import annotations

from builtin_interfaces.msg import Time
from rclpy.clock import Clock, ClockType
from rclpy.node import Node


def seconds(stamp: Time) -> float:
    """Return a message stamp in seconds."""
    return stamp.sec + stamp.nanosec * 1e-9


def stamp(seconds_: float) -> Time:
    """Return seconds as a message stamp, rounded to the nanosecond."""
    whole, nanoseconds = divmod(round(seconds_ * 1e9), 1_000_000_000)
    return Time(sec=whole, nanosec=nanoseconds)


def now_seconds(node: Node) -> float:
    """Return the node's clock (simulation time with use_sim_time) in seconds."""
    return node.get_clock().now().nanoseconds * 1e-9


def wall_clock() -> Clock:
    """Return a steady clock for timers that must also run while simulation time stands still."""
    return Clock(clock_type=ClockType.STEADY_TIME)
