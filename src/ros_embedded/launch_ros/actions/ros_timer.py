# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Execute actions after some ROS time."""

from __future__ import annotations

import asyncio

from launch.actions import TimerAction
from launch.launch_context import LaunchContext

from launch_ros.ros_adapters import get_ros_node


class RosTimer(TimerAction):
    """
    Execute actions after a period of ROS time.

    That is the time of /clock where SetUseSimTime (or SetParameter) has set `use_sim_time` in the
    scope, and the system's time elsewhere.
    """

    async def _pass_time(self, period_s: float, context: LaunchContext) -> None:
        from rclpy.parameter import Parameter

        node = get_ros_node(context)
        simulated = [
            entry[1]
            for entry in context.launch_configurations.get('global_params', [])
            if isinstance(entry, tuple) and entry[0] == 'use_sim_time'
        ]
        if simulated:
            node.set_parameters([Parameter('use_sim_time', value=bool(simulated[-1]))])
        loop = asyncio.get_running_loop()
        elapsed = asyncio.Event()
        timer = node.create_timer(
            period_s, lambda: loop.call_soon_threadsafe(elapsed.set), clock=node.get_clock()
        )
        try:
            await elapsed.wait()
        finally:
            timer.cancel()
