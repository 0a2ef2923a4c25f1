# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""A controller as a process of its own, and a bench that plays robot and policy over DDS."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from rclpy.node import Node
from rclpy.qos import DurabilityPolicy, QoSProfile
from sensor_msgs.msg import JointState
from std_srvs.srv import SetBool, Trigger
from trajectory_msgs.msg import JointTrajectory

from lavla.control import Reason, State
from lavla.msg import ActionChunk, SafetyStatus
from lavla.nodes.ros_time import now_seconds, stamp
from lavla.robots import find_share_directory

OTHER_JOINT = 'torso_joint'


class Bench(Node):
    """Publish joint states and chunks; remember set-points and status reports."""

    def __init__(
        self,
        joint_names: Sequence[str],
        home: np.ndarray,
        topic: str,
        controller: str,
        wait_until: Callable[..., None],
    ) -> None:
        super().__init__('bench')
        self.joint_names = list(joint_names)
        self.home = np.array(home, dtype=float)
        self.measured = self.home.copy()
        self.set_points: list[JointTrajectory] = []
        self.statuses: list[SafetyStatus] = []
        self.target: np.ndarray | None = None
        self.sequence = 0
        self._controller = controller
        self._path: tuple[np.ndarray, np.ndarray] | None = None
        self._wait_until = wait_until
        self._lock = threading.Lock()
        self._states = self.create_publisher(JointState, 'joint_states', 10)
        self._chunks = self.create_publisher(ActionChunk, 'action_chunk', QoSProfile(depth=1))
        self.create_subscription(JointTrajectory, topic, self._follow, 1)
        self.create_subscription(
            SafetyStatus,
            'safety_status',
            self.statuses.append,
            QoSProfile(depth=50, durability=DurabilityPolicy.TRANSIENT_LOCAL),
        )
        self.create_timer(0.01, self._publish_state)
        self.create_timer(0.1, self._publish_target)

    def _follow(self, message: JointTrajectory) -> None:
        self._path = (
            now_seconds(self)
            + np.array(
                [0.0]
                + [
                    point.time_from_start.sec + 1e-9 * point.time_from_start.nanosec
                    for point in message.points
                ]
            ),
            np.array([self.measured] + [point.positions for point in message.points]),
        )
        self.set_points.append(message)

    def _publish_state(self) -> None:
        if self._path is not None:
            times, rows = self._path
            now_s = now_seconds(self)
            self.measured = np.array([np.interp(now_s, times, column) for column in rows.T])
        message = JointState(
            name=[OTHER_JOINT, *self.joint_names[::-1]],
            position=[9.0, *self.measured[::-1].tolist()],
        )
        message.header.stamp = self.get_clock().now().to_msg()
        self._states.publish(message)

    def _publish_target(self) -> None:
        if self.target is not None:
            self.send_chunk()

    def send_chunk(self, **changes: object) -> None:
        """Send a chunk that moves evenly to the target, with some fields changed."""
        with self._lock:
            self.sequence += 1
            target = self.home if self.target is None else self.target
            reach = 0.4 * 0.05 * np.arange(1, 21)[:, None]
            rows = self.measured + np.clip(target - self.measured, -reach, reach)
            fields = {
                'stamp_s': now_seconds(self),
                'sequence': self.sequence,
                'epoch': 7,
                'joint_names': self.joint_names,
                'positions': rows,
                **changes,
            }
            rows = np.asarray(fields['positions'], dtype=float)
            message = ActionChunk(
                sequence=fields['sequence'],
                epoch=fields['epoch'],
                joint_names=list(fields['joint_names']),
                horizon=len(rows),
                period=0.05,
                positions=rows.ravel().tolist(),
            )
            message.header.stamp = stamp(fields['stamp_s'])
            self._chunks.publish(message)

    def call(self, verb: str) -> Trigger.Response:
        """Call one of the controller's Trigger services."""
        return self._answer(Trigger, verb, Trigger.Request())

    def e_stop(self, pressed: bool) -> SetBool.Response:
        """Press or release the e-stop."""
        return self._answer(SetBool, 'e_stop', SetBool.Request(data=pressed))

    def _answer(self, kind: type, verb: str, request: object) -> object:
        client = self.create_client(kind, f'{self._controller}/{verb}')
        self._wait_until(client.service_is_ready)
        future = client.call_async(request)
        self._wait_until(future.done)
        return future.result()

    def enable(self) -> None:
        """Enable the controller as soon as it has seen joint states."""
        self._wait_until(lambda: self.call('enable').success)

    def state_is(self, state: State) -> bool:
        """Tell whether the newest report shows a state."""
        return bool(self.statuses) and self.statuses[-1].state == state

    def has_told(self, reason: Reason) -> bool:
        """Tell whether a reason was ever reported."""
        return any(status.reasons & reason for status in self.statuses)


@pytest.fixture
def start_controller() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Return a function that starts a controller process; all are ended after the test."""
    processes: list[subprocess.Popen[str]] = []

    def start(executable: str, **parameters: object) -> subprocess.Popen[str]:
        words = [f'-p={name}:={value}' for name, value in parameters.items()]
        arguments = [item for word in words for item in word.split('=', 1)]
        script = Path(find_share_directory()) / 'scripts' / executable
        process = subprocess.Popen(
            [sys.executable, str(script), '--ros-args', *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        processes.append(process)
        return process

    yield start
    for process in processes:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        try:
            process.communicate(timeout=20.0)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


@pytest.fixture
def make_bench(make_graph, wait_until) -> Callable[..., Bench]:
    """Return a factory of benches in the domain of the controller process."""
    graph = make_graph()

    def make(joint_names, home, topic, controller) -> Bench:
        return graph.add(Bench(joint_names, home, topic, controller, wait_until))

    return make
