# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Actions, substitutions and parameter descriptions of ROS 2 for `launch`."""

from launch_ros import (
    actions,
    descriptions,
    event_handlers,
    events,
    parameter_descriptions,
    substitutions,
    utilities,
)

__all__ = [
    'actions',
    'descriptions',
    'event_handlers',
    'events',
    'parameter_descriptions',
    'substitutions',
    'utilities',
]
