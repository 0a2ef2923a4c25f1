# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Clocks: ROS time, system time and steady time."""

from __future__ import annotations

import time
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from threading import Condition
from typing import Any

from rclpy.clock_type import ClockType
from rclpy.duration import Duration
from rclpy.exceptions import NotInitializedException
from rclpy.time import Time
from rclpy.utilities import get_default_context

__all__ = [
    'Clock',
    'ClockChange',
    'ClockType',
    'JumpHandle',
    'JumpThreshold',
    'ROSClock',
    'TimeJump',
]


class ClockChange(IntEnum):
    """How the source of ROS time changed in a jump."""

    ROS_TIME_NO_CHANGE = 1
    ROS_TIME_ACTIVATED = 2
    ROS_TIME_DEACTIVATED = 3
    SYSTEM_TIME_NO_CHANGE = 4


@dataclass(frozen=True)
class TimeJump:
    """A jump: what changed and by how much."""

    clock_change: ClockChange
    delta: Duration


class JumpThreshold:
    """Which jumps a callback wants to know."""

    def __init__(
        self,
        *,
        min_forward: Duration | None,
        min_backward: Duration | None,
        on_clock_change: bool = True,
    ) -> None:
        """
        Create thresholds.

        :raises ValueError: when they can never be met or have the wrong sign.
        """
        if min_forward is None and min_backward is None and not on_clock_change:
            raise ValueError('At least one jump threshold must be enabled')
        if min_forward is not None and min_forward.nanoseconds <= 0:
            raise ValueError('min_forward must be a positive non-zero duration')
        if min_backward is not None and min_backward.nanoseconds >= 0:
            raise ValueError('min_backward must be a negative non-zero duration')
        self.min_forward = min_forward
        self.min_backward = min_backward
        self.on_clock_change = on_clock_change

    def is_met(self, jump: TimeJump) -> bool:
        """Tell whether a jump is one of those wanted."""
        if jump.clock_change in (
            ClockChange.ROS_TIME_ACTIVATED,
            ClockChange.ROS_TIME_DEACTIVATED,
        ):
            return self.on_clock_change
        delta = jump.delta.nanoseconds
        if self.min_forward is not None and delta >= self.min_forward.nanoseconds:
            return True
        return self.min_backward is not None and delta <= self.min_backward.nanoseconds


class JumpHandle:
    """Registration of jump callbacks."""

    def __init__(
        self,
        clock: Clock,
        threshold: JumpThreshold,
        pre_callback: Callable[[], Any] | None,
        post_callback: Callable[[TimeJump], Any] | None,
    ) -> None:
        """Register callbacks; use Clock.create_jump_callback() instead."""
        self.threshold = threshold
        self.pre_callback = pre_callback
        self.post_callback = post_callback
        self._clock: Clock | None = clock
        clock._jump_handles.append(self)

    def unregister(self) -> None:
        """Remove the callbacks."""
        clock, self._clock = self._clock, None
        if clock is not None:
            clock._jump_handles.remove(self)

    def __enter__(self) -> JumpHandle:
        """Return the registration."""
        return self

    def __exit__(self, *exc: Any) -> None:
        """Remove the callbacks."""
        self.unregister()


class Clock:
    """A clock; ``Clock(clock_type=ClockType.ROS_TIME)`` is a ROSClock."""

    def __new__(cls, *, clock_type: ClockType = ClockType.SYSTEM_TIME) -> Clock:
        """Create a clock of a type."""
        if not isinstance(clock_type, ClockType):
            raise TypeError('Clock type must be a ClockType enum')
        return super().__new__(ROSClock if clock_type is ClockType.ROS_TIME else cls)

    def __init__(self, *, clock_type: ClockType = ClockType.SYSTEM_TIME) -> None:
        """Create a clock of a type."""
        self._clock_type = clock_type
        self._jump_handles: list[JumpHandle] = []
        self._timers: weakref.WeakSet[Any] = weakref.WeakSet()
        self._changed = Condition()

    @property
    def clock_type(self) -> ClockType:
        """Return the type of the clock."""
        return self._clock_type

    def __repr__(self) -> str:
        """Return the clock as text."""
        return f'Clock(clock_type={self._clock_type.name})'

    def nanoseconds(self) -> int:
        """Return the present time in nanoseconds."""
        if self._clock_type is ClockType.STEADY_TIME:
            return time.monotonic_ns()
        return time.time_ns()

    def follows_override(self) -> bool:
        """Tell whether time comes from /clock, so that no wait in real time can end at a time."""
        return False

    def now(self) -> Time:
        """Return the present time."""
        return Time(nanoseconds=self.nanoseconds(), clock_type=self._clock_type)

    def create_jump_callback(
        self,
        threshold: JumpThreshold,
        *,
        pre_callback: Callable[[], Any] | None = None,
        post_callback: Callable[[TimeJump], Any] | None = None,
    ) -> JumpHandle:
        """Call functions before and after time jumps."""
        if pre_callback is None and post_callback is None:
            raise ValueError('One of pre_callback or post_callback must be callable')
        return JumpHandle(self, threshold, pre_callback, post_callback)

    def sleep_until(self, until: Time, context: Any = None) -> bool:
        """
        Sleep until a time on this clock.

        Return False when the context was shut down, or the source of ROS time changed.

        :raises ValueError: when the time is of another kind of clock.
        :raises NotInitializedException: when the context is not initialized.
        """
        context = context or get_default_context()
        if not context.ok():
            raise NotInitializedException
        if until.clock_type != self._clock_type:
            raise ValueError("until's clock type does not match this clock's type")
        overridden = self.follows_override()
        context.on_shutdown(self._wake)
        with self._changed:
            while context.ok() and self.follows_override() == overridden:
                remaining = until.nanoseconds - self.nanoseconds()
                if remaining <= 0:
                    return True
                self._changed.wait(None if overridden else remaining / 1e9)
        return False

    def sleep_for(self, rel_time: Duration, context: Any = None) -> bool:
        """Sleep for a span on this clock; see sleep_until()."""
        return self.sleep_until(self.now() + rel_time, context)

    def _wake(self) -> None:
        with self._changed:
            self._changed.notify_all()


class ROSClock(Clock):
    """System time, or the time that was last set while ROS time is active."""

    def __new__(cls) -> ROSClock:
        """Create the clock."""
        return super().__new__(cls, clock_type=ClockType.ROS_TIME)  # type: ignore[return-value]

    def __init__(self, *, clock_type: ClockType = ClockType.ROS_TIME) -> None:
        """Create a clock that follows system time."""
        super().__init__(clock_type=ClockType.ROS_TIME)
        self._active = False
        self._override_ns = 0

    @property
    def ros_time_is_active(self) -> bool:
        """Tell whether time comes from /clock."""
        return self._active

    def follows_override(self) -> bool:
        """Tell whether time comes from /clock."""
        return self._active

    def nanoseconds(self) -> int:
        """Return the present time in nanoseconds."""
        return self._override_ns if self._active else time.time_ns()

    def _set_ros_time_is_active(self, enabled: bool) -> None:
        if enabled == self._active:
            return
        change = ClockChange.ROS_TIME_ACTIVATED if enabled else ClockChange.ROS_TIME_DEACTIVATED
        before = self.nanoseconds()

        def switch() -> None:
            self._active = enabled

        after = self._override_ns if enabled else time.time_ns()
        self._jump(TimeJump(change, Duration(nanoseconds=after - before)), switch)

    def set_ros_time_override(self, time: Time) -> None:
        """Set the time that counts while ROS time is active."""
        nanoseconds = time.nanoseconds
        if not self._active:
            self._override_ns = nanoseconds
            return
        delta = nanoseconds - self._override_ns

        def switch() -> None:
            self._override_ns = nanoseconds

        if delta >= 0 and not self._jump_handles:
            switch()
            self._notify(backward=False)
            return
        jump = TimeJump(ClockChange.ROS_TIME_NO_CHANGE, Duration(nanoseconds=delta))
        self._jump(jump, switch)

    def _jump(self, jump: TimeJump, switch: Callable[[], None]) -> None:
        handles = [each for each in self._jump_handles if each.threshold.is_met(jump)]
        for handle in handles:
            if handle.pre_callback is not None:
                handle.pre_callback()
        switch()
        changed = jump.clock_change != ClockChange.ROS_TIME_NO_CHANGE
        self._notify(backward=changed or jump.delta.nanoseconds < 0)
        for handle in handles:
            if handle.post_callback is not None:
                handle.post_callback(jump)

    def _notify(self, backward: bool) -> None:
        for timer in list(self._timers):
            timer.on_time_set(backward)
        with self._changed:
            self._changed.notify_all()
