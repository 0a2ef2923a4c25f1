# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Time: a point on a clock, in nanoseconds."""

from __future__ import annotations

from typing import Any

from builtin_interfaces.msg import Time as TimeMsg

from rclpy.clock_type import ClockType
from rclpy.duration import Duration

CONVERSION_CONSTANT = 10**9
_LIMIT = 2**63


class Time:
    """Point in time of one kind of clock."""

    __slots__ = ('_clock_type', '_nanoseconds')

    def __init__(
        self,
        *,
        seconds: int | float = 0,
        nanoseconds: int = 0,
        clock_type: ClockType = ClockType.SYSTEM_TIME,
    ) -> None:
        """
        Create a time from the sum of both numbers.

        :raises ValueError: when a number is negative.
        :raises OverflowError: when the sum does not fit 64 bits.
        """
        if not isinstance(clock_type, ClockType):
            raise TypeError('Clock type must be a ClockType enum')
        if seconds < 0:
            raise ValueError('Seconds value must not be negative')
        if nanoseconds < 0:
            raise ValueError('Nanoseconds value must not be negative')
        total = int(seconds * CONVERSION_CONSTANT) + int(nanoseconds)
        if total >= _LIMIT:
            raise OverflowError('Total nanoseconds value is too large to store in C time point.')
        self._nanoseconds = total
        self._clock_type = clock_type

    @property
    def nanoseconds(self) -> int:
        """Return the nanoseconds since the clock's epoch."""
        return self._nanoseconds

    def seconds_nanoseconds(self) -> tuple[int, int]:
        """Return whole seconds and the nanoseconds beyond."""
        return divmod(self._nanoseconds, CONVERSION_CONSTANT)

    @property
    def clock_type(self) -> ClockType:
        """Return the kind of clock."""
        return self._clock_type

    def __repr__(self) -> str:
        """Return the time as text."""
        return f'Time(nanoseconds={self._nanoseconds}, clock_type={self._clock_type.name})'

    def __add__(self, other: Any) -> Time:
        """Return the time a span later."""
        if not isinstance(other, Duration):
            return NotImplemented
        return self._shifted(other.nanoseconds)

    def __radd__(self, other: Any) -> Time:
        """Return the time a span later."""
        return self.__add__(other)

    def __sub__(self, other: Any) -> Any:
        """Return the span since another time, or the time a span earlier."""
        if isinstance(other, Time):
            self._check(other, 'subtract')
            return Duration(nanoseconds=self._nanoseconds - other._nanoseconds)
        if isinstance(other, Duration):
            return self._shifted(-other.nanoseconds)
        return NotImplemented

    def _shifted(self, nanoseconds: int) -> Time:
        total = self._nanoseconds + nanoseconds
        if total < 0:
            raise ValueError('Subtraction leads to negative time')
        if total >= _LIMIT:
            raise OverflowError('Addition leads to overflow in C storage.')
        return Time(nanoseconds=total, clock_type=self._clock_type)

    def _check(
        self, other: Time, action: str = 'compare times with different clock types'
    ) -> None:
        if self._clock_type != other._clock_type:
            raise TypeError(f"Can't {action} times with different clock types")

    def __eq__(self, other: object) -> bool:
        """Compare with another time of the same kind of clock."""
        if isinstance(other, Time):
            self._check(other)
            return self._nanoseconds == other._nanoseconds
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __lt__(self, other: Any) -> bool:
        """Tell whether this time is earlier."""
        if isinstance(other, Time):
            self._check(other)
            return self._nanoseconds < other._nanoseconds
        return NotImplemented

    def __le__(self, other: Any) -> bool:
        """Tell whether this time is not later."""
        if isinstance(other, Time):
            self._check(other)
            return self._nanoseconds <= other._nanoseconds
        return NotImplemented

    def __gt__(self, other: Any) -> bool:
        """Tell whether this time is later."""
        if isinstance(other, Time):
            self._check(other)
            return self._nanoseconds > other._nanoseconds
        return NotImplemented

    def __ge__(self, other: Any) -> bool:
        """Tell whether this time is not earlier."""
        if isinstance(other, Time):
            self._check(other)
            return self._nanoseconds >= other._nanoseconds
        return NotImplemented

    def to_msg(self) -> Any:
        """Return the time as builtin_interfaces/msg/Time."""
        seconds, nanoseconds = divmod(self._nanoseconds, CONVERSION_CONSTANT)
        return TimeMsg(sec=seconds, nanosec=nanoseconds)

    @classmethod
    def from_msg(cls, msg: Any, clock_type: ClockType = ClockType.ROS_TIME) -> Time:
        """Create a time from builtin_interfaces/msg/Time."""
        if not isinstance(msg, TimeMsg):
            raise TypeError('Must pass a builtin_interfaces.msg.Time object')
        return cls(seconds=msg.sec, nanoseconds=msg.nanosec, clock_type=clock_type)
