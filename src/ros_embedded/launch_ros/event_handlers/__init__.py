# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Event handlers of ROS."""

from launch_ros.event_handlers.on_state_transition import OnStateTransition

__all__ = ['OnStateTransition']
