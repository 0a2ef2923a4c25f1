# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 action`."""

import re
import signal
import subprocess
import sys

import pytest

SERVER = """
import time
import rclpy
from example_interfaces.action import Fibonacci
from rclpy.action import ActionClient, ActionServer, CancelResponse, GoalResponse
from rclpy.callback_groups import ReentrantCallbackGroup
from rclpy.executors import ExternalShutdownException, MultiThreadedExecutor

rclpy.init()
node = rclpy.create_node('counter', namespace='/robot')


def judge(goal):
    return GoalResponse.REJECT if goal.order > 40 else GoalResponse.ACCEPT


def execute(goal_handle):
    order = goal_handle.request.order
    sequence = [0, 1]
    while order < 0 and rclpy.ok() and not goal_handle.is_cancel_requested:
        time.sleep(0.01)
    for _ in range(1, order):
        sequence.append(sequence[-1] + sequence[-2])
        goal_handle.publish_feedback(Fibonacci.Feedback(sequence=sequence))
    if goal_handle.is_cancel_requested:
        goal_handle.canceled()
        print('canceled', flush=True)
    elif order == 0:
        goal_handle.abort()
    else:
        goal_handle.succeed()
    return Fibonacci.Result(sequence=sequence)


server = ActionServer(
    node, Fibonacci, 'fibonacci', execute,
    goal_callback=judge,
    cancel_callback=lambda goal_handle: CancelResponse.ACCEPT,
    callback_group=ReentrantCallbackGroup(),
)
client = ActionClient(node, Fibonacci, 'fibonacci')
print('ready', flush=True)
try:
    rclpy.spin(node, MultiThreadedExecutor(num_threads=3))
except (KeyboardInterrupt, ExternalShutdownException):
    pass
node.destroy_node()
rclpy.try_shutdown()
"""
NAME, TYPE = '/robot/fibonacci', 'example_interfaces/action/Fibonacci'


@pytest.fixture(scope='module')
def server(ros_environment):
    """Run a node with a server and a client of an action."""
    process = subprocess.Popen(
        [sys.executable, '-c', SERVER], stdout=subprocess.PIPE, text=True, env=ros_environment
    )
    assert process.stdout.readline() == 'ready\n'
    yield process
    process.send_signal(signal.SIGINT)
    try:
        process.wait(60)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    process.stdout.close()


def test_list_and_type(here, server):
    assert here('action', 'list') == (0, f'{NAME}\n', '')
    assert here('action', 'list', '-t') == (0, f'{NAME} [{TYPE}]\n', '')
    assert here('action', 'list', '-c') == (0, '1\n', '')
    assert here('action', 'type', NAME) == (0, f'{TYPE}\n', '')


def test_info(here, server):
    assert here('action', 'info', NAME) == (
        0,
        f'Action: {NAME}\n'
        'Action clients: 1\n    /robot/counter\n'
        'Action servers: 1\n    /robot/counter\n',
        '',
    )
    assert f'    /robot/counter [{TYPE}]\n' in here('action', 'info', '-t', NAME)[1]
    assert here('action', 'info', '-c', NAME)[1] == (
        f'Action: {NAME}\nAction clients: 1\nAction servers: 1\n'
    )
    assert here('action', 'info', '-c', '/absent')[1].endswith('servers: 0\n')


def test_parts_of_an_action_are_hidden(here, server):
    assert '_action' not in here('topic', 'list')[1]
    assert f'{NAME}/_action/feedback' in here('topic', 'list', '--include-hidden-topics')[1]
    assert '_action' not in here('service', 'list')[1]
    assert f'{NAME}/_action/send_goal' in here('service', 'list', '--include-hidden-services')[1]
    assert f'  Action Servers:\n    {NAME}: {TYPE}' in here('node', 'info', '/robot/counter')[1]


def test_send_goal(here, server):
    code, output, _ = here('action', 'send_goal', NAME, TYPE, '{order: 3}')
    assert code == 0
    assert re.fullmatch(
        r'Waiting for an action server to become available\.\.\.\n'
        r'Sending goal:\n     order: 3\n\n'
        r'Goal accepted with ID: [0-9a-f]{32}\n\n'
        r'Result:\n    sequence:\n- 0\n- 1\n- 1\n- 2\n\n'
        r'Goal finished with status: SUCCEEDED\n',
        output,
    )
    assert 'status: ABORTED' in here('action', 'send_goal', NAME, TYPE, 'order: 0')[1]


def test_send_goal_with_feedback(here, server):
    output = here('action', 'send_goal', '-f', NAME, TYPE, '{order: 3}')[1]
    assert output.count('Feedback:\n    sequence:\n- 0\n- 1\n- 1\n') == 2
    assert output.index('Feedback') < output.index('Result')


def test_rejected_goal(here, server):
    code, output, _ = here('action', 'send_goal', NAME, TYPE, '{order: 41}')
    assert code == 0
    assert output.endswith('Goal was rejected.\n')


def test_ctrl_c_cancels_the_goal(start_ros2, server):
    process = start_ros2('action', 'send_goal', NAME, TYPE, '{order: -1}')
    while 'Goal accepted' not in process.stdout.readline():
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    assert server.stdout.readline() == 'canceled\n'
    assert process.wait(120) == signal.SIGINT
    assert process.stdout.read().endswith('Canceling goal...\nGoal canceled.\n')


def test_ctrl_c_while_waiting_for_a_server(start_ros2, server):
    process = start_ros2('action', 'send_goal', '/absent', TYPE)
    assert process.stdout.readline().startswith('Waiting for an action server')
    process.send_signal(signal.SIGINT)
    assert process.wait(120) == signal.SIGINT
    assert 'Traceback' not in process.stdout.read()


def test_mistakes_are_errors(here, server):
    for arguments, message in (
        (['type', '/absent'], "unknown action '/absent'"),
        (['send_goal', NAME, 'example_interfaces/action/Absent'], 'unknown action type'),
        (['send_goal', NAME, TYPE, '{size: 1}'], "has no field 'size'"),
        (['send_goal', NAME, TYPE, '[1]'], 'must be a YAML dictionary'),
        (['send_goal', 'a b', TYPE], "'a b' is no name for an action"),
    ):
        code, _, errors = here('action', *arguments)
        assert code == 1, arguments
        assert message in errors
