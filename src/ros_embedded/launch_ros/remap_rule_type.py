# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Types of remapping rules."""

from __future__ import annotations

from collections.abc import Iterable

from launch.some_substitutions_type import SomeSubstitutionsType

SomeRemapRule = tuple[SomeSubstitutionsType, SomeSubstitutionsType]
SomeRemapRules = Iterable[SomeRemapRule]
