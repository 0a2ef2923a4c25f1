# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Launch files in YAML."""

from launch_yaml import launch_description_sources
from launch_yaml.read_yaml import read_yaml

__all__ = ['launch_description_sources', 'read_yaml']
