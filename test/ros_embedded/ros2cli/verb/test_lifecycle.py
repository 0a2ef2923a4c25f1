# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 lifecycle`."""

import signal
import subprocess
import sys

import pytest

NODES = """
import rclpy
from rclpy.executors import ExternalShutdownException, SingleThreadedExecutor
from rclpy.lifecycle import LifecycleNode, TransitionCallbackReturn


class Camera(LifecycleNode):
    def on_activate(self, state):
        return TransitionCallbackReturn.FAILURE


rclpy.init()
executor = SingleThreadedExecutor()
nodes = [
    Camera('camera', namespace='/robot'),
    LifecycleNode('arm', namespace='/robot'),
    LifecycleNode('_hidden'),
    rclpy.create_node('ordinary'),
]
for node in nodes:
    executor.add_node(node)
print('ready', flush=True)
try:
    executor.spin()
except (KeyboardInterrupt, ExternalShutdownException):
    pass
for node in nodes:
    node.destroy_node()
rclpy.try_shutdown()
"""


@pytest.fixture(scope='module', autouse=True)
def nodes(ros_environment):
    """Run two lifecycle nodes, a hidden one and an ordinary node."""
    process = subprocess.Popen(
        [sys.executable, '-c', NODES], stdout=subprocess.PIPE, text=True, env=ros_environment
    )
    assert process.stdout.readline() == 'ready\n'
    yield process
    process.send_signal(signal.SIGINT)
    process.wait(120)
    process.stdout.close()


def test_nodes(here):
    assert here('lifecycle', 'nodes') == (0, '/robot/arm\n/robot/camera\n', '')
    assert here('lifecycle', 'nodes', '-a')[1] == '/_hidden\n/robot/arm\n/robot/camera\n'
    assert here('lifecycle', 'nodes', '-c')[1] == '2\n'


def test_get_of_one_and_of_all(here):
    assert here('lifecycle', 'get', '/robot/camera') == (0, 'unconfigured [1]\n', '')
    assert here('lifecycle', 'get', 'robot/camera')[1] == 'unconfigured [1]\n'
    assert here('lifecycle', 'get')[1].endswith('/robot/camera: unconfigured [1]\n')
    assert here('lifecycle', 'get', '--include-hidden-nodes', '/_hidden')[0] == 0


def test_set_by_label_and_by_number(here):
    assert here('lifecycle', 'set', '/robot/arm', 'configure') == (
        0,
        'Transitioning successful\n',
        '',
    )
    assert here('lifecycle', 'get', '/robot/arm')[1] == 'inactive [2]\n'
    assert here('lifecycle', 'set', '/robot/arm', '2')[1] == 'Transitioning successful\n'
    assert here('lifecycle', 'get', '/robot/arm')[1] == 'unconfigured [1]\n'


def test_set_that_fails_and_that_is_not_possible(here):
    code, _, errors = here('lifecycle', 'set', '/robot/camera', 'activate')
    assert code == 1
    assert 'Unknown transition requested, available ones are:\n- configure [1]\n' in errors
    assert here('lifecycle', 'set', '/robot/camera', 'configure')[0] == 0
    assert here('lifecycle', 'set', '/robot/camera', 'activate') == (
        0,
        '',
        'Transitioning failed\n',
    )
    assert here('lifecycle', 'get', '/robot/camera')[1] == 'inactive [2]\n'
    assert here('lifecycle', 'set', '/robot/camera', 'cleanup')[0] == 0


def test_list(here):
    assert here('lifecycle', 'list', '/robot/arm') == (
        0,
        '- configure [1]\n\tStart: unconfigured\n\tGoal: configuring\n'
        '- shutdown [5]\n\tStart: unconfigured\n\tGoal: shuttingdown\n',
        '',
    )
    everything = here('lifecycle', 'list', '-a', '/robot/arm')[1]
    assert everything.count('Start: ') == 25
    assert '- transition_failure [11]\n\tStart: configuring\n\tGoal: unconfigured\n' in everything


def test_unknown_nodes_are_errors(here):
    for arguments in (['get', '/absent'], ['list', '/ordinary'], ['set', '/_hidden', 'configure']):
        code, _, errors = here('lifecycle', *arguments)
        assert code == 1
        assert 'Node not found' in errors
