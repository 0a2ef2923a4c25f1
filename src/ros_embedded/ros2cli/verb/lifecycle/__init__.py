# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Verbs of `ros2 lifecycle`."""
