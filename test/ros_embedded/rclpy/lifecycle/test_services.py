# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The services and events of lifecycle nodes, as another node uses them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from lifecycle_msgs.msg import State, Transition, TransitionEvent
from lifecycle_msgs.srv import (
    ChangeState,
    GetAvailableStates,
    GetAvailableTransitions,
    GetState,
)
from rclpy.executors import MultiThreadedExecutor, SingleThreadedExecutor
from rclpy.lifecycle import LifecycleNode, TransitionCallbackReturn


@pytest.fixture(params=[SingleThreadedExecutor, MultiThreadedExecutor])
def node(request: pytest.FixtureRequest, context: Any) -> Iterator[LifecycleNode]:
    """Return a lifecycle node that an executor, of each kind in turn, runs in a thread."""
    node = LifecycleNode('managed', namespace='/robot', context=context)
    executor = request.param(context=context)
    executor.add_node(node)
    thread = threading.Thread(target=executor.spin)
    thread.start()
    yield node
    executor.shutdown()
    thread.join()
    node.destroy_node()


@pytest.fixture
def call(
    make_node: Callable[..., Any], executor: Any, spin_until: Callable[..., bool]
) -> Callable[..., Any]:
    """Return a function that calls a service of the lifecycle node."""
    caller = make_node('caller')
    executor.add_node(caller)

    def call_service(service_type: Any, name: str, **fields: Any) -> Any:
        client = caller.create_client(service_type, f'/robot/managed/{name}')
        assert client.wait_for_service(timeout_sec=60.0)
        future = client.call_async(service_type.Request(**fields))
        assert spin_until(future.done)
        return future.result()

    return call_service


def test_state_is_changed_and_read(node: LifecycleNode, call: Callable[..., Any]) -> None:
    assert call(GetState, 'get_state').current_state == State(id=1, label='unconfigured')
    assert call(ChangeState, 'change_state', transition=Transition(id=1)).success
    assert call(GetState, 'get_state').current_state == State(id=2, label='inactive')
    by_label = Transition(label='activate')
    assert call(ChangeState, 'change_state', transition=by_label).success
    assert call(GetState, 'get_state').current_state == State(id=3, label='active')
    shutdown = Transition(id=Transition.TRANSITION_ACTIVE_SHUTDOWN)
    assert call(ChangeState, 'change_state', transition=shutdown).success
    assert call(GetState, 'get_state').current_state == State(id=4, label='finalized')


def test_what_is_not_possible_does_not_succeed(
    node: LifecycleNode, call: Callable[..., Any]
) -> None:
    for transition in (
        Transition(id=Transition.TRANSITION_ACTIVATE),
        Transition(id=Transition.TRANSITION_ON_CONFIGURE_SUCCESS),
        Transition(id=250),
        Transition(label='fly'),
    ):
        assert not call(ChangeState, 'change_state', transition=transition).success
    node._callbacks['configuring'] = lambda state: TransitionCallbackReturn.FAILURE
    assert not call(ChangeState, 'change_state', transition=Transition(id=1)).success
    assert call(GetState, 'get_state').current_state.label == 'unconfigured'


def test_available_states(node: LifecycleNode, call: Callable[..., Any]) -> None:
    states = call(GetAvailableStates, 'get_available_states').available_states
    assert {state.label: state.id for state in states} == {
        'unknown': 0,
        'unconfigured': 1,
        'inactive': 2,
        'active': 3,
        'finalized': 4,
        'configuring': 10,
        'cleaningup': 11,
        'shuttingdown': 12,
        'activating': 13,
        'deactivating': 14,
        'errorprocessing': 15,
    }


def test_available_transitions_depend_on_the_state(
    node: LifecycleNode, call: Callable[..., Any]
) -> None:
    def available() -> dict[str, tuple[int, str]]:
        response = call(GetAvailableTransitions, 'get_available_transitions')
        return {
            each.transition.label: (each.transition.id, each.goal_state.label)
            for each in response.available_transitions
        }

    assert available() == {'configure': (1, 'configuring'), 'shutdown': (5, 'shuttingdown')}
    node.trigger_configure()
    assert available() == {
        'cleanup': (2, 'cleaningup'),
        'activate': (3, 'activating'),
        'shutdown': (6, 'shuttingdown'),
    }
    node.trigger_activate()
    assert available() == {'deactivate': (4, 'deactivating'), 'shutdown': (7, 'shuttingdown')}
    node.trigger_shutdown()
    assert available() == {}


def test_transition_graph(node: LifecycleNode, call: Callable[..., Any]) -> None:
    response = call(GetAvailableTransitions, 'get_transition_graph')
    graph = {
        each.transition.id: (each.start_state.label, each.transition.label, each.goal_state.label)
        for each in response.available_transitions
    }
    assert len(graph) == len(response.available_transitions) == 25
    assert graph[10] == ('configuring', 'transition_success', 'inactive')
    assert graph[42] == ('deactivating', 'transition_error', 'errorprocessing')
    assert graph[51] == ('shuttingdown', 'transition_failure', 'finalized')
    assert graph[60] == ('errorprocessing', 'transition_success', 'unconfigured')


def test_events(
    node: LifecycleNode,
    make_node: Callable[..., Any],
    executor: Any,
    spin_until: Callable[..., bool],
) -> None:
    listener = make_node('listener')
    executor.add_node(listener)
    events: list[Any] = []
    topic = '/robot/managed/transition_event'
    subscription = listener.create_subscription(TransitionEvent, topic, events.append, 10)
    publisher = node._transition_publisher
    assert spin_until(
        lambda: publisher.get_subscription_count() and subscription.get_publisher_count()
    )
    node._callbacks['configuring'] = lambda state: TransitionCallbackReturn.ERROR
    node.trigger_configure()
    assert spin_until(lambda: len(events) == 3)
    assert [(event.start_state.label, event.goal_state.label) for event in events] == [
        ('unconfigured', 'configuring'),
        ('configuring', 'errorprocessing'),
        ('errorprocessing', 'unconfigured'),
    ]
    assert [event.transition.id for event in events] == [1, 12, 60]
    assert events[0].timestamp > 0
