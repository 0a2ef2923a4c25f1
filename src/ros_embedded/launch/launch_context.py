# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""State that is shared by the entities of a running launch."""

from __future__ import annotations

import asyncio
import os
from collections import deque
from collections.abc import Iterable, MutableMapping
from typing import TYPE_CHECKING, Any

from launch.event import Event

if TYPE_CHECKING:
    from launch.event_handler import BaseEventHandler
    from launch.substitution import Substitution


class Locals:
    """Give attribute access to the locals of a launch context."""

    def __init__(self, values: dict[str, Any]) -> None:
        """Wrap a dictionary."""
        self.__dict__['_values'] = values

    def __getattr__(self, name: str) -> Any:
        """Return one local; raise AttributeError when there is none of that name."""
        try:
            return self.__dict__['_values'][name]
        except KeyError:
            raise AttributeError(f"the launch context has no local '{name}' here") from None


class LaunchContext:
    """Hold launch configurations, locals, event handlers and the event queue."""

    def __init__(self, *, argv: Iterable[str] | None = None, noninteractive: bool = False) -> None:
        """Create an empty context; `argv` is kept for the entities to read."""
        self.__argv = list(argv) if argv is not None else []
        self.__noninteractive = noninteractive
        self._event_queue: asyncio.Queue[Event] = asyncio.Queue()
        self._event_handlers: deque[BaseEventHandler] = deque()
        self._completion_futures: list[asyncio.Future[None]] = []
        self.__globals: dict[str, Any] = {}
        self.__locals: dict[str, Any] = {}
        self.__locals_stack: list[dict[str, Any]] = []
        self.__launch_configurations: dict[str, Any] = {}
        self.__launch_configurations_stack: list[dict[str, Any]] = []
        self.__environment_stack: list[dict[str, str]] = []
        self.__environment_reset = dict(os.environ)
        self.__is_shutdown = False
        self.__asyncio_loop: asyncio.AbstractEventLoop | None = None

    @property
    def argv(self) -> list[str]:
        """Return the arguments the launch service was started with."""
        return self.__argv

    @property
    def noninteractive(self) -> bool:
        """Whether nobody is there to answer prompts."""
        return self.__noninteractive

    @property
    def is_shutdown(self) -> bool:
        """Whether the launch is shutting down."""
        return self.__is_shutdown

    def _set_is_shutdown(self, state: bool) -> None:
        self.__is_shutdown = state

    @property
    def asyncio_loop(self) -> asyncio.AbstractEventLoop | None:
        """Return the loop the launch runs in, or None when it does not run."""
        return self.__asyncio_loop

    def _set_asyncio_loop(self, loop: asyncio.AbstractEventLoop | None) -> None:
        self.__asyncio_loop = loop

    def add_completion_future(self, completion_future: asyncio.Future[None]) -> None:
        """Keep the launch running until the future is done."""
        self._completion_futures.append(completion_future)

    @property
    def locals(self) -> Locals:
        """Return the locals, as attributes: for example `context.locals.event`."""
        return Locals(self.get_locals_as_dict())

    def get_locals_as_dict(self) -> dict[str, Any]:
        """Return globals and locals in one dictionary."""
        return {**self.__globals, **self.__locals}

    def extend_globals(self, extensions: dict[str, Any]) -> None:
        """Add values that are visible everywhere; existing names are replaced."""
        self.__globals.update(extensions)

    def extend_locals(self, extensions: dict[str, Any]) -> None:
        """Add values that are visible until the locals are popped."""
        self.__locals.update(extensions)

    def _push_locals(self) -> None:
        self.__locals_stack.append(dict(self.__locals))

    def _pop_locals(self) -> None:
        if not self.__locals_stack:
            raise RuntimeError('there are no pushed locals to pop')
        self.__locals = self.__locals_stack.pop()

    @property
    def launch_configurations(self) -> dict[str, Any]:
        """Return the launch configurations of the current scope."""
        return self.__launch_configurations

    def _push_launch_configurations(self) -> None:
        self.__launch_configurations_stack.append(dict(self.__launch_configurations))

    def _pop_launch_configurations(self) -> None:
        if not self.__launch_configurations_stack:
            raise RuntimeError('there are no pushed launch configurations to pop')
        self.__launch_configurations = self.__launch_configurations_stack.pop()

    @property
    def environment(self) -> MutableMapping[str, str]:
        """Return the environment that processes inherit."""
        return os.environ

    def _push_environment(self) -> None:
        self.__environment_stack.append(dict(os.environ))

    def _pop_environment(self) -> None:
        if not self.__environment_stack:
            raise RuntimeError('there is no pushed environment to pop')
        self._replace_environment(self.__environment_stack.pop())

    def _reset_environment(self) -> None:
        self._replace_environment(self.__environment_reset)

    def _replace_environment(self, environment: dict[str, str]) -> None:
        os.environ.clear()
        os.environ.update(environment)

    def register_event_handler(
        self, event_handler: BaseEventHandler, append: bool = False
    ) -> None:
        """Add an event handler before (or with `append` after) those already registered."""
        if append:
            self._event_handlers.append(event_handler)
        else:
            self._event_handlers.appendleft(event_handler)

    def unregister_event_handler(self, event_handler: BaseEventHandler) -> None:
        """Forget an event handler; raise ValueError when it is not registered."""
        self._event_handlers.remove(event_handler)

    def would_handle_event(self, event: Event) -> bool:
        """Return whether any registered handler matches the event."""
        return any(handler.matches(event) for handler in self._event_handlers)

    async def emit_event(self, event: Event) -> None:
        """Queue an event."""
        await self._event_queue.put(event)

    def emit_event_sync(self, event: Event) -> None:
        """Queue an event; call it in the thread of the launch only."""
        self._event_queue.put_nowait(event)

    def perform_substitution(self, substitution: Substitution | Iterable[Any]) -> str:
        """Return the text of one substitution or of several, joined."""
        from launch.utilities import normalize_to_list_of_substitutions, perform_substitutions

        return perform_substitutions(self, normalize_to_list_of_substitutions(substitution))
