# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Lifecycle node: callbacks, services and events of its transitions."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable
from typing import Any

from lifecycle_msgs.msg import (
    State,
    Transition,
    TransitionDescription,
    TransitionEvent,
)
from lifecycle_msgs.srv import (
    ChangeState,
    GetAvailableStates,
    GetAvailableTransitions,
    GetState,
)

from rclpy.callback_groups import CallbackGroup
from rclpy.exceptions import RCLError
from rclpy.lifecycle.managed_entity import ManagedEntity, TransitionCallbackReturn
from rclpy.lifecycle.publisher import LifecyclePublisher
from rclpy.lifecycle.state import LifecycleState
from rclpy.lifecycle.state_machine import (
    STATES,
    TRANSITIONS,
    LifecycleStateMachine,
    LifecycleTransition,
)
from rclpy.node import Node


class LifecycleNodeMixin(ManagedEntity):
    """What makes a Node a lifecycle node; use it beside Node as a base."""

    def __init__(
        self,
        *,
        enable_communication_interface: bool = True,
        callback_group: CallbackGroup | None = None,
    ) -> None:
        """
        Begin unconfigured; Node must be initialized already.

        :param enable_communication_interface: offer the lifecycle services.
        :param callback_group: group of these services; default: the node's.
        :raises TypeError: when ``enable_communication_interface`` is no bool.
        """
        if not isinstance(enable_communication_interface, bool):
            raise TypeError(
                'enable_communication_interface must be a bool, not '
                f'{enable_communication_interface!r}'
            )
        self._managed_entities: dict[ManagedEntity, None] = {}
        self._callbacks: dict[str, Callable[[LifecycleState], TransitionCallbackReturn]] = {
            'configuring': self.on_configure,
            'cleaningup': self.on_cleanup,
            'shuttingdown': self.on_shutdown,
            'activating': self.on_activate,
            'deactivating': self.on_deactivate,
            'errorprocessing': self.on_error,
        }
        self._state_machine = LifecycleStateMachine(self._publish_transition)
        self._transition_publisher = self.create_publisher(
            TransitionEvent, '~/transition_event', 10
        )
        if not enable_communication_interface:
            return
        for service_type, name, callback in (
            (ChangeState, 'change_state', self._on_change_state),
            (GetState, 'get_state', self._on_get_state),
            (GetAvailableStates, 'get_available_states', self._on_get_available_states),
            (
                GetAvailableTransitions,
                'get_available_transitions',
                self._on_get_available_transitions,
            ),
            (GetAvailableTransitions, 'get_transition_graph', self._on_get_transition_graph),
        ):
            self.create_service(service_type, f'~/{name}', callback, callback_group=callback_group)

    # Transitions ---------------------------------------------------------------------------------

    def trigger_configure(self) -> TransitionCallbackReturn:
        """Configure the node; return how on_configure() ended."""
        return self._change_state('configure')

    def trigger_cleanup(self) -> TransitionCallbackReturn:
        """Clean the node up; return how on_cleanup() ended."""
        return self._change_state('cleanup')

    def trigger_activate(self) -> TransitionCallbackReturn:
        """Activate the node; return how on_activate() ended."""
        return self._change_state('activate')

    def trigger_deactivate(self) -> TransitionCallbackReturn:
        """Deactivate the node; return how on_deactivate() ended."""
        return self._change_state('deactivate')

    def trigger_shutdown(self) -> TransitionCallbackReturn:
        """Shut the node down; return how on_shutdown() ended."""
        return self._change_state('shutdown')

    def _change_state(self, key: int | str) -> TransitionCallbackReturn:
        """
        Go through a transition; return how its callback ended.

        :raises RCLError: when the transition does not start from the current state.
        """
        machine = self._state_machine
        transition = machine.find(key)
        if not transition.is_requestable:
            raise RCLError(
                f"the transition '{key}' reports the end of a callback; it cannot be asked for"
            )
        machine.trigger(transition)
        outcome = self._run_callback(transition.start)
        if outcome is TransitionCallbackReturn.ERROR:
            self._run_callback(transition.start)
        return outcome

    def _run_callback(self, previous: LifecycleState) -> TransitionCallbackReturn:
        """Run the callback of the current state, and go where its outcome leads."""
        machine = self._state_machine
        callback = self._callbacks[machine.current_state.label]
        try:
            outcome = callback(previous)
        except Exception as error:
            outcome = TransitionCallbackReturn.ERROR
            self.get_logger().error(
                f"the callback of the state '{machine.current_state.label}' failed: {error}\n"
                f'{traceback.format_exc()}'
            )
        if not isinstance(outcome, TransitionCallbackReturn):
            self.get_logger().error(
                f"the callback of the state '{machine.current_state.label}' must return a "
                f'TransitionCallbackReturn, not {outcome!r}; this counts as an error'
            )
            outcome = TransitionCallbackReturn.ERROR
        machine.trigger(machine.find(outcome.to_label()))
        return outcome

    def _publish_transition(self, transition: LifecycleTransition) -> None:
        if not self.context.ok():
            return  # a node that shuts down after its context has nobody to tell
        description = _description(transition)
        self._transition_publisher.publish(
            TransitionEvent(
                timestamp=time.time_ns(),
                transition=description.transition,
                start_state=description.start_state,
                goal_state=description.goal_state,
            )
        )

    # Callbacks -----------------------------------------------------------------------------------

    def on_configure(self, state: LifecycleState) -> TransitionCallbackReturn:
        """
        Handle that the node is configured; override it to do so, and call it in the override.

        This and the other defaults ask all managed entities, up to the first that does not return
        SUCCESS, whose answer they return.
        """
        return self._ask_entities('on_configure', state)

    def on_cleanup(self, state: LifecycleState) -> TransitionCallbackReturn:
        """Handle that the node is cleaned up; see on_configure()."""
        return self._ask_entities('on_cleanup', state)

    def on_shutdown(self, state: LifecycleState) -> TransitionCallbackReturn:
        """Handle that the node is shut down; see on_configure()."""
        return self._ask_entities('on_shutdown', state)

    def on_activate(self, state: LifecycleState) -> TransitionCallbackReturn:
        """Handle that the node is activated; see on_configure()."""
        return self._ask_entities('on_activate', state)

    def on_deactivate(self, state: LifecycleState) -> TransitionCallbackReturn:
        """Handle that the node is deactivated; see on_configure()."""
        return self._ask_entities('on_deactivate', state)

    def on_error(self, state: LifecycleState) -> TransitionCallbackReturn:
        """
        Handle that another callback returned ERROR or raised; see on_configure().

        After SUCCESS the node is unconfigured, else finalized.
        """
        return self._ask_entities('on_error', state)

    def _ask_entities(self, callback: str, state: LifecycleState) -> TransitionCallbackReturn:
        for entity in list(self._managed_entities):
            outcome = getattr(entity, callback)(state)
            if outcome is not TransitionCallbackReturn.SUCCESS:
                return outcome
        return TransitionCallbackReturn.SUCCESS

    # Managed entities ----------------------------------------------------------------------------

    def add_managed_entity(self, entity: ManagedEntity) -> None:
        """Let an entity hear of the node's transitions."""
        self._managed_entities[entity] = None

    def create_lifecycle_publisher(self, *args: Any, **kwargs: Any) -> LifecyclePublisher:
        """
        Create a publisher that is silent unless the node is active.

        The arguments are those of Node.create_publisher().

        :raises TypeError: when the arguments name another publisher class.
        """
        if 'publisher_class' in kwargs:
            raise TypeError(
                "create_lifecycle_publisher() got an unexpected keyword argument 'publisher_class'"
            )
        publisher = Node.create_publisher(
            self, *args, publisher_class=LifecyclePublisher, **kwargs
        )
        self.add_managed_entity(publisher)
        return publisher

    def destroy_lifecycle_publisher(self, publisher: LifecyclePublisher) -> bool:
        """Destroy a managed publisher; return whether it was one of this node."""
        self._managed_entities.pop(publisher, None)
        return Node.destroy_publisher(self, publisher)

    # Services ------------------------------------------------------------------------------------

    def _on_change_state(self, request: Any, response: Any) -> Any:
        try:
            outcome = self._change_state(request.transition.label or request.transition.id)
        except RCLError as error:
            self.get_logger().warning(str(error))
            response.success = False
        else:
            response.success = outcome is TransitionCallbackReturn.SUCCESS
        return response

    def _on_get_state(self, request: Any, response: Any) -> Any:
        response.current_state = _state(self._state_machine.current_state)
        return response

    def _on_get_available_states(self, request: Any, response: Any) -> Any:
        response.available_states = [_state(each) for each in STATES]
        return response

    def _on_get_available_transitions(self, request: Any, response: Any) -> Any:
        response.available_transitions = [
            _description(each) for each in self._state_machine.available_transitions
        ]
        return response

    def _on_get_transition_graph(self, request: Any, response: Any) -> Any:
        response.available_transitions = [_description(each) for each in TRANSITIONS]
        return response


class LifecycleNode(LifecycleNodeMixin, Node):
    """Node with a lifecycle."""

    def __init__(
        self, node_name: str, *, enable_communication_interface: bool = True, **kwargs: Any
    ) -> None:
        """
        Create an unconfigured node.

        :param enable_communication_interface: offer the lifecycle services.
        :param kwargs: the arguments of Node.
        """
        Node.__init__(self, node_name, **kwargs)
        LifecycleNodeMixin.__init__(
            self, enable_communication_interface=enable_communication_interface
        )


def _state(state: LifecycleState) -> Any:
    return State(id=state.state_id, label=state.label)


def _description(transition: LifecycleTransition) -> Any:
    return TransitionDescription(
        transition=Transition(id=transition.transition_id, label=transition.label),
        start_state=_state(transition.start),
        goal_state=_state(transition.goal),
    )
