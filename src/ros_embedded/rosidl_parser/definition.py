# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Types of message fields, as found in a message class's SLOT_TYPES."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class AbstractType:
    """Any type."""


class AbstractNestableType(AbstractType):
    """Type that can be the element of a sequence or array."""


class AbstractGenericString(AbstractNestableType):
    """Any string."""


class AbstractString(AbstractGenericString):
    """String of characters."""


class AbstractNestedType(AbstractType):
    """Type with elements of one type."""

    value_type: AbstractType


class AbstractSequence(AbstractNestedType):
    """Sequence."""


@dataclass(frozen=True)
class BasicType(AbstractNestableType):
    """Number, boolean or octet; ``typename`` is the IDL name ('double', 'uint8', 'boolean')."""

    typename: str


class NamedType(AbstractNestableType):
    """Type with a name."""


@dataclass(frozen=True)
class NamespacedType(NamedType):
    """Interface type, e.g. (['std_msgs', 'msg'], 'Header')."""

    namespaces: Sequence[str]
    name: str

    def namespaced_name(self) -> tuple[str, ...]:
        """Return namespaces and name, e.g. ('std_msgs', 'msg', 'Header')."""
        return (*self.namespaces, self.name)


@dataclass(frozen=True)
class UnboundedString(AbstractString):
    """String of any length."""

    def has_maximum_size(self) -> bool:
        """Return False."""
        return False


@dataclass(frozen=True)
class BoundedString(AbstractString):
    """String of at most ``maximum_size`` characters."""

    maximum_size: int

    def has_maximum_size(self) -> bool:
        """Return True."""
        return True


@dataclass(frozen=True)
class Array(AbstractNestedType):
    """Array of ``size`` elements."""

    value_type: AbstractType
    size: int

    def has_maximum_size(self) -> bool:
        """Return True."""
        return True


@dataclass(frozen=True)
class BoundedSequence(AbstractSequence):
    """Sequence of at most ``maximum_size`` elements."""

    value_type: AbstractType
    maximum_size: int

    def has_maximum_size(self) -> bool:
        """Return True."""
        return True


@dataclass(frozen=True)
class UnboundedSequence(AbstractSequence):
    """Sequence of any length."""

    value_type: AbstractType

    def has_maximum_size(self) -> bool:
        """Return False."""
        return False
