# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 wtf`: another name of `ros2 doctor`."""

from ros2cli.command.doctor import add_arguments, main

__all__ = ['add_arguments', 'main']
