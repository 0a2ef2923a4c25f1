# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Bring everything that can stand for text into one form."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from launch.substitution import Substitution


def normalize_to_list_of_substitutions(subs: Any) -> list[Substitution]:
    """
    Return a list of substitutions for text, a path, a substitution, or an iterable of them.

    Raises TypeError for anything else.
    """
    from launch.substitutions import TextSubstitution

    if isinstance(subs, Substitution):
        return [subs]
    if isinstance(subs, (str, Path)):
        return [TextSubstitution(text=str(subs))]
    if isinstance(subs, Iterable) and not isinstance(subs, (bytes, dict)):
        return [one for item in subs for one in normalize_to_list_of_substitutions(item)]
    raise TypeError(
        'expected text, a path, a Substitution, or a list of them, '
        f"got '{subs}' of type '{type(subs).__name__}'"
    )
