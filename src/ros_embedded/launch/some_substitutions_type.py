# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Type of everything that can stand where text is expected."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from launch.substitution import Substitution

SomeSubstitutionsType = str | Path | Substitution | Iterable[str | Path | Substitution]
SomeSubstitutionsType_types_tuple = (str, Path, Substitution, Iterable)
