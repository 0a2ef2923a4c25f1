# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Constants of rclpy."""

from __future__ import annotations

S_TO_NS = 1000 * 1000 * 1000
