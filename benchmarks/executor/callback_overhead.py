# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Measure what executors cost per callback, against the same calls from a plain queue.

Run: python benchmarks/executor/callback_overhead.py --output <file.md>
"""

from __future__ import annotations

import argparse
import os
import platform
import queue
import time
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path

import rclpy
from rclpy.executors import Executor, MultiThreadedExecutor, SingleThreadedExecutor
from rclpy.node import Node
from std_msgs.msg import String

BURST = 10
# A callback may still run in another thread when spin_once returns: look again soon.
TIMEOUT_S = 0.001


def from_a_queue(count: int) -> float:
    """Return the CPU time, s, of one put, get and call in this thread."""
    called: list[str] = []
    waiting: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
    start_s = time.process_time()
    for _ in range(count):
        waiting.put(lambda: called.append('x'))
        waiting.get()()
    return (time.process_time() - start_s) / count


def guard_conditions(executor: Executor, node: Node, count: int) -> float:
    """Return the CPU time, s, from triggering a guard condition to its callback."""
    called: list[int] = []
    guard = node.create_guard_condition(lambda: called.append(1))
    start_s = time.process_time()
    for _ in range(count):
        seen = len(called)
        guard.trigger()
        while len(called) == seen:
            executor.spin_once(timeout_sec=TIMEOUT_S)
    spent_s = (time.process_time() - start_s) / count
    node.destroy_guard_condition(guard)
    return spent_s


def timers(executor: Executor, node: Node, count: int) -> float:
    """Return the CPU time, s, of one tick of a timer that is always due."""
    called: list[int] = []
    timer = node.create_timer(0.0, lambda: called.append(1))
    start_s = time.process_time()
    while len(called) < count:
        executor.spin_once(timeout_sec=TIMEOUT_S)
    spent_s = (time.process_time() - start_s) / count
    node.destroy_timer(timer)
    return spent_s


def subscriptions(executor: Executor, node: Node, count: int) -> float:
    """Return the CPU time, s, of one message within this process, publishing included."""
    received: list[String] = []
    publisher = node.create_publisher(String, 'overhead', BURST)
    subscription = node.create_subscription(String, 'overhead', received.append, BURST)
    while not publisher.get_subscription_count():
        executor.spin_once(timeout_sec=0.01)
    message = String(data='x')
    start_s = time.process_time()
    for _ in range(count // BURST):
        seen = len(received)
        for _ in range(BURST):
            publisher.publish(message)
        while len(received) < seen + BURST:
            executor.spin_once(timeout_sec=TIMEOUT_S)
    spent_s = (time.process_time() - start_s) / len(received)
    node.destroy_subscription(subscription)
    node.destroy_publisher(publisher)
    return spent_s


def table(count: int) -> str:
    """Measure every kind of callback with both executors."""
    base_s = min(from_a_queue(count) for _ in range(5))
    lines = [
        '| what | CPU, µs per callback | ÷ plain queue |',
        '|---|---|---|',
        f'| plain queue | {1e6 * base_s:.2f} | 1 |',
    ]
    for kind in (SingleThreadedExecutor, MultiThreadedExecutor):
        for measure in (guard_conditions, timers, subscriptions):
            node, executor = rclpy.create_node('overhead'), kind()
            executor.add_node(node)
            spent_s = min(measure(executor, node, count) for _ in range(3))
            executor.shutdown()
            node.destroy_node()
            lines.append(
                f'| {kind.__name__}, {measure.__name__.replace("_", " ")} '
                f'| {1e6 * spent_s:.1f} | {spent_s / base_s:.0f} |'
            )
    return '\n'.join(lines)


def main() -> None:
    """Print the table, and write it to a file when asked to."""
    parser = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    parser.add_argument('--count', type=int, default=5000, help='callbacks per measurement')
    parser.add_argument('--output', type=Path, help='Markdown file to write')
    arguments = parser.parse_args()
    load_average = os.getloadavg()[0]
    rclpy.init(args=[])
    text = table(arguments.count)
    rclpy.shutdown()
    print(text)
    if arguments.output:
        arguments.output.write_text(
            '# Executor overhead\n\n'
            'CPU time of the whole process per callback, one callback per `spin_once`; messages '
            'are published and received in the process, over DDS.\n\n'
            '    python benchmarks/executor/callback_overhead.py --output '
            'benchmarks/executor/RESULTS.md\n\n'
            f'{datetime.now(timezone.utc):%Y-%m-%d}, {platform.python_implementation()} '
            f'{platform.python_version()}, {platform.machine()}, load average '
            f'{load_average:.1f} at the start\n\n{text}\n',
            encoding='utf-8',
        )


if __name__ == '__main__':
    main()
