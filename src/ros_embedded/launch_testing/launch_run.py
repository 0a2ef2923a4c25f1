# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Run a test description in the background, from before the first test to after the last."""

from __future__ import annotations

import inspect
import threading
from collections.abc import Callable
from typing import Any

from launch import LaunchDescription, LaunchService
from launch.actions import RegisterEventHandler
from launch.event_handler import EventHandler
from launch.events.process import ProcessExited, ProcessIO, ProcessStarted

from launch_testing.actions.ready import ReadyToTestEvent
from launch_testing.io_handler import IoHandler
from launch_testing.markers import ready_timeout_s
from launch_testing.proc_info_handler import ProcInfoHandler


class LaunchRun:
    """One run of a test description, and what tests may ask for by the name of an argument."""

    def __init__(self, generate: Callable[..., Any], parameters: dict[str, Any]) -> None:
        """Store the function that gives the description, and its arguments."""
        self._generate = generate
        self._ready = threading.Event()
        self._service = LaunchService()
        self._thread = threading.Thread(target=self._run, name='launch', daemon=True)
        self._returncode: int | None = None
        self.proc_info, self.proc_output = ProcInfoHandler(), IoHandler()
        self.arguments: dict[str, Any] = {
            **parameters,
            'launch_service': self._service,
            'proc_info': self.proc_info,
            'proc_output': self.proc_output,
        }

    def start(self) -> None:
        """
        Start the launch and wait until it is ready to test.

        :raises RuntimeError: when it ends before that, or the time is over.
        """
        offered = {'ready_fn': self._ready.set, **self.arguments}
        generated = call_with(self._generate, offered)
        description, context = generated if isinstance(generated, tuple) else (generated, {})
        self.arguments.update(context)
        self._service.include_launch_description(
            LaunchDescription([*self._watches(), description])
        )
        self._thread.start()
        timeout_s = ready_timeout_s(self._generate)
        if not self._ready.wait(timeout_s):
            self.stop()
            raise RuntimeError(
                f'the launch was not ready to test within {timeout_s:g} s; its description needs '
                'a launch_testing.actions.ReadyToTest()'
            )
        if self._returncode is not None:
            raise RuntimeError(f'the launch ended, with {self._returncode}, before it was ready')

    def stop(self) -> None:
        """End the launch and wait for the end of its processes."""
        self._service.shutdown()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        self._returncode = self._service.run(shutdown_when_idle=False)
        self._ready.set()

    def _watches(self) -> list[RegisterEventHandler]:
        def note(event: Any) -> None:
            if isinstance(event, ReadyToTestEvent):
                self._ready.set()
            elif isinstance(event, ProcessIO):
                self.proc_output.append(event)
            else:
                self.proc_output.track(event.action)
                self.proc_info.append(event)

        kinds = (ReadyToTestEvent, ProcessIO, ProcessStarted, ProcessExited)
        return [RegisterEventHandler(_Watch(kinds, note))]


class _Watch(EventHandler):
    """Call a function with all events of some kinds."""

    def __init__(self, kinds: tuple[type, ...], note: Callable[[Any], None]) -> None:
        super().__init__(matcher=lambda event: isinstance(event, kinds))
        self._note = note

    def handle(self, event: Any, context: Any) -> None:
        self._note(event)


def call_with(function: Callable[..., Any], offered: dict[str, Any]) -> Any:
    """Call a function with those of the offered arguments that it names."""
    names = inspect.signature(function).parameters
    return function(**{name: value for name, value in offered.items() if name in names})
