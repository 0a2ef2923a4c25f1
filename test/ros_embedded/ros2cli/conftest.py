# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Run `ros2` against a small node."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable

import pytest
from ros2cli.cli import main

TALKER = """
import rclpy
from rcl_interfaces.msg import FloatingPointRange, ParameterDescriptor
from rclpy.executors import ExternalShutdownException
from rclpy.qos import DurabilityPolicy, QoSProfile
from sensor_msgs.msg import JointState
from std_msgs.msg import String
from std_srvs.srv import SetBool

rclpy.init()
node = rclpy.create_node('talker', namespace='/robot')
limits = FloatingPointRange(from_value=0.0, to_value=1.0)
description = ParameterDescriptor(description='The gain.', floating_point_range=[limits])
node.declare_parameter('gain', 0.5, description)
node.declare_parameter('names', ['a', 'b'])
node.declare_parameter('nested.flag', True)
node.declare_parameter('extra', 1, ParameterDescriptor(dynamic_typing=True))
chatter = node.create_publisher(String, 'chatter', 10)
joints = node.create_publisher(JointState, 'joints', 10)
latched = node.create_publisher(
    String, 'latched', QoSProfile(depth=1, durability=DurabilityPolicy.TRANSIENT_LOCAL)
)
latched.publish(String(data='kept'))
count = 0


def tick():
    global count
    count += 1
    chatter.publish(String(data=f'hello {count}'))
    joints.publish(JointState(name=['a', 'b'], position=[1.5, float(count)]))


def switch(request, response):
    response.success = request.data
    response.message = 'switched'
    return response


node.create_timer(0.02, tick)
node.create_service(SetBool, '~/switch', switch)
node.create_subscription(String, 'heard', lambda m: print('heard', m.data, flush=True), 10)
print('ready', flush=True)
try:
    rclpy.spin(node)
except (KeyboardInterrupt, ExternalShutdownException):
    pass
node.destroy_node()
rclpy.try_shutdown()
"""


@pytest.fixture(scope='module')
def ros_environment(dds_domain, tmp_path_factory):
    """Return the environment of all processes of these tests."""
    environment = dict(os.environ)
    environment.update(
        ROS_LOG_DIR=str(tmp_path_factory.mktemp('ros_log')),
        PYTHONUNBUFFERED='1',
    )
    return environment


@pytest.fixture
def ros2(ros_environment, tmp_path):
    """Return a function that runs `ros2` with arguments and returns the finished process."""

    def run(*arguments, timeout_s=240, **environment):
        return subprocess.run(
            [sys.executable, '-m', 'ros2cli.cli', *arguments],
            capture_output=True,
            text=True,
            timeout=timeout_s,
            check=False,
            cwd=tmp_path,
            env={**ros_environment, **environment},
        )

    return run


@pytest.fixture
def here(dds_domain, capsys) -> Callable[..., tuple[int, str, str]]:
    """Return a function that runs `ros2` in this process: exit code, output, errors."""

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def start(ros_environment, tmp_path):
    """Return a function that starts a command and returns the running process."""
    processes = []

    def start_command(*command):
        process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=tmp_path,
            env=ros_environment,
        )
        processes.append(process)
        return process

    yield start_command
    for process in processes:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(120)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        process.stdout.close()


@pytest.fixture
def start_ros2(start):
    """Return a function that starts `ros2` and returns the running process."""
    return lambda *arguments: start(sys.executable, '-m', 'ros2cli.cli', *arguments)


@pytest.fixture(scope='module')
def talker(ros_environment, tmp_path_factory):
    """Run a node with topics, a service and parameters."""
    path = tmp_path_factory.mktemp('nodes') / 'talker.py'
    path.write_text(textwrap.dedent(TALKER))
    process = subprocess.Popen(
        [sys.executable, str(path)], stdout=subprocess.PIPE, text=True, env=ros_environment
    )
    assert process.stdout.readline() == 'ready\n'
    yield process
    process.send_signal(signal.SIGINT)
    process.wait(120)
    process.stdout.close()
