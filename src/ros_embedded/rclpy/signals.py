# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
SIGINT and SIGTERM shut contexts down.

Python runs signal handlers in the main thread between bytecodes; a main thread that waits inside
the transport would not notice. So a thread sleeps on the interpreter's wake-up socket and, when a
signal comes, triggers the conditions of everything that waits.
"""

from __future__ import annotations

import signal
import socket
import threading
import weakref
from enum import Enum
from types import FrameType
from typing import Any

from rclpy.context import g_contexts


class SignalHandlerOptions(Enum):
    """Which signals rclpy handles."""

    NO = 0
    SIGINT = 1
    SIGTERM = 2
    ALL = 3


_SIGNALS = {
    SignalHandlerOptions.NO: (),
    SignalHandlerOptions.SIGINT: (signal.SIGINT,),
    SignalHandlerOptions.SIGTERM: (signal.SIGTERM,),
    SignalHandlerOptions.ALL: (signal.SIGINT, signal.SIGTERM),
}

_previous: dict[int, Any] = {}
_waiting: weakref.WeakSet[Any] = weakref.WeakSet()
_wakeup: tuple[socket.socket, socket.socket] | None = None
_previous_wakeup_fd = -1
_lock = threading.Lock()


def wake_on_signal(condition: Any) -> None:
    """Trigger a transport's guard condition whenever a signal arrives, while it exists."""
    _waiting.add(condition)


def install_signal_handlers(options: SignalHandlerOptions = SignalHandlerOptions.ALL) -> None:
    """Handle signals; only the main thread can, elsewhere nothing changes."""
    global _wakeup, _previous_wakeup_fd
    if threading.current_thread() is not threading.main_thread():
        return
    with _lock:
        for number in _SIGNALS[options]:
            if number not in _previous:
                _previous[number] = signal.signal(number, _handle)
        if _wakeup is None and _previous:
            reader, writer = socket.socketpair()
            writer.setblocking(False)
            _previous_wakeup_fd = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
            _wakeup = (reader, writer)
            threading.Thread(
                target=_wake_waiting, args=(reader,), name='rclpy signals', daemon=True
            ).start()


def uninstall_signal_handlers() -> None:
    """Give signals back to the handlers from before."""
    global _wakeup
    if threading.current_thread() is not threading.main_thread():
        return
    with _lock:
        for number, handler in _previous.items():
            if signal.getsignal(number) is _handle:
                signal.signal(number, handler)
        _previous.clear()
        if _wakeup is not None:
            signal.set_wakeup_fd(_previous_wakeup_fd)
            _, writer = _wakeup
            _wakeup = None
            writer.close()


def get_current_signal_handlers_options() -> SignalHandlerOptions:
    """Return which signals are handled."""
    for options, numbers in _SIGNALS.items():
        if set(numbers) == set(_previous):
            return options
    return SignalHandlerOptions.NO


def _wake_waiting(reader: socket.socket) -> None:
    with reader:
        while reader.recv(64):
            for condition in list(_waiting):
                condition.trigger()


def _handle(number: int, frame: FrameType | None) -> None:
    for context in list(g_contexts):
        context.try_shutdown()
    previous = _previous.get(number)
    if callable(previous):
        previous(number, frame)
