# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Time source: lets a node's clocks follow /clock when its parameter use_sim_time is true."""

from __future__ import annotations

import weakref
from typing import Any

from rcl_interfaces.msg import SetParametersResult
from rosgraph_msgs.msg import Clock as ClockMsg

from rclpy.clock import ROSClock
from rclpy.clock_type import ClockType
from rclpy.parameter import Parameter
from rclpy.qos import QoSProfile, ReliabilityPolicy
from rclpy.time import Time

CLOCK_TOPIC = '/clock'
USE_SIM_TIME_NAME = 'use_sim_time'


class TimeSource:
    """Follower of /clock for the clocks attached to it."""

    def __init__(self, *, node: Any = None) -> None:
        """Create a time source, for a node if given."""
        self._clock_sub: Any = None
        self._node: Any = None
        self._clocks: list[ROSClock] = []
        self._last_time = Time(clock_type=ClockType.ROS_TIME)
        self._active = False
        if node is not None:
            self.attach_node(node)

    @property
    def ros_time_is_active(self) -> bool:
        """Tell whether /clock is followed."""
        return self._active

    @ros_time_is_active.setter
    def ros_time_is_active(self, enabled: bool) -> None:
        if self._active == enabled:
            return
        self._active = enabled
        for clock in self._clocks:
            clock._set_ros_time_is_active(enabled)
        if enabled:
            self._subscribe()
        elif self._clock_sub is not None:
            node = self._node()
            if node is not None:
                node.destroy_subscription(self._clock_sub)
            self._clock_sub = None

    def attach_node(self, node: Any) -> None:
        """Follow a node's parameter use_sim_time."""
        self._node = weakref.ref(node)
        if not node.has_parameter(USE_SIM_TIME_NAME):
            node.declare_parameter(USE_SIM_TIME_NAME, False)
        value = node.get_parameter(USE_SIM_TIME_NAME)
        if value.type_ == Parameter.Type.BOOL:
            self.ros_time_is_active = value.value
        elif value.type_ != Parameter.Type.NOT_SET:
            node.get_logger().error(
                f"Invalid type for parameter '{USE_SIM_TIME_NAME}' {value.type_.name} "
                'should be bool'
            )
        node.add_on_set_parameters_callback(self._check_parameters)
        node.add_post_set_parameters_callback(self._follow_parameters)

    def attach_clock(self, clock: Any) -> None:
        """Let a ROS clock follow."""
        if not isinstance(clock, ROSClock):
            raise ValueError('Only clocks with type ROS_TIME can be attached.')
        clock.set_ros_time_override(self._last_time)
        clock._set_ros_time_is_active(self._active)
        self._clocks.append(clock)

    def detach_clock(self, clock: Any) -> None:
        """Let a clock no longer follow."""
        if clock in self._clocks:
            self._clocks.remove(clock)

    def _subscribe(self) -> None:
        node = self._node()
        if node is not None and self._clock_sub is None:
            qos = QoSProfile(depth=1, reliability=ReliabilityPolicy.BEST_EFFORT)
            self._clock_sub = node.create_subscription(ClockMsg, CLOCK_TOPIC, self._on_clock, qos)

    def _on_clock(self, msg: Any) -> None:
        stamp = msg.clock
        if stamp.sec < 0:
            node = self._node()
            if node is not None:
                node.get_logger().error(
                    f"ignored a negative time on '{CLOCK_TOPIC}': {stamp.sec} s", once=True
                )
            return
        self._last_time = Time(
            seconds=stamp.sec, nanoseconds=stamp.nanosec, clock_type=ClockType.ROS_TIME
        )
        for clock in self._clocks:
            clock.set_ros_time_override(self._last_time)

    @staticmethod
    def _check_parameters(parameters: list[Parameter]) -> Any:
        for parameter in parameters:
            if parameter.name == USE_SIM_TIME_NAME and parameter.type_ != Parameter.Type.BOOL:
                return SetParametersResult(
                    successful=False,
                    reason=f"'{USE_SIM_TIME_NAME}' must be a bool, not {parameter.type_.name}",
                )
        return SetParametersResult(successful=True)

    def _follow_parameters(self, parameters: list[Parameter]) -> None:
        for parameter in parameters:
            if parameter.name == USE_SIM_TIME_NAME:
                self.ros_time_is_active = bool(parameter.value)
