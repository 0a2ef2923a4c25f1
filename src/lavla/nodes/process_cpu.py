# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""CPU time and memory of the processes of a launched graph."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_NODE_NAME = re.compile(r'__node:=([A-Za-z0-9_]+)')


@dataclass(frozen=True)
class ProcessUse:
    """What one process used between two looks: share of one core, memory in MiB."""

    name: str
    cores: float
    memory_mib: float


class ProcessCpu:
    """
    Measure a process and all that it started; by default those of the parent, `ros2 launch`.

    Without psutil nothing is measured, and `available` is False.
    """

    def __init__(self, root_pid: int | None = None) -> None:
        """Find out whether psutil is installed."""
        self._root_pid = os.getppid() if root_pid is None else root_pid
        try:
            import psutil
        except ImportError:
            self._psutil = None
        else:
            self._psutil = psutil
        self._start: dict[int, float] = {}
        self._start_wall_s = 0.0

    @property
    def available(self) -> bool:
        """Return whether psutil is installed."""
        return self._psutil is not None

    def start(self) -> None:
        """Begin the measured span."""
        self._start_wall_s = time.monotonic()
        self._start = {pid: cpu_s for pid, (_, cpu_s, _) in self._look().items()}

    def use(self) -> list[ProcessUse]:
        """Return what each process that has lived since start() used, busiest first."""
        wall_s = time.monotonic() - self._start_wall_s
        if not self._start or wall_s <= 0.0:
            return []
        uses = [
            ProcessUse(name, (cpu_s - self._start[pid]) / wall_s, memory_mib)
            for pid, (name, cpu_s, memory_mib) in self._look().items()
            if pid in self._start
        ]
        return sorted(uses, key=lambda use: -use.cores)

    def _look(self) -> dict[int, tuple[str, float, float]]:
        if self._psutil is None:
            return {}
        parent = self._psutil.Process(self._root_pid)
        processes = {}
        for process in [parent, *parent.children(recursive=True)]:
            try:
                times = process.cpu_times()
                name = process_name(process.cmdline())
                memory_mib = process.memory_info().rss / 1024**2
            except (self._psutil.NoSuchProcess, self._psutil.AccessDenied):
                continue
            processes[process.pid] = (name, times.user + times.system, memory_mib)
        return processes


def process_name(command: Sequence[str]) -> str:
    """Return the node's name in a command line, or else the name of the program or script."""
    for argument in command:
        if match := _NODE_NAME.search(argument):
            return match.group(1)
    names = [Path(argument).name for argument in command if not argument.startswith('-')]
    if len(names) > 1 and names[0].startswith('python'):
        return ' '.join(names[1:3])
    return names[0] if names else 'unknown'
