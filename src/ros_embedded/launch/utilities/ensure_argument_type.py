# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Check the type of an argument."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def ensure_argument_type(
    argument: Any,
    types: type | Iterable[type],
    argument_name: str,
    caller: str | None = None,
) -> None:
    """Raise TypeError unless the argument is an instance of one of the types."""
    allowed = tuple(types) if isinstance(types, Iterable) else (types,)
    if not isinstance(argument, allowed):
        where = f' of {caller}' if caller is not None else ''
        names = ', '.join(one.__name__ for one in allowed)
        raise TypeError(
            f"the argument '{argument_name}'{where} must be one of ({names}), "
            f"got '{argument}' of type '{type(argument).__name__}'"
        )
