# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Duration: a signed time span in nanoseconds."""

from __future__ import annotations

from typing import Any

from builtin_interfaces.msg import Duration as DurationMsg

_LIMIT = 2**63
_SECOND = 10**9


class Duration:
    """Time span."""

    __slots__ = ('_nanoseconds',)

    def __init__(self, *, seconds: int | float = 0, nanoseconds: int = 0) -> None:
        """
        Create a span from the sum of both arguments.

        :raises OverflowError: when it does not fit 64 bits.
        """
        total = int(seconds * _SECOND) + int(nanoseconds)
        if not -_LIMIT <= total < _LIMIT:
            raise OverflowError('Total nanoseconds value is too large to store in C duration.')
        self._nanoseconds = total

    @property
    def nanoseconds(self) -> int:
        """Return the span in nanoseconds."""
        return self._nanoseconds

    def __repr__(self) -> str:
        """Return the span as text."""
        return f'Duration(nanoseconds={self._nanoseconds})'

    def __str__(self) -> str:
        """Return the span in nanoseconds as text."""
        return f'{self._nanoseconds} nanoseconds'

    def __eq__(self, other: object) -> bool:
        """Compare with another span."""
        return isinstance(other, Duration) and self._nanoseconds == other._nanoseconds

    __hash__ = None  # type: ignore[assignment]

    def __lt__(self, other: Any) -> bool:
        """Tell whether this span is shorter."""
        if isinstance(other, Duration):
            return self._nanoseconds < other._nanoseconds
        return NotImplemented

    def __le__(self, other: Any) -> bool:
        """Tell whether this span is not longer."""
        if isinstance(other, Duration):
            return self._nanoseconds <= other._nanoseconds
        return NotImplemented

    def __gt__(self, other: Any) -> bool:
        """Tell whether this span is longer."""
        if isinstance(other, Duration):
            return self._nanoseconds > other._nanoseconds
        return NotImplemented

    def __ge__(self, other: Any) -> bool:
        """Tell whether this span is not shorter."""
        if isinstance(other, Duration):
            return self._nanoseconds >= other._nanoseconds
        return NotImplemented

    def to_msg(self) -> Any:
        """Return the span as builtin_interfaces/msg/Duration."""
        seconds, nanoseconds = divmod(self._nanoseconds, _SECOND)
        return DurationMsg(sec=seconds, nanosec=nanoseconds)

    @classmethod
    def from_msg(cls, msg: Any) -> Duration:
        """Create a span from builtin_interfaces/msg/Duration."""
        if not isinstance(msg, DurationMsg):
            raise TypeError('Must pass a builtin_interfaces.msg.Duration object')
        return cls(nanoseconds=msg.sec * _SECOND + msg.nanosec)


Infinite = Duration(nanoseconds=_LIMIT - 1)
