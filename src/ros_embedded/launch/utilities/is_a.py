# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Type predicates."""

from __future__ import annotations

from typing import Any


def is_a(obj: Any, entity_type: type) -> bool:
    """Return whether the object is of the type."""
    return isinstance(obj, entity_type)


def is_a_subclass(obj: Any, entity_type: type) -> bool:
    """Return whether the object is of the type, or is a class that derives from it."""
    if isinstance(obj, type):
        return issubclass(obj, entity_type)
    return isinstance(obj, entity_type)
