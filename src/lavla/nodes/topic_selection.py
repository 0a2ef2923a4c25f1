# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Which topics of the graph are recorded, and with which quality of service."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase

from rclpy.qos import DurabilityPolicy, QoSProfile, ReliabilityPolicy

IMAGE_MODES = ('prefer_compressed', 'compressed', 'raw')
_COMPRESSED = '/compressed'


def selected_topics(
    topics: Iterable[str], patterns: Sequence[str], namespace: str, images: str
) -> set[str]:
    """
    Return the absolute names of topics that match a shell-like pattern.

    Patterns without a leading slash belong to the namespace. Of an image topic and its
    `/compressed` twin, `images` (one of IMAGE_MODES) says which one is taken.
    """
    prefix = namespace.rstrip('/') + '/'
    absolute = [pattern if pattern.startswith('/') else prefix + pattern for pattern in patterns]
    matching = {name for name in topics if any(fnmatchcase(name, item) for item in absolute)}
    if images == 'raw':
        return {name for name in matching if not name.endswith(_COMPRESSED)}
    if images == 'compressed':
        return {name for name in matching if not name.endswith('/image_raw')}
    return {name for name in matching if name + _COMPRESSED not in matching}


def matching_qos(offered: Sequence[QoSProfile], depth: int) -> QoSProfile:
    """Return the strictest profile that every publisher's offer is compatible with."""
    reliable = all(profile.reliability == ReliabilityPolicy.RELIABLE for profile in offered)
    latched = all(profile.durability == DurabilityPolicy.TRANSIENT_LOCAL for profile in offered)
    return QoSProfile(
        depth=depth,
        reliability=ReliabilityPolicy.RELIABLE if reliable else ReliabilityPolicy.BEST_EFFORT,
        durability=DurabilityPolicy.TRANSIENT_LOCAL if latched else DurabilityPolicy.VOLATILE,
    )
