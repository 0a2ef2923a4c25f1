# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Nodes with a life cycle, and timers of ROS time: what the launch says to other nodes."""

import sys

import pytest
from launch import LaunchDescription, LaunchService
from launch.actions import EmitEvent, ExecuteProcess, LogInfo, RegisterEventHandler, Shutdown
from launch.events import matches_action
from launch_ros.actions import LifecycleNode, RosTimer, SetUseSimTime
from launch_ros.event_handlers import OnStateTransition
from launch_ros.events import matches_node_name
from launch_ros.events.lifecycle import ChangeState
from lifecycle_msgs.msg import Transition

MANAGED = """#!PYTHON
import sys
import rclpy
from lifecycle_msgs.msg import State, Transition, TransitionEvent
from lifecycle_msgs.srv import ChangeState

rclpy.init()
node = rclpy.create_node('managed')
events = node.create_publisher(TransitionEvent, '~/transition_event', 10)
STEPS = {
    1: ('configure', 'configuring', 'inactive'),
    3: ('activate', 'activating', 'active'),
}

def change(request, response):
    number = request.transition.id
    response.success = number in STEPS
    if response.success:
        label, start, goal = STEPS[number]
        events.publish(TransitionEvent(
            transition=Transition(id=number, label=label),
            start_state=State(label=start),
            goal_state=State(label=goal),
        ))
    return response

node.create_service(ChangeState, '~/change_state', change)
try:
    rclpy.spin(node)
except (KeyboardInterrupt, rclpy.executors.ExternalShutdownException):
    pass
"""
CLOCK = """
import rclpy
from builtin_interfaces.msg import Time
from rosgraph_msgs.msg import Clock

rclpy.init()
node = rclpy.create_node('clock')
publisher = node.create_publisher(Clock, '/clock', 1)
seconds = 0

def tick():
    global seconds
    seconds += 100
    publisher.publish(Clock(clock=Time(sec=seconds)))

node.create_timer(0.05, tick)
try:
    rclpy.spin(node)
except (KeyboardInterrupt, rclpy.executors.ExternalShutdownException):
    pass
"""


@pytest.fixture
def managed(package):
    """Add an executable with the interfaces of a node with a life cycle."""
    path = package / 'lib/tested/managed'
    path.write_text(MANAGED.replace('PYTHON', sys.executable))
    path.chmod(0o755)
    return lambda **options: LifecycleNode(
        package='tested', executable='managed', name='managed', namespace='robot', **options
    )


def run(*entities):
    service = LaunchService()
    service.include_launch_description(LaunchDescription(entities))
    return service.run()


def on_transition(node, goal_state, *entities):
    return RegisterEventHandler(
        OnStateTransition(target_lifecycle_node=node, goal_state=goal_state, entities=[*entities])
    )


@pytest.mark.timeout(120)
def test_autostart_configures_and_activates(managed, capfd):
    node = managed(autostart=True)
    watch = on_transition(node, 'active', LogInfo(msg='is active'), Shutdown())
    assert run(watch, node) == 0
    assert 'is active' in capfd.readouterr().out


@pytest.mark.timeout(120)
@pytest.mark.parametrize('by', ['action', 'name'])
def test_change_state_is_asked_of_the_nodes_that_match(managed, capfd, by):
    node = managed()
    matcher = matches_action(node) if by == 'action' else matches_node_name('/robot/managed')
    change = ChangeState(
        lifecycle_node_matcher=matcher, transition_id=Transition.TRANSITION_CONFIGURE
    )
    watch = on_transition(node, 'inactive', LogInfo(msg='is inactive'), Shutdown())
    assert run(watch, node, EmitEvent(event=change)) == 0
    assert 'is inactive' in capfd.readouterr().out


@pytest.mark.timeout(120)
def test_a_refused_transition_is_told(managed, capfd):
    node = managed()
    refused = ChangeState(
        lifecycle_node_matcher=matches_action(node),
        transition_id=Transition.TRANSITION_CLEANUP,
    )
    configure = ChangeState(
        lifecycle_node_matcher=matches_action(node),
        transition_id=Transition.TRANSITION_CONFIGURE,
    )
    end = RosTimer(period=1.0, actions=[Shutdown()])
    watch = on_transition(node, 'inactive', EmitEvent(event=refused), end)
    assert run(watch, node, EmitEvent(event=configure)) == 0
    assert (
        "failed to make transition 2 of LifecycleNode '/robot/managed'" in capfd.readouterr().out
    )


@pytest.mark.timeout(120)
def test_a_ros_timer_follows_the_clock(capfd):
    clock = ExecuteProcess(cmd=[sys.executable, '-c', CLOCK])
    timer = RosTimer(period=1000.0, actions=[LogInfo(msg='elapsed'), Shutdown()])
    assert run(clock, SetUseSimTime(True), timer) == 0
    assert 'elapsed' in capfd.readouterr().out
