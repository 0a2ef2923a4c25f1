# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Foreground masks of video: where hands, robots and what they move are."""
