# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Measure message transport between two processes against a pipe that carries the same bytes.

Run: python benchmarks/transport/against_pipe.py --output <file.md>
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import platform
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timezone
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import numpy as np
import rclpy
from rclpy.executors import SingleThreadedExecutor
from rclpy.qos import HistoryPolicy, QoSProfile, ReliabilityPolicy
from rclpy.serialization import deserialize_message, serialize_message
from rclpy.time import Time
from sensor_msgs.msg import Image, JointState

COMMAND = 'python benchmarks/transport/against_pipe.py --output benchmarks/transport/RESULTS.md'
READY_TIMEOUT_S = 60.0
SETTLE_S = 2.0
# Joint states of ten seconds at 200 Hz: more than any receiver on a busy machine falls behind.
RELIABLE_DEPTH = 2000


@dataclass(frozen=True)
class Load:
    """What is sent: messages per second on each of `topics` topics."""

    name: str
    kind: type
    rate_hz: float
    topics: int = 1
    height: int = 0
    width: int = 0

    def quality(self) -> QoSProfile:
        """
        Return best effort, depth 10, for images, and reliable, deep, for joint states.

        The graph's depth of 10 is 50 ms of joint states: KEEP_LAST drops the oldest when the
        receiving process gets no processor for longer. A deep queue tells the loss of the
        transport from that.
        """
        images = self.kind is Image
        return QoSProfile(
            depth=10 if images else RELIABLE_DEPTH,
            history=HistoryPolicy.KEEP_LAST,
            reliability=ReliabilityPolicy.BEST_EFFORT if images else ReliabilityPolicy.RELIABLE,
        )

    def title(self) -> str:
        """Return the name with its quality of service."""
        quality = self.quality()
        reliability = quality.reliability.short_key.replace('_', ' ')
        return f'{self.name}, {reliability}, depth {quality.depth}'

    def message(self) -> Any:
        """Return a message with random contents."""
        rng = np.random.default_rng(0)
        if self.kind is JointState:
            values = rng.normal(size=(3, 16))
            names = [f'joint{index}' for index in range(16)]
            return JointState(name=names, position=values[0], velocity=values[1], effort=values[2])
        pixels = rng.integers(0, 256, self.height * self.width * 3, dtype=np.uint8)
        return Image(
            height=self.height,
            width=self.width,
            encoding='rgb8',
            step=3 * self.width,
            data=pixels,
        )


LOADS = (
    Load('JointState, 16 joints, 200 Hz', JointState, 200.0),
    Load('Image 224×224×3, 30 Hz', Image, 30.0, 1, 224, 224),
    Load('3 × Image 640×480×3, 30 Hz each', Image, 30.0, 3, 480, 640),
)


@dataclass(frozen=True)
class Received:
    """What the receiver saw: latencies of all messages, and CPU time of its process."""

    latencies_s: list[float]
    cpu_s: float


@dataclass(frozen=True)
class Run:
    """One load over one transport."""

    sent: int
    sender_cpu_s: float
    received: Received

    def cells(self) -> list[str]:
        """Return latency p50 and p99, CPU per message of both sides, and loss."""
        median, tail = self.latency_s()
        return [
            f'{1e3 * median:.2f}',
            f'{1e3 * tail:.2f}',
            f'{1e6 * self.sender_cpu_s / self.sent:.0f}',
            f'{1e6 * self.received.cpu_s / max(1, len(self.received.latencies_s)):.0f}',
            f'{self.sent - len(self.received.latencies_s)} of {self.sent}',
        ]

    def latency_s(self) -> tuple[float, float]:
        """Return the median and the 99th percentile."""
        if not self.received.latencies_s:
            raise RuntimeError('no message arrived')
        median, tail = np.percentile(self.received.latencies_s, (50, 99))
        return float(median), float(tail)

    def cpu_per_message_s(self) -> float:
        """Return the CPU time of both processes for one message."""
        return self.sender_cpu_s / self.sent + self.received.cpu_s / max(
            1, len(self.received.latencies_s)
        )


def pace(load: Load, seconds: float, send: Callable[[int], None]) -> tuple[int, float]:
    """Call send(topic) at the load's rate; return how often and the CPU time it took, s."""
    rounds = round(seconds * load.rate_hz)
    start_s, start_cpu_s = time.monotonic(), time.process_time()
    for index in range(rounds):
        time.sleep(max(0.0, start_s + index / load.rate_hz - time.monotonic()))
        for topic in range(load.topics):
            send(topic)
    return rounds * load.topics, time.process_time() - start_cpu_s


def stamp_now(message: Any) -> None:
    """Stamp a message with the monotonic clock, which both processes share."""
    message.header.stamp = Time(nanoseconds=time.monotonic_ns()).to_msg()


def latency_s(message: Any) -> float:
    """Return the seconds since the message was stamped."""
    stamp = message.header.stamp
    return (time.monotonic_ns() - stamp.sec * 10**9 - stamp.nanosec) * 1e-9


def receive_messages(load: Load, control: Connection) -> None:
    """Subscribe in a process of its own; tell when matched, and the result when asked."""
    rclpy.init(args=[])
    node = rclpy.create_node('transport_receiver')
    latencies: list[float] = []
    for topic in range(load.topics):
        node.create_subscription(
            load.kind,
            f'transport_{topic}',
            lambda message: latencies.append(latency_s(message)),
            load.quality(),
        )
    executor = SingleThreadedExecutor()
    executor.add_node(node)
    threading.Thread(target=executor.spin, daemon=True).start()
    wait_until(lambda: all(node.count_publishers(f'transport_{t}') for t in range(load.topics)))
    start_cpu_s = time.process_time()
    control.send('ready')
    control.recv()
    control.send(Received(list(latencies), time.process_time() - start_cpu_s))
    executor.shutdown()
    node.destroy_node()
    rclpy.shutdown()


def receive_bytes(load: Load, pipe: Connection, control: Connection) -> None:
    """Read the same messages from a pipe; an empty one is the last."""
    latencies: list[float] = []
    start_cpu_s = time.process_time()
    control.send('ready')
    while data := pipe.recv_bytes():
        latencies.append(latency_s(deserialize_message(data, load.kind)))
    control.send(Received(latencies, time.process_time() - start_cpu_s))


def wait_until(is_true: Callable[[], bool]) -> None:
    """Poll; raise TimeoutError after a minute."""
    deadline_s = time.monotonic() + READY_TIMEOUT_S
    while not is_true():
        if time.monotonic() > deadline_s:
            raise TimeoutError(f'publisher and subscription did not meet in {READY_TIMEOUT_S} s')
        time.sleep(0.02)


def run_messages(load: Load, seconds: float) -> Run:
    """Publish a load through rclpy to another process."""
    context = multiprocessing.get_context('spawn')
    control, theirs = context.Pipe()
    receiver = context.Process(target=receive_messages, args=(load, theirs), daemon=True)
    receiver.start()
    node = rclpy.create_node('transport_sender')
    publishers = [
        node.create_publisher(load.kind, f'transport_{topic}', load.quality())
        for topic in range(load.topics)
    ]
    wait_until(lambda: all(each.get_subscription_count() for each in publishers))
    expect(control)
    message = load.message()

    def send(topic: int) -> None:
        stamp_now(message)
        publishers[topic].publish(message)

    sent, cpu_s = pace(load, seconds, send)
    time.sleep(SETTLE_S)
    control.send('stop')
    received = expect(control)
    receiver.join()
    node.destroy_node()
    return Run(sent, cpu_s, received)


def run_pipe(load: Load, seconds: float) -> Run:
    """Send the same serialised messages through a pipe."""
    context = multiprocessing.get_context('spawn')
    control, theirs = context.Pipe()
    reading, writing = context.Pipe(duplex=False)
    receiver = context.Process(target=receive_bytes, args=(load, reading, theirs), daemon=True)
    receiver.start()
    expect(control)
    message = load.message()

    def send(_: int) -> None:
        stamp_now(message)
        writing.send_bytes(serialize_message(message))

    sent, cpu_s = pace(load, seconds, send)
    writing.send_bytes(b'')
    received = expect(control)
    receiver.join()
    return Run(sent, cpu_s, received)


def expect(control: Connection) -> Any:
    """Return the receiver's next report; raise TimeoutError when there is none."""
    if not control.poll(READY_TIMEOUT_S):
        raise TimeoutError('the receiving process does not answer')
    return control.recv()


def table(seconds: float) -> str:
    """Run every load over both transports, one directly after the other."""
    lines = [
        '| load | transport | latency p50, ms | latency p99, ms | CPU sender, µs/message '
        '| CPU receiver, µs/message | lost | latency p50 ÷ pipe | CPU both ÷ pipe |',
        '|---|---|---|---|---|---|---|---|---|',
    ]
    for load in LOADS:
        pipe, messages = run_pipe(load, seconds), run_messages(load, seconds)
        latency = messages.latency_s()[0] / pipe.latency_s()[0]
        cpu = messages.cpu_per_message_s() / pipe.cpu_per_message_s()
        for name, run, ratios in (
            ('pipe', pipe, ['1', '1']),
            ('rclpy on DDS', messages, [f'{latency:.2f}', f'{cpu:.2f}']),
        ):
            lines.append('| ' + ' | '.join([load.title(), name, *run.cells(), *ratios]) + ' |')
    return '\n'.join(lines)


def main() -> None:
    """Print the table, and write it to a file when asked to."""
    parser = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    parser.add_argument('--seconds', type=float, default=10.0, help='duration of each run')
    parser.add_argument('--output', type=Path, help='Markdown file to write')
    arguments = parser.parse_args()
    load_before = os.getloadavg()[0]
    rclpy.init(args=[])
    text = table(arguments.seconds)
    rclpy.shutdown()
    print(text)
    if arguments.output:
        arguments.output.write_text(
            '# Message transport against a pipe\n\n'
            'A sender and a receiver process on one machine. The pipe carries the same serialised '
            'messages (`multiprocessing.Pipe`); both sides serialise and deserialise in both '
            'rows. Latency runs from the stamp before publishing to the message in the callback. '
            'CPU is that of the whole process, discovery and timers included. The queue of the '
            'joint states is deeper than the 10 of the graph, so that what is lost was lost on '
            'the way: with 10, KEEP_LAST drops the oldest messages of a receiver that gets no '
            'processor for more than 50 ms.\n\n'
            f'    {COMMAND}\n\n'
            f'{datetime.now(timezone.utc):%Y-%m-%d}, {platform.python_implementation()} '
            f'{platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores, '
            f'{arguments.seconds:.0f} s each, load average {load_before:.1f} at the start\n\n'
            f'{text}\n',
            encoding='utf-8',
        )


if __name__ == '__main__':
    main()
