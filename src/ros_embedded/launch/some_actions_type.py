# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Type of one action or of several."""

from __future__ import annotations

from collections.abc import Iterable

from launch.action import Action

SomeActionsType = Action | Iterable[Action]
