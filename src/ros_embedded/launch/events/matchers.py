# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Matchers of events and processes."""

from __future__ import annotations

from collections.abc import Callable

from launch.action import Action


def matches_action(action: Action) -> Callable[[Action], bool]:
    """Return a matcher that is true for exactly this action."""
    return lambda other: other is action
