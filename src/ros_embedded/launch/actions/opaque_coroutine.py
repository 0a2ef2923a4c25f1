# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Run a coroutine function of the launch file."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from typing import Any

from launch.action import Action
from launch.event_handlers import OnShutdown
from launch.launch_context import LaunchContext


class OpaqueCoroutine(Action):
    """Run a coroutine function; it is cancelled when the launch ends."""

    def __init__(
        self,
        *,
        coroutine: Callable[..., Coroutine[Any, Any, None]],
        args: Iterable[Any] | None = None,
        kwargs: dict[str, Any] | None = None,
        ignore_context: bool = False,
        **left_over_kwargs: Any,
    ) -> None:
        """Store the function and its arguments; the context comes first unless ignored."""
        super().__init__(**left_over_kwargs)
        if not asyncio.iscoroutinefunction(coroutine):
            raise TypeError(f"OpaqueCoroutine needs a coroutine function, got '{coroutine}'")
        self.__coroutine = coroutine
        self.__args = list(args or ())
        self.__kwargs = dict(kwargs or {})
        self.__ignore_context = ignore_context
        self.__future: asyncio.Future[None] | None = None

    def get_asyncio_future(self) -> asyncio.Future[None] | None:
        """Return the task of the coroutine."""
        return self.__future

    def execute(self, context: LaunchContext) -> None:
        """Start the coroutine."""
        args = self.__args if self.__ignore_context else [context, *self.__args]
        task = asyncio.ensure_future(self.__coroutine(*args, **self.__kwargs))
        self.__future = task
        context.register_event_handler(OnShutdown(on_shutdown=lambda *_: _cancel(task)))


def _cancel(task: asyncio.Future[None]) -> None:
    task.cancel()
