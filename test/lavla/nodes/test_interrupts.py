# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Ctrl-C ends the process of a node at every moment of its life, by itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

SIMULATOR = Path(__file__).parents[3] / 'scripts' / 'simulator'
LONG_CALL = 'ctypes.PyDLL(None).sleep(600)'  # a C function that keeps the interpreter's lock
SCRIPT = """
import ctypes
import sys
from types import ModuleType

from lavla.nodes import executable, node_process


class Node(node_process.ProcessNode):
    def __init__(self):
        super().__init__('tested')
        if moment == 'building':
            self.say_and_stop_the_interpreter()
        self.create_timer(0.05, self.tick)

    def say_and_stop_the_interpreter(self):
        print(moment, flush=True)
        LONG_CALL

    def tick(self):
        print(moment, flush=True)

    def close(self):
        print('closed', flush=True)


class SlowImport:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name == 'lavla.nodes.slow':
            print(moment, flush=True)
            LONG_CALL


moment = sys.argv.pop(1)
if moment == 'importing':
    sys.meta_path.insert(0, SlowImport)
else:
    module = ModuleType('lavla.nodes.slow')
    module.main = lambda: node_process.run_node_and_exit(Node, 'tested')
    sys.modules['lavla.nodes.slow'] = module
executable.run('slow')
""".replace('LONG_CALL', LONG_CALL)


@pytest.fixture
def start() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Return a function that starts Python and gives its output line by line."""
    processes: list[subprocess.Popen[str]] = []

    def start_python(*arguments: str) -> subprocess.Popen[str]:
        environment = os.environ | {'OMP_NUM_THREADS': '1'}
        processes.append(
            subprocess.Popen(
                [sys.executable, *arguments],
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
        )
        return processes[-1]

    yield start_python
    for process in processes:
        process.kill()
        process.communicate()


def interrupt(process: subprocess.Popen[str]) -> str:
    """Send Ctrl-C and return what the process still prints until it ends."""
    process.send_signal(signal.SIGINT)
    return process.communicate(timeout=40.0)[0]


@pytest.mark.parametrize('moment', ['importing', 'building'])
def test_ends_at_once_while_a_library_keeps_the_interpreter(start, moment: str) -> None:
    process = start('-c', SCRIPT, moment)
    assert process.stdout.readline() == f'{moment}\n'
    interrupt(process)
    assert process.returncode == -signal.SIGINT


def test_closes_the_node_once_it_runs(start) -> None:
    process = start('-c', SCRIPT, 'running')
    assert process.stdout.readline() == 'running\n'
    assert interrupt(process).endswith('closed\n')
    assert process.returncode == 0


@pytest.mark.parametrize('delay_s', [0.2, 1.5])
def test_the_simulator_ends_while_it_starts(start, delay_s: float) -> None:
    process = start(str(SIMULATOR), '--ros-args', '-p', 'image_size:=64')
    time.sleep(delay_s)
    interrupt(process)
    assert process.returncode in (0, -signal.SIGINT)


def test_the_simulator_ends_while_it_steps(start) -> None:
    process = start(str(SIMULATOR), '--ros-args', '-p', 'image_size:=64')
    # An answered call says that the node is spinning and its physics thread stepping.
    call = ['service', 'call', '/simulator/reset', 'std_srvs/srv/Trigger']
    answer = subprocess.run(
        [sys.executable, '-m', 'ros2cli.cli', *call],
        capture_output=True,
        text=True,
        timeout=120.0,
        check=True,
    )
    assert 'success=True' in answer.stdout
    assert 'Traceback' not in interrupt(process)
    assert process.returncode == 0
