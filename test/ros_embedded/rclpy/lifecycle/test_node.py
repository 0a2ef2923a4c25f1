# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Lifecycle nodes: transitions from within, their callbacks and what follows from these."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import rclpy.lifecycle
from rclpy.exceptions import RCLError
from rclpy.lifecycle import (
    LifecycleNode,
    LifecycleState,
    ManagedEntity,
    TransitionCallbackReturn,
)

SUCCESS = TransitionCallbackReturn.SUCCESS
FAILURE = TransitionCallbackReturn.FAILURE
ERROR = TransitionCallbackReturn.ERROR
CALLBACKS = ('configure', 'cleanup', 'activate', 'deactivate', 'shutdown', 'error')


class RecordingNode(LifecycleNode):
    """Node that notes its callbacks and lets them end as a test wants."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Let all callbacks succeed."""
        self.calls: list[tuple[str, str]] = []
        self.outcomes: dict[str, Any] = {}
        super().__init__(*args, **kwargs)

    @property
    def state(self) -> str:
        """Return the name of the state."""
        return self._state_machine.current_state.label


def _callback(name: str) -> Callable[..., Any]:
    def call(self: RecordingNode, state: LifecycleState) -> Any:
        self.calls.append((name, state.label))
        outcome = self.outcomes.get(name, SUCCESS)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    return call


for each in CALLBACKS:
    setattr(RecordingNode, f'on_{each}', _callback(each))


@pytest.fixture
def node(context: Any) -> Iterator[RecordingNode]:
    """Return an unconfigured node."""
    made = RecordingNode('managed', context=context)
    yield made
    made.destroy_node()


def test_whole_life(node: RecordingNode) -> None:
    assert node.state == 'unconfigured'
    for step, state in (
        ('configure', 'inactive'),
        ('activate', 'active'),
        ('deactivate', 'inactive'),
        ('cleanup', 'unconfigured'),
        ('shutdown', 'finalized'),
    ):
        assert getattr(node, f'trigger_{step}')() is SUCCESS
        assert node.state == state
    assert node.calls == [
        ('configure', 'unconfigured'),
        ('activate', 'inactive'),
        ('deactivate', 'active'),
        ('cleanup', 'inactive'),
        ('shutdown', 'unconfigured'),
    ]


@pytest.mark.parametrize('steps', [[], ['configure'], ['configure', 'activate']])
def test_shutdown_from_every_state(node: RecordingNode, steps: list[str]) -> None:
    for step in steps:
        getattr(node, f'trigger_{step}')()
    assert node.trigger_shutdown() is SUCCESS
    assert node.state == 'finalized'
    with pytest.raises(RCLError, match=r"no transition 'shutdown' starts from .* 'finalized'"):
        node.trigger_shutdown()


@pytest.mark.parametrize(
    ('steps', 'failing', 'state'),
    [
        ([], 'configure', 'unconfigured'),
        (['configure'], 'cleanup', 'inactive'),
        (['configure'], 'activate', 'inactive'),
        (['configure', 'activate'], 'deactivate', 'active'),
        (['configure'], 'shutdown', 'finalized'),
    ],
)
def test_failure_goes_back_but_for_shutdown(
    node: RecordingNode, steps: list[str], failing: str, state: str
) -> None:
    for step in steps:
        getattr(node, f'trigger_{step}')()
    node.outcomes[failing] = FAILURE
    assert getattr(node, f'trigger_{failing}')() is FAILURE
    assert node.state == state
    assert 'error' not in dict(node.calls)


@pytest.mark.parametrize('failing', ['configure', 'shutdown'])
@pytest.mark.parametrize(
    ('handled', 'state'),
    [
        (SUCCESS, 'unconfigured'),
        (FAILURE, 'finalized'),
        (ERROR, 'finalized'),
        (RuntimeError('worse'), 'finalized'),
    ],
)
def test_error_is_processed(node: RecordingNode, failing: str, handled: Any, state: str) -> None:
    node.outcomes.update({failing: ERROR, 'error': handled})
    assert getattr(node, f'trigger_{failing}')() is ERROR
    assert node.calls == [(failing, 'unconfigured'), ('error', 'unconfigured')]
    assert node.state == state


@pytest.mark.parametrize(
    ('outcome', 'message'),
    [
        (ValueError('no camera'), "the callback of the state 'configuring' failed: no camera"),
        (None, 'must return a TransitionCallbackReturn, not None'),
    ],
)
def test_exception_and_wrong_return_are_errors(
    node: RecordingNode, capfd: Any, outcome: Any, message: str
) -> None:
    node.outcomes['configure'] = outcome
    assert node.trigger_configure() is ERROR
    assert node.calls[-1] == ('error', 'unconfigured')
    assert node.state == 'unconfigured'
    assert message in capfd.readouterr().err


def test_transition_that_is_not_possible_changes_nothing(node: RecordingNode) -> None:
    with pytest.raises(RCLError, match=r"no transition 'activate' starts from .*'unconfigured'"):
        node.trigger_activate()
    assert node.state == 'unconfigured'
    assert node.calls == []


def test_transition_within_a_transition_is_refused(node: RecordingNode) -> None:
    refusals = []

    class Impatient(ManagedEntity):
        def on_configure(self, state: LifecycleState) -> TransitionCallbackReturn:
            for key in ('activate', 'transition_success'):
                with pytest.raises(RCLError) as error:
                    node._change_state(key)
                refusals.append(str(error.value))
            return SUCCESS

    node.add_managed_entity(Impatient())
    node._callbacks['configuring'] = lambda state: LifecycleNode.on_configure(node, state)
    assert node.trigger_configure() is SUCCESS
    assert node.state == 'inactive'
    assert "'configuring'" in refusals[0]
    assert 'cannot be asked for' in refusals[1]


def test_managed_entities_follow_until_one_does_not(context: Any) -> None:
    class Entity(ManagedEntity):
        def __init__(self, outcome: TransitionCallbackReturn) -> None:
            self.outcome = outcome
            self.states: list[LifecycleState] = []

        def on_activate(self, state: LifecycleState) -> TransitionCallbackReturn:
            self.states.append(state)
            return self.outcome

    with LifecycleNode('managed', context=context) as node:
        entities = [Entity(SUCCESS), Entity(FAILURE), Entity(SUCCESS)]
        for entity in entities:
            node.add_managed_entity(entity)
        assert node.trigger_configure() is SUCCESS
        assert node.trigger_activate() is FAILURE
        assert [len(entity.states) for entity in entities] == [1, 1, 0]
        assert entities[0].states == [LifecycleState(label='inactive', state_id=2)]


def test_without_services(context: Any) -> None:
    node = LifecycleNode('quiet', context=context, enable_communication_interface=False)
    services = [service.srv_name for service in node.services]
    assert not any(name.endswith('change_state') for name in services)
    assert node.trigger_configure() is SUCCESS
    node.destroy_node()
    with pytest.raises(TypeError, match="must be a bool, not 'no'"):
        LifecycleNode('quiet', context=context, enable_communication_interface='no')


def test_transition_after_shutdown_of_the_context(context: Any) -> None:
    node = LifecycleNode('late', context=context)
    context.shutdown()
    assert node.trigger_shutdown() is SUCCESS
    node.destroy_node()


def test_names_of_the_package() -> None:
    assert rclpy.lifecycle.Node is LifecycleNode
    assert rclpy.lifecycle.State is LifecycleState
    assert rclpy.lifecycle.Publisher is rclpy.lifecycle.LifecyclePublisher
    assert [each.to_label() for each in TransitionCallbackReturn] == [
        'transition_success',
        'transition_failure',
        'transition_error',
    ]
