# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Run launch descriptions in an asyncio loop until everything in them has ended."""

from __future__ import annotations

import asyncio
import signal
import threading
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from launch.event import Event
from launch.launch_context import LaunchContext
from launch.launch_description import LaunchDescription
from launch.launch_description_entity import LaunchDescriptionEntity


class LaunchService:
    """Visit launch descriptions, process events, and end all processes at shutdown."""

    def __init__(
        self,
        *,
        argv: Iterable[str] | None = None,
        noninteractive: bool = False,
        debug: bool = False,
    ) -> None:
        """Create the context; `debug` logs every event and turns asyncio's checks on."""
        import launch.logging
        from launch.event_handlers import OnIncludeLaunchDescription, OnShutdown

        if debug:
            launch.logging.launch_config.level = 'DEBUG'
        self.__debug = debug
        self.__logger = launch.logging.get_logger('launch')
        self.__context = LaunchContext(argv=argv, noninteractive=noninteractive)
        self.__context.register_event_handler(OnIncludeLaunchDescription())
        self.__context.register_event_handler(OnShutdown(on_shutdown=self.__on_shutdown))
        self.__entity_futures: list[tuple[LaunchDescriptionEntity, asyncio.Future[None]]] = []
        self.__lock = threading.RLock()
        self.__loop: asyncio.AbstractEventLoop | None = None
        self.__shutting_down = False
        self.__return_code = 0

    @property
    def context(self) -> LaunchContext:
        """Return the context of this launch."""
        return self.__context

    @property
    def event_loop(self) -> asyncio.AbstractEventLoop | None:
        """Return the loop the launch runs in, or None when it does not run."""
        return self.__loop

    def emit_event(self, event: Event) -> None:
        """Queue an event, from any thread."""
        with self.__lock:
            if self.__loop is None:
                self.__context.emit_event_sync(event)
            else:
                self.__loop.call_soon_threadsafe(self.__context.emit_event_sync, event)

    def include_launch_description(self, launch_description: LaunchDescription) -> None:
        """Queue a launch description, from any thread."""
        from launch.events import IncludeLaunchDescription

        self.emit_event(IncludeLaunchDescription(launch_description))

    def run(self, *, shutdown_when_idle: bool = True) -> int:
        """
        Run until everything has ended and return 0, or 1 when an error ended the launch.

        Errors are exceptions in launch files, actions, event handlers and opaque functions, and
        SIGTERM, SIGQUIT and SIGHUP. A process that dies, and Ctrl-C, are no errors of the launch:
        a launch file that wants to fail with one of its processes raises an exception in its
        OnProcessExit handler.
        """
        loop = asyncio.new_event_loop()
        try:
            return loop.run_until_complete(self.run_async(shutdown_when_idle=shutdown_when_idle))
        finally:
            loop.close()

    async def run_async(self, *, shutdown_when_idle: bool = True) -> int:
        """Run as `run` does, inside an asyncio loop that is already running."""
        import launch.logging

        with self.__running():
            config = launch.logging.launch_config
            self.__logger.info(f'All log files can be found below {config.log_dir}')
            self.__logger.info(f'Default logging verbosity is set to {config.level_name}')
            await self.__process_events(shutdown_when_idle)
        return self.__return_code

    def shutdown(self, force_sync: bool = False) -> None:
        """End the launch, from any thread; does nothing when it does not run."""
        with self.__lock:
            if self.__loop is None:
                return
            if force_sync:
                self.__shutdown('LaunchService.shutdown() called', due_to_sigint=False)
            else:
                self.__loop.call_soon_threadsafe(
                    self.__shutdown, 'LaunchService.shutdown() called', False
                )

    @contextmanager
    def __running(self) -> Iterator[None]:
        """Mark the service as running and handle signals meanwhile."""
        loop = asyncio.get_running_loop()
        with self.__lock:
            if self.__loop is not None:
                raise RuntimeError('LaunchService.run() is running already')
            self.__loop = loop
        self.__return_code = 0
        self.__shutting_down = False
        self.__context._set_is_shutdown(False)
        self.__context._set_asyncio_loop(loop)
        loop.set_debug(self.__debug)
        loop.set_exception_handler(self.__on_loop_exception)
        in_main_thread = threading.current_thread() is threading.main_thread()
        if in_main_thread:
            loop.add_signal_handler(signal.SIGINT, self.__on_sigint)
            for number in (signal.SIGTERM, signal.SIGQUIT, signal.SIGHUP):
                loop.add_signal_handler(number, self.__on_termination_signal, number)
        try:
            yield
        finally:
            if in_main_thread:
                for number in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT, signal.SIGHUP):
                    loop.remove_signal_handler(number)
            with self.__lock:
                self.__loop = None
            self.__context._set_asyncio_loop(None)

    def __on_loop_exception(
        self, loop: asyncio.AbstractEventLoop, context: dict[str, object]
    ) -> None:
        self.__return_code = 1
        loop.default_exception_handler(context)

    def __on_sigint(self) -> None:
        message = 'user interrupted with ctrl-c (SIGINT)'
        if self.__shutting_down:
            self.__logger.warning(f'{message} again, ignoring...')
            return
        self.__logger.warning(message)
        self.__shutdown('ctrl-c (SIGINT)', due_to_sigint=True)

    def __on_termination_signal(self, number: signal.Signals) -> None:
        name = signal.Signals(number).name
        self.__return_code = 1
        self.__logger.error(f'received {name}, shutting down all processes')
        self.__shutdown(name, due_to_sigint=False)

    def __on_shutdown(self, event: Event, context: LaunchContext) -> None:
        self.__shutting_down = True
        context._set_is_shutdown(True)

    def __shutdown(self, reason: str, due_to_sigint: bool) -> None:
        from launch.events import Shutdown

        if not self.__shutting_down:
            self.__shutting_down = True
            self.__context._set_is_shutdown(True)
            self.__context.emit_event_sync(Shutdown(reason=reason, due_to_sigint=due_to_sigint))

    def __pending_futures(self) -> list[asyncio.Future[None]]:
        """Return the futures that are not done; raise the exception of one that failed."""
        finished = [future for _, future in self.__entity_futures if future.done()]
        finished += [future for future in self.__context._completion_futures if future.done()]
        self.__entity_futures = [pair for pair in self.__entity_futures if not pair[1].done()]
        self.__context._completion_futures = [
            future for future in self.__context._completion_futures if not future.done()
        ]
        for future in finished:
            if not future.cancelled() and future.exception() is not None:
                future.result()
        return [pair[1] for pair in self.__entity_futures] + self.__context._completion_futures

    async def __process_events(self, shutdown_when_idle: bool) -> None:
        queue = self.__context._event_queue
        next_event: asyncio.Future[Event] | None = None
        while True:
            try:
                futures = self.__pending_futures()
                if not futures and queue.empty():
                    if self.__shutting_down:
                        break
                    if shutdown_when_idle:
                        self.__shutdown('idle', due_to_sigint=False)
                if next_event is None:
                    next_event = asyncio.ensure_future(queue.get())
                waited: list[asyncio.Future[Any]] = [next_event, *futures]
                await asyncio.wait(waited, return_when=asyncio.FIRST_COMPLETED)
                if next_event.done():
                    event = next_event.result()
                    next_event = None
                    self.__process_event(event)
            except asyncio.CancelledError:
                self.__logger.error('the launch was cancelled, shutting down all processes')
                self.__return_code = 1
                self.__shutdown('cancelled', due_to_sigint=False)
            except Exception as error:
                message = f'Caught exception in launch (see debug for traceback): {error}'
                self.__logger.debug(traceback.format_exc())
                self.__logger.error(message)
                self.__return_code = 1
                self.__shutdown(message, due_to_sigint=False)
        if next_event is not None:
            next_event.cancel()

    def __process_event(self, event: Event) -> None:
        from launch.utilities import visit_all_entities_and_collect_futures

        self.__logger.debug(f"processing event: '{event}'")
        for handler in tuple(self.__context._event_handlers):
            if not handler.matches(event):
                continue
            self.__logger.debug(f"processing event: '{event}' ✓ '{handler}'")
            self.__context._push_locals()
            try:
                entities = handler.handle(event, self.__context)
                if entities is None:
                    continue
                for entity in entities if isinstance(entities, Iterable) else (entities,):
                    if entity is None:
                        continue
                    if not isinstance(entity, LaunchDescriptionEntity):
                        raise RuntimeError(
                            'an event handler must return launch description entities, '
                            f"got '{entity}' from '{handler}'"
                        )
                    self.__entity_futures.extend(
                        visit_all_entities_and_collect_futures(entity, self.__context)
                    )
            finally:
                self.__context._pop_locals()
