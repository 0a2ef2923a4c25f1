# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""A launch file in YAML as a source."""

from __future__ import annotations

from pathlib import Path

from launch.frontend import Entity
from launch.launch_description_sources import FrontendLaunchDescriptionSource

from launch_yaml.read_yaml import read_yaml


class YAMLLaunchDescriptionSource(FrontendLaunchDescriptionSource):
    """Load a launch description from a launch file in YAML."""

    def _read(self, path: Path) -> Entity:
        return read_yaml(path)
