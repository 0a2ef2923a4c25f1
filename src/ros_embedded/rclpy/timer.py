# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Timers and rates."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import partial
from threading import Condition
from typing import Any

from rclpy.callback_groups import CallbackGroup
from rclpy.clock import Clock
from rclpy.clock_type import ClockType
from rclpy.exceptions import InvalidHandle, ROSInterruptException, TimerCancelledError
from rclpy.time import Time


class TimerInfo:
    """When a timer's callback was due, and when it was called."""

    def __init__(
        self,
        *,
        expected_call_time: int,
        actual_call_time: int,
        clock_type: ClockType = ClockType.SYSTEM_TIME,
    ) -> None:
        """Hold both times, in nanoseconds of a clock."""
        self.clock_type = clock_type
        self.expected_call_time = Time(nanoseconds=expected_call_time, clock_type=clock_type)
        self.actual_call_time = Time(nanoseconds=actual_call_time, clock_type=clock_type)

    def __repr__(self) -> str:
        """Return both times as text."""
        return (
            f'TimerInfo(expected_call_time={self.expected_call_time!r}, '
            f'actual_call_time={self.actual_call_time!r})'
        )


def _timer_info_argument(callback: Callable[..., Any]) -> str | None:
    """Return the name of the argument that is annotated as TimerInfo, None without."""
    try:
        parameters = inspect.signature(callback).parameters.values()
    except ValueError:
        return None  # a callable from C does not tell its arguments
    for parameter in parameters:
        # The annotation is a text where annotations are not evaluated (PEP 563).
        if parameter.annotation in (TimerInfo, 'TimerInfo', 'rclpy.timer.TimerInfo'):
            return parameter.name
    return None


class Timer:
    """Timer that an executor calls once per period of its clock."""

    def __init__(
        self,
        callback: Callable[..., Any] | None,
        callback_group: CallbackGroup | None,
        timer_period_ns: int,
        clock: Clock,
        *,
        context: Any = None,
        autostart: bool = True,
    ) -> None:
        """Create a timer; use Node.create_timer() instead."""
        self._info_argument: str | None = None
        self.callback = callback
        self.callback_group = callback_group
        self.executor: Callable[[], Any] = lambda: None
        self._clock = clock
        self._period = int(timer_period_ns)
        self._canceled = not autostart
        self._destroyed = False
        now = clock.nanoseconds()
        self._last = now
        self._next = now + self._period
        clock._timers.add(self)

    @property
    def callback(self) -> Callable[..., Any] | None:
        """Return the function that is called; one with an argument ``info: TimerInfo`` gets it."""
        return self._callback

    @callback.setter
    def callback(self, value: Callable[..., Any] | None) -> None:
        self._info_argument = None if value is None else _timer_info_argument(value)
        self._callback = value

    @property
    def clock(self) -> Clock:
        """Return the clock."""
        return self._clock

    @property
    def timer_period_ns(self) -> int:
        """Return the period in nanoseconds."""
        self._check()
        return self._period

    @timer_period_ns.setter
    def timer_period_ns(self, value: int) -> None:
        self._check()
        self._period = int(value)
        self.reset()

    @property
    def wait_handle(self) -> int:
        """Return 0: a timer is waited for by its time."""
        return 0

    def is_ready(self) -> bool:
        """Tell whether the callback is due."""
        return not self._canceled and self._clock.nanoseconds() >= self._next

    def is_canceled(self) -> bool:
        """Tell whether the timer is stopped."""
        self._check()
        return self._canceled

    def cancel(self) -> None:
        """Stop the timer until it is reset."""
        self._check()
        self._canceled = True

    def reset(self) -> None:
        """Start the timer anew: the callback is due one period from now."""
        self._check()
        now = self._clock.nanoseconds()
        self._last = now
        self._next = now + self._period
        self._canceled = False
        self._wake_executor()

    def time_since_last_call(self) -> int:
        """Return the nanoseconds since the last call."""
        self._check()
        return self._clock.nanoseconds() - self._last

    def time_until_next_call(self) -> int | None:
        """Return the nanoseconds until the next call, None when stopped."""
        if self._canceled:
            return None
        return self._next - self._clock.nanoseconds()

    def wait_ns(self) -> int | None:
        """Return how long an executor may sleep in real time for this timer; None: for ever."""
        if self._canceled:
            return None
        remaining = self._next - self._clock.nanoseconds()
        if remaining <= 0:
            return 0
        return None if self._clock.follows_override() else remaining

    def prepare(self) -> Callable[[], Any] | None:
        """Return the callback when it is due, and plan the next call."""
        now = self._clock.nanoseconds()
        callback, expected = self._callback, self._next
        if self._canceled or now < expected or callback is None:
            return None
        self._last = now
        self._next += self._period
        if self._next < now:
            # Late by more than a period: keep the phase, skip the calls that were missed.
            behind = now - self._next
            self._next = (
                now
                if not self._period
                else self._next + ((behind // self._period + 1) * self._period)
            )
        if self._info_argument is None:
            return callback
        info = TimerInfo(
            expected_call_time=expected,
            actual_call_time=now,
            clock_type=self._clock.clock_type,
        )
        return partial(callback, **{self._info_argument: info})

    def on_time_set(self, backward: bool) -> None:
        """Follow a change of the clock's time; wake the executor when a call is due."""
        if backward:
            now = self._clock.nanoseconds()
            self._last = now
            self._next = now + self._period
        elif self.is_ready():
            self._wake_executor()

    def _wake_executor(self) -> None:
        executor = self.executor()
        if executor is not None:
            executor.wake()

    def _check(self) -> None:
        if self._destroyed:
            raise InvalidHandle('cannot use a timer that was destroyed')

    def destroy(self) -> None:
        """Stop the timer for good."""
        self._canceled = True
        self._destroyed = True
        self._clock._timers.discard(self)


class Rate:
    """Sleep in a loop at a fixed rate, while an executor in another thread runs the timer."""

    def __init__(self, timer: Timer, *, context: Any) -> None:
        """Create a rate; use Node.create_rate() instead."""
        self._timer = timer
        self._context = context
        self._condition = Condition()
        self._ticks = 0
        self._destroyed = False
        timer.callback = self._tick
        context.on_shutdown(self._wake)

    def _tick(self) -> None:
        with self._condition:
            self._ticks += 1
            self._condition.notify_all()

    def _wake(self) -> None:
        with self._condition:
            self._condition.notify_all()

    def sleep(self) -> None:
        """
        Sleep until the timer's next call.

        :raises ROSInterruptException: when the context is shut down.
        :raises TimerCancelledError: when the rate was destroyed or its timer cancelled.
        """
        with self._condition:
            ticks = self._ticks
            while True:
                if not self._context.ok():
                    raise ROSInterruptException
                if self._destroyed or self._timer.is_canceled():
                    raise TimerCancelledError('the rate was destroyed or its timer cancelled')
                if self._ticks != ticks:
                    return
                self._condition.wait()

    def destroy(self) -> None:
        """Wake whoever sleeps and stop."""
        self._destroyed = True
        self._wake()
