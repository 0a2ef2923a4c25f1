# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Ctrl-C and SIGTERM end a node in another process."""

from __future__ import annotations

import signal
from collections.abc import Callable
from typing import Any

import pytest

SPIN = """
import rclpy, signal, sys
from rclpy.node import Node
from rclpy.executors import ExternalShutdownException
from ros_embedded.dds.waitset import WaitSet
wait_for_ever = WaitSet.wait
def wait(self, timeout_ns):
    # Between two rounds of spin a shutdown ends it without an exception, as in rclpy; the signal
    # is meant for a spin that waits.
    print('waiting')
    return wait_for_ever(self, timeout_ns)
signal.signal(signal.SIGINT, signal.default_int_handler)
rclpy.init()
node = Node('spinner')
WaitSet.wait = wait
try:
    {wait}
except KeyboardInterrupt:
    print('KeyboardInterrupt', rclpy.ok())
except ExternalShutdownException:
    print('ExternalShutdownException', rclpy.ok())
node.destroy_node()
rclpy.try_shutdown()
print('clean')
"""


def without_repeats(output: str) -> str:
    """Return output without further marks: discovery may wake a wait before the signal does."""
    return output.replace('waiting\n', '')


@pytest.mark.parametrize(
    ('number', 'expected'),
    [(signal.SIGINT, 'KeyboardInterrupt'), (signal.SIGTERM, 'ExternalShutdownException')],
)
def test_signal_ends_spin(
    number: signal.Signals, expected: str, start_process: Callable[..., Any]
) -> None:
    process = start_process(SPIN.format(wait='rclpy.spin(node)'))
    assert process.stdout.readline() == 'waiting\n'
    process.send_signal(number)
    output, errors = process.communicate(timeout=60.0)
    assert without_repeats(output) == f'{expected} False\nclean\n', errors
    assert process.returncode == 0


def test_signal_ends_waiting_for_a_service(start_process: Callable[..., Any]) -> None:
    wait = (
        'from std_srvs.srv import Trigger; '
        "print(node.create_client(Trigger, 'nobody').wait_for_service())"
    )
    process = start_process(SPIN.format(wait=wait))
    assert process.stdout.readline() == 'waiting\n'
    process.send_signal(signal.SIGTERM)
    output, errors = process.communicate(timeout=60.0)
    assert without_repeats(output) == 'False\nclean\n', errors
