# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Descriptions of what is executed."""

from launch.descriptions.executable import Executable

__all__ = ['Executable']
