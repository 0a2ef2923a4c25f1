# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Execute a process, watch it, and end it when the launch ends."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Iterable
from typing import Any, cast

from launch.action import Action
from launch.child_process import ChildProcess
from launch.descriptions.executable import Executable
from launch.event import Event
from launch.event_handler import BaseEventHandler
from launch.event_handlers import OnProcessExit, OnShutdown
from launch.events.process import (
    ProcessExited,
    ProcessStarted,
    ProcessStderr,
    ProcessStdout,
    ProcessTargetedEvent,
    ShutdownProcess,
    SignalProcess,
)
from launch.launch_context import LaunchContext
from launch.launch_description_entity import LaunchDescriptionEntity
from launch.logging import ProcessOutput, get_logger, get_output_destinations
from launch.some_substitutions_type import SomeSubstitutionsType
from launch.substitutions import LaunchConfiguration
from launch.utilities import normalize_to_list_of_substitutions, perform_substitutions
from launch.utilities.type_utils import normalize_typed_substitution, perform_typed_substitution

# Together they keep the promise that everything has ended within five seconds of Ctrl-C.
DEFAULT_SIGTERM_TIMEOUT_S = 3.0
DEFAULT_SIGKILL_TIMEOUT_S = 1.5
# A killed process stays until its threads leave the kernel: long where disk or memory is short.
GIVE_UP_TIMEOUT_S = 1.0
_SIGTERM_TIMEOUT = LaunchConfiguration('sigterm_timeout', default=DEFAULT_SIGTERM_TIMEOUT_S)
_SIGKILL_TIMEOUT = LaunchConfiguration('sigkill_timeout', default=DEFAULT_SIGKILL_TIMEOUT_S)


class ExecuteLocal(Action):
    """
    Execute what an Executable describes.

    The process leads a session of its own. At shutdown it gets SIGINT, after `sigterm_timeout`
    seconds SIGTERM, and after `sigkill_timeout` more seconds SIGKILL. Both can be set for all
    processes with the launch configurations of these names. What the process has started ends
    with it.
    """

    def __init__(
        self,
        *,
        process_description: Executable,
        shell: bool = False,
        sigterm_timeout: SomeSubstitutionsType = _SIGTERM_TIMEOUT,
        sigkill_timeout: SomeSubstitutionsType = _SIGKILL_TIMEOUT,
        emulate_tty: bool | SomeSubstitutionsType = False,
        output: SomeSubstitutionsType | dict[str, Any] = 'log',
        output_format: str = '[{this.process_description.final_name}] {line}',
        cached_output: bool = False,
        log_cmd: bool | SomeSubstitutionsType = False,
        on_exit: Any = None,
        respawn: bool | SomeSubstitutionsType = False,
        respawn_delay: float | SomeSubstitutionsType | None = None,
        respawn_max_retries: int = -1,
        **kwargs: Any,
    ) -> None:
        """
        Store how the process is run.

        `output` is screen, log, both, own_log or full, or a dictionary (see launch.logging).
        `on_exit` is an entity, a list of entities or a function of event and context. With
        `respawn` the process is started again when it ends, `respawn_delay` seconds later and at
        most `respawn_max_retries` times (negative: always).
        """
        super().__init__(**kwargs)
        self.__description = process_description
        self.__shell = shell
        self.__sigterm_timeout = _normalize_seconds(sigterm_timeout)
        self.__sigkill_timeout = _normalize_seconds(sigkill_timeout)
        self.__emulate_tty = normalize_typed_substitution(emulate_tty, bool)
        self.__output = (
            output if isinstance(output, dict) else normalize_to_list_of_substitutions(output)
        )
        self.__output_format = output_format
        self.__cached_output = cached_output
        self.__log_cmd = normalize_typed_substitution(log_cmd, bool)
        self.__on_exit = on_exit
        self.__respawn = normalize_typed_substitution(respawn, bool)
        self.__respawn_delay = _normalize_seconds(0.0 if respawn_delay is None else respawn_delay)
        self.__respawn_max_retries = respawn_max_retries
        self.__process: ChildProcess | None = None
        self.__details: dict[str, Any] | None = None
        self.__completed_future: asyncio.Future[None] | None = None
        self.__shutdown_requested = asyncio.Event()
        self.__tasks: set[asyncio.Task[None]] = set()
        self.__cache: dict[int, bytearray] = {1: bytearray(), 2: bytearray()}
        self.__outputs: dict[int, ProcessOutput] = {}
        self.__sigterm_timeout_s = DEFAULT_SIGTERM_TIMEOUT_S
        self.__sigkill_timeout_s = DEFAULT_SIGKILL_TIMEOUT_S

    @property
    def process_description(self) -> Executable:
        """Return the description of the process."""
        return self.__description

    @property
    def shell(self) -> bool:
        """Whether a shell executes the command."""
        return self.__shell

    @property
    def output(self) -> Any:
        """Where the output goes."""
        return self.__output

    @property
    def process_details(self) -> dict[str, Any] | None:
        """Name, command line, folder, environment and id of the process once it was started."""
        return self.__details

    @property
    def return_code(self) -> int | None:
        """Return the exit code of the process, or None while it runs."""
        return self.__return_code

    __return_code: int | None = None

    def get_stdout(self) -> str:
        """Return what was printed to the standard output; needs `cached_output`."""
        return self.__get_cache(1)

    def get_stderr(self) -> str:
        """Return what was printed to the standard error; needs `cached_output`."""
        return self.__get_cache(2)

    def __get_cache(self, number: int) -> str:
        if not self.__cached_output:
            raise RuntimeError('the output is not kept: pass cached_output=True')
        return self.__cache[number].decode(errors='replace')

    def get_asyncio_future(self) -> asyncio.Future[None] | None:
        """Return the future that is done when the process has ended for good."""
        return self.__completed_future

    def describe(self) -> str:
        """Return the command line."""
        cmd = ', '.join(
            ' + '.join(token.describe() for token in one) for one in self.__description.cmd
        )
        return f'{type(self).__name__}([{cmd}])'

    def describe_conditional_sub_entities(
        self,
    ) -> list[tuple[str, list[LaunchDescriptionEntity]]]:
        """Return the entities that are visited when the process ends."""
        if isinstance(self.__on_exit, LaunchDescriptionEntity):
            return [('on exit', [self.__on_exit])]
        if isinstance(self.__on_exit, Iterable):
            return [('on exit', list(self.__on_exit))]
        return []

    def prepare(self, context: LaunchContext) -> None:
        """Expand the description; subclasses add to it."""
        self.__description.prepare(context)

    def execute(self, context: LaunchContext) -> None:
        """
        Start the process in the background.

        Raises RuntimeError when the action is executed twice, ValueError for wrong options.
        """
        if self.__completed_future is not None:
            raise RuntimeError(f"the action '{self.describe()}' was executed more than once")
        self.prepare(context)
        if context.is_shutdown:
            return
        self.__logger = get_logger(self.__process_name)
        self.__prepare_output(context)
        self.__sigterm_timeout_s = perform_typed_substitution(
            context, self.__sigterm_timeout, float
        )
        self.__sigkill_timeout_s = perform_typed_substitution(
            context, self.__sigkill_timeout, float
        )
        options = {
            'emulate_tty': perform_typed_substitution(context, self.__emulate_tty, bool),
            'respawn': perform_typed_substitution(context, self.__respawn, bool),
            'respawn_delay_s': perform_typed_substitution(context, self.__respawn_delay, float),
        }
        if perform_typed_substitution(context, self.__log_cmd, bool):
            self.__logger.info(
                f"process details: cmd='{self.__shown_cmd}', cwd='{self.__description.final_cwd}'"
            )
        handlers: list[BaseEventHandler] = [
            BaseTargetedHandler(self, ShutdownProcess, self.__on_shutdown_process),
            BaseTargetedHandler(self, SignalProcess, self.__on_signal_process),
            OnShutdown(on_shutdown=lambda *_: self.__begin_shutdown()),
        ]
        if self.__on_exit is not None:
            handlers.append(OnProcessExit(target_action=self, on_exit=self.__on_exit))
        for handler in handlers:
            context.register_event_handler(handler)
        self.__completed_future = asyncio.get_running_loop().create_future()
        context.add_completion_future(self.__completed_future)
        self.__start_task(self.__run(context, handlers, **options))

    @property
    def __process_name(self) -> str:
        return cast('str', self.__description.final_name)

    @property
    def __shown_cmd(self) -> str:
        return ' '.join(self.__description.final_cmd or ())

    def __start_task(self, coroutine: Any) -> None:
        task = asyncio.get_running_loop().create_task(coroutine)
        self.__tasks.add(task)
        task.add_done_callback(self.__tasks.discard)

    def __prepare_output(self, context: LaunchContext) -> None:
        override = os.environ.get('OVERRIDE_LAUNCH_PROCESS_OUTPUT')
        if override is not None:
            destinations = get_output_destinations(override)
        elif isinstance(self.__output, dict):
            destinations = get_output_destinations(self.__output)
        else:
            destinations = get_output_destinations(perform_substitutions(context, self.__output))
        for number, source in ((1, 'stdout'), (2, 'stderr')):
            self.__outputs[number] = ProcessOutput(
                self.__process_name, source, destinations, self.__format_line
            )

    def __format_line(self, line: str) -> str:
        return self.__output_format.format(line=line, this=self)

    async def __run(
        self,
        context: LaunchContext,
        handlers: list[BaseEventHandler],
        *,
        emulate_tty: bool,
        respawn: bool,
        respawn_delay_s: float,
    ) -> None:
        """Run the process until it has ended for good."""
        future = cast('asyncio.Future[None]', self.__completed_future)
        retries = 0
        try:
            while True:
                await self.__run_once(context, emulate_tty)
                may_retry = self.__respawn_max_retries < 0 or retries < self.__respawn_max_retries
                if not (respawn and may_retry) or await self.__shutdown_within(respawn_delay_s):
                    break
                retries += 1
        except Exception as error:
            future.set_exception(error)
        else:
            # The handlers must outlive the ProcessExited event, which is only queued yet.
            context.emit_event_sync(_Unregister(context, handlers))
            future.set_result(None)

    async def __shutdown_within(self, time_s: float) -> bool:
        """Wait for the time, or until a shutdown is requested; return whether it is."""
        if time_s > 0 and not self.__shutdown_requested.is_set():
            try:
                await asyncio.wait_for(self.__shutdown_requested.wait(), time_s)
            except asyncio.TimeoutError:
                return False
        return self.__shutdown_requested.is_set()

    async def __run_once(self, context: LaunchContext, emulate_tty: bool) -> None:
        if self.__shutdown_requested.is_set():
            return
        description = self.__description
        cmd = cast('list[str]', description.final_cmd)

        def on_output(number: int, data: bytes) -> None:
            self.__handle_output(context, number, data)

        try:
            process = await ChildProcess.start(
                cmd,
                on_output=on_output,
                cwd=description.final_cwd,
                env=description.final_env,
                shell=self.__shell,
                emulate_tty=emulate_tty,
            )
        except OSError as error:
            raise RuntimeError(
                f"cannot start '{self.__process_name}': {error.strerror}: "
                f"'{error.filename or cmd[0]}'"
            ) from error
        self.__process = process
        self.__return_code = None
        self.__details = {
            'action': self,
            'name': self.__process_name,
            'cmd': cmd,
            'cwd': description.final_cwd,
            'env': description.final_env,
            'pid': process.pid,
        }
        self.__logger.info(f'process started with pid [{process.pid}]')
        context.emit_event_sync(ProcessStarted(**self.__details))
        process.begin_output()
        if self.__shutdown_requested.is_set():
            self.__start_task(self.__end_process(process))
        returncode = await process.wait()
        for output in self.__outputs.values():
            output.flush()
        self.__return_code = returncode
        if returncode == 0:
            self.__logger.info(f'process has finished cleanly [pid {process.pid}]')
        else:
            self.__logger.error(
                f'process has died [pid {process.pid}, exit code {returncode}, '
                f"cmd '{self.__shown_cmd}']."
            )
        context.emit_event_sync(ProcessExited(returncode=returncode, **self.__details))
        await process.end_group(self.__sigkill_timeout_s)

    def __handle_output(self, context: LaunchContext, number: int, data: bytes) -> None:
        self.__outputs[number].write(data)
        if self.__cached_output:
            self.__cache[number] += data
        event_class = ProcessStdout if number == 1 else ProcessStderr
        event = event_class(text=data, **cast('dict[str, Any]', self.__details))
        if context.would_handle_event(event):
            context.emit_event_sync(event)

    def __on_shutdown_process(self, event: ProcessTargetedEvent) -> None:
        self.__begin_shutdown()

    def __begin_shutdown(self) -> None:
        if self.__shutdown_requested.is_set():
            return
        self.__shutdown_requested.set()
        if self.__process is not None and not self.__process.has_exited:
            self.__start_task(self.__end_process(self.__process))

    async def __end_process(self, process: ChildProcess) -> None:
        steps = (
            (signal.SIGINT, self.__sigterm_timeout_s),
            (signal.SIGTERM, self.__sigkill_timeout_s),
        )
        for number, timeout_s in steps:
            self.__logger.info(f"sending signal '{number.name}' to process[{self.__process_name}]")
            process.send_signal_to_group(number)
            if await process.exits_within(timeout_s):
                return
            following = signal.SIGTERM if number is signal.SIGINT else signal.SIGKILL
            self.__logger.error(
                f"process[{self.__process_name}] failed to terminate '{timeout_s:g}' seconds "
                f"after receiving '{number.name}', escalating to '{following.name}'"
            )
        process.send_signal_to_group(signal.SIGKILL)
        if not await process.exits_within(GIVE_UP_TIMEOUT_S):
            self.__logger.error(
                f"process[{self.__process_name}] is still there '{GIVE_UP_TIMEOUT_S:g}' seconds "
                "after 'SIGKILL', as the kernel has not let it go: not waiting any longer"
            )
            process.give_up()

    def __on_signal_process(self, event: ProcessTargetedEvent) -> None:
        number = cast('SignalProcess', event).signal
        if self.__process is None:
            raise RuntimeError(
                f"cannot send '{number.name}' to '{self.__process_name}': the process was not "
                'started yet'
            )
        self.__logger.info(f"sending signal '{number.name}' to process[{self.__process_name}]")
        self.__process.send_signal(number)


class BaseTargetedHandler(BaseEventHandler):
    """Call a function for events that are addressed to one action."""

    def __init__(
        self, action: ExecuteLocal, event_class: type[ProcessTargetedEvent], function: Any
    ) -> None:
        """Store the action, the class of the events and the function."""
        super().__init__(
            matcher=lambda event: isinstance(event, event_class) and event.process_matcher(action)
        )
        self.__function = function

    def handle(self, event: Event, context: LaunchContext) -> None:
        """Call the function."""
        super().handle(event, context)
        self.__function(event)


class _Unregister(Event):
    """Forget the handlers of a process once the events before this one were handled."""

    name = 'launch.actions.ExecuteLocal.Unregister'

    def __init__(self, context: LaunchContext, handlers: list[BaseEventHandler]) -> None:
        def unregister(*_: Any) -> None:
            for handler in handlers:
                context.unregister_event_handler(handler)

        handlers = [*handlers, _UnregisterHandler(self, unregister)]
        context.register_event_handler(handlers[-1])


class _UnregisterHandler(BaseEventHandler):
    """Call a function for exactly one event."""

    def __init__(self, event: Event, function: Any) -> None:
        super().__init__(matcher=lambda other: other is event)
        self.__function = function

    def handle(self, event: Event, context: LaunchContext) -> None:
        self.__function()


def _normalize_seconds(value: Any) -> Any:
    return (
        float(value)
        if isinstance(value, (int, float))
        else normalize_to_list_of_substitutions(value)
    )
