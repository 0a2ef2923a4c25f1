# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Set `use_sim_time` of all nodes in the scope."""

from __future__ import annotations

from typing import Any

from launch_ros.actions.set_parameter import SetParameter


class SetUseSimTime(SetParameter):
    """Set `use_sim_time` of all nodes in the scope that start from then on."""

    def __init__(self, value: Any, **kwargs: Any) -> None:
        """Store the value: a boolean or substitutions that give one."""
        super().__init__('use_sim_time', value, **kwargs)
