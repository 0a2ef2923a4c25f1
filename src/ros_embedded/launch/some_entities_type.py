# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Type of one launch description entity or of several."""

from __future__ import annotations

from collections.abc import Iterable

from launch.launch_description_entity import LaunchDescriptionEntity

SomeEntitiesType = LaunchDescriptionEntity | Iterable[LaunchDescriptionEntity]
