# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Names that all users of the index share."""

from __future__ import annotations

AMENT_PREFIX_PATH_ENV_VAR = 'AMENT_PREFIX_PATH'
RESOURCE_INDEX_SUBFOLDER = 'share/ament_index/resource_index'
