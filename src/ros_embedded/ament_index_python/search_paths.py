# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Prefixes that are searched."""

from __future__ import annotations

import sys

from ros_embedded.packages.index import ament_prefixes


def get_search_paths() -> list[str]:
    """Return the prefixes of AMENT_PREFIX_PATH that exist, then this environment's own."""
    prefixes = [str(prefix) for prefix in ament_prefixes() if prefix.exists()]
    return [*prefixes, sys.prefix]
