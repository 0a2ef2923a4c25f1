# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""A child process in a session of its own, whose output arrives in the asyncio loop."""

from __future__ import annotations

import asyncio
import ctypes
import os
import pty
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

# Output that is still in a pipe when the process has ended arrives within this time.
_DRAIN_TIME_S = 0.5
_POLL_PERIOD_S = 0.02
# What SIGKILL has ended is gone within this time, unless the kernel does not let it go.
_KILL_TIME_S = 1.0
_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36

OutputCallback = Callable[[int, bytes], None]


class ChildProcess:
    """
    A process that leads its own session.

    Signals go to the whole session's process group, so that what the process has started ends
    with it. On Linux the process gets SIGINT when the launch process is killed, and orphans of the
    group become children of the launch process, which takes note of their ends: not every init,
    that of a container for example, does so, and what nobody takes note of stays as a zombie.
    """

    def __init__(self, on_output: OutputCallback) -> None:
        """`on_output` gets the number of the stream (1 or 2) and bytes, after `begin_output`."""
        self._on_output = on_output
        self._exited = asyncio.Event()
        self._given_up = False
        self._open_streams: set[int] = set()
        self._drained = asyncio.Event()
        self._transport: asyncio.SubprocessTransport | None = None
        self._terminal_transports: list[asyncio.BaseTransport] = []
        self._early_output: list[tuple[int, bytes]] | None = []

    @classmethod
    async def start(
        cls,
        cmd: list[str],
        *,
        on_output: OutputCallback,
        cwd: str | None = None,
        env: dict[str, str] | None = None,
        shell: bool = False,
        emulate_tty: bool = False,
    ) -> ChildProcess:
        """Start a process; raise OSError when that is impossible."""
        _adopt_orphans()
        process = cls(on_output)
        await process._spawn(cmd, cwd, env, shell, emulate_tty)
        return process

    @property
    def pid(self) -> int:
        """Return the process id, which is the id of session and process group too."""
        return self._started_transport.get_pid()

    @property
    def has_exited(self) -> bool:
        """Whether the process has ended."""
        return self._exited.is_set()

    @property
    def _started_transport(self) -> asyncio.SubprocessTransport:
        if self._transport is None:
            raise RuntimeError('the process was not started')
        return self._transport

    def begin_output(self) -> None:
        """Hand over the output from now on; what the process printed before comes first."""
        early_output, self._early_output = self._early_output or [], None
        for number, data in early_output:
            self._on_output(number, data)

    def _receive(self, number: int, data: bytes) -> None:
        if self._early_output is not None:
            self._early_output.append((number, data))
        else:
            self._on_output(number, data)

    async def wait(self) -> int:
        """
        Wait for the end of the process, and shortly for its last output; return the exit code.

        What the process has started may keep its output open: that delays nothing.
        """
        await self._exited.wait()
        try:
            await asyncio.wait_for(self._drained.wait(), _DRAIN_TIME_S)
        except asyncio.TimeoutError:
            self._close_streams()
        if self._given_up:
            return -signal.SIGKILL
        returncode = self._started_transport.get_returncode()
        return cast('int', returncode)

    async def exits_within(self, timeout_s: float) -> bool:
        """Return whether the process ends within the time."""
        try:
            await asyncio.wait_for(self._exited.wait(), timeout_s)
        except asyncio.TimeoutError:
            return False
        return True

    def give_up(self) -> None:
        """Take a process that not even SIGKILL has ended for one that it has."""
        self._given_up = True
        self._exited.set()

    def send_signal(self, number: signal.Signals) -> None:
        """Send a signal to the process alone; does nothing when it has ended."""
        if not self.has_exited:
            self._started_transport.send_signal(number)

    def send_signal_to_group(self, number: signal.Signals) -> None:
        """Send a signal to the process and all it has started."""
        try:
            os.killpg(self.pid, number)
        except ProcessLookupError:
            return

    async def end_group(self, timeout_s: float) -> None:
        """End what the process has left behind: SIGTERM, and SIGKILL after the time."""
        for number, time_s in ((signal.SIGTERM, timeout_s), (signal.SIGKILL, _KILL_TIME_S)):
            if not self._group_is_alive():
                break
            self.send_signal_to_group(number)
            await self._group_ends_within(time_s)
        self._close_streams()

    async def _group_ends_within(self, time_s: float) -> None:
        deadline = asyncio.get_running_loop().time() + time_s
        while self._group_is_alive() and asyncio.get_running_loop().time() < deadline:
            await asyncio.sleep(_POLL_PERIOD_S)

    def _group_is_alive(self) -> bool:
        """Take note of orphans that have ended; return whether the group has running members."""
        self._reap_orphans()
        try:
            os.killpg(self.pid, 0)
        except (ProcessLookupError, PermissionError):
            return False
        if sys.platform != 'linux':
            return True
        return any(
            _is_running_member(stat, self.pid) for stat in Path('/proc').glob('[0-9]*/stat')
        )

    def _reap_orphans(self) -> None:
        try:
            while os.waitpid(-self.pid, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            return

    async def _spawn(
        self,
        cmd: list[str],
        cwd: str | None,
        env: dict[str, str] | None,
        shell: bool,
        emulate_tty: bool,
    ) -> None:
        loop = asyncio.get_running_loop()
        streams: dict[str, Any] = {
            'stdout': asyncio.subprocess.PIPE,
            'stderr': asyncio.subprocess.PIPE,
        }
        terminals: dict[int, tuple[int, int]] = {}
        if emulate_tty:
            terminals = {1: pty.openpty(), 2: pty.openpty()}
            streams = {'stdout': terminals[1][1], 'stderr': terminals[2][1]}
        options: dict[str, Any] = {
            **streams,
            'stdin': asyncio.subprocess.PIPE,
            'cwd': cwd,
            'env': env,
            'start_new_session': True,
            'preexec_fn': _die_with_parent if sys.platform == 'linux' else None,
        }
        self._open_streams = {1, 2}
        try:
            if shell:
                transport, _ = await loop.subprocess_shell(
                    lambda: _Protocol(self), ' '.join(cmd), **options
                )
            else:
                transport, _ = await loop.subprocess_exec(lambda: _Protocol(self), *cmd, **options)
        except OSError:
            for master, slave in terminals.values():
                os.close(master)
                os.close(slave)
            raise
        self._transport = transport
        for number, (master, slave) in terminals.items():
            os.close(slave)
            terminal_transport, _ = await loop.connect_read_pipe(
                lambda number=number: _TerminalProtocol(self, number),  # type: ignore[misc]
                os.fdopen(master, 'rb', buffering=0),
            )
            self._terminal_transports.append(terminal_transport)

    def _stream_closed(self, number: int) -> None:
        self._open_streams.discard(number)
        if not self._open_streams:
            self._drained.set()

    def _close_streams(self) -> None:
        for transport in self._terminal_transports:
            transport.close()
        self._started_transport.close()
        self._drained.set()


class _Protocol(asyncio.SubprocessProtocol):
    """Pass the events of the process on."""

    def __init__(self, process: ChildProcess) -> None:
        self._process = process

    def pipe_data_received(self, fd: int, data: bytes) -> None:
        self._process._receive(fd, data)

    def pipe_connection_lost(self, fd: int, exc: Exception | None) -> None:
        self._process._stream_closed(fd)

    def process_exited(self) -> None:
        self._process._exited.set()


class _TerminalProtocol(asyncio.Protocol):
    """Pass on what the process prints to an emulated terminal."""

    def __init__(self, process: ChildProcess, number: int) -> None:
        self._process = process
        self._number = number

    def data_received(self, data: bytes) -> None:
        self._process._receive(self._number, data)

    def connection_lost(self, exc: Exception | None) -> None:
        self._process._stream_closed(self._number)


def _is_running_member(stat: Path, group: int) -> bool:
    """Return whether a process of /proc runs in the group."""
    try:
        state, _, process_group = stat.read_text().rpartition(')')[2].split()[:3]
    except OSError:  # the process has ended meanwhile
        return False
    return int(process_group) == group and state not in 'ZX'


_libc = ctypes.CDLL(None) if sys.platform == 'linux' else None


def _adopt_orphans() -> None:
    """Become the parent of what descendants of this process leave behind."""
    if _libc is not None:
        _libc.prctl(_PR_SET_CHILD_SUBREAPER, 1)


def _die_with_parent() -> None:
    if _libc is not None:
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGINT)
