# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Base class of all generated messages."""

from __future__ import annotations

from array import array
from typing import Any, ClassVar

import numpy as np

from ros_embedded.interfaces.definition import MessageDefinition


class Message:
    """Message with typed fields; the generated subclasses add the fields as properties."""

    __slots__: tuple[str, ...] = ()

    _definition: ClassVar[MessageDefinition]
    _fields_and_field_types: ClassVar[dict[str, str]] = {}
    SLOT_TYPES: ClassVar[tuple[Any, ...]] = ()

    @classmethod
    def get_fields_and_field_types(cls) -> dict[str, str]:
        """Return the names of the fields and of their types, in order."""
        return dict(cls._fields_and_field_types)

    def _assign(self, values: dict[str, Any]) -> None:
        # Jazzy's constructors take this switch; here fields are checked whatever it says.
        values.pop('check_fields', None)
        unknown = [name for name in values if name not in self._fields_and_field_types]
        if unknown:
            known = ', '.join(self._fields_and_field_types) or 'no field'
            raise AssertionError(
                f'Invalid arguments passed to constructor: {", ".join(unknown)}; '
                f'{type(self).__name__} has {known}'
            )
        for name, value in values.items():
            setattr(self, name, value)

    def __eq__(self, other: object) -> bool:
        """Tell whether the other message is of this class and has equal fields."""
        if not isinstance(other, self.__class__):
            return False
        for slot in self.__slots__:
            mine, theirs = getattr(self, slot), getattr(other, slot)
            if isinstance(mine, np.ndarray):
                if not np.array_equal(mine, theirs):
                    return False
            elif mine != theirs:
                return False
        return True

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        """Return e.g. std_msgs.msg.String(data='hello')."""
        values = ', '.join(f'{slot[1:]}={_text(getattr(self, slot))}' for slot in self.__slots__)
        return f'{type(self).__module__}.{type(self).__name__}({values})'


def _text(value: Any) -> str:
    if isinstance(value, array):
        return repr(value.tolist())
    if isinstance(value, np.ndarray):
        return np.array2string(value, separator=', ')
    return repr(value)
