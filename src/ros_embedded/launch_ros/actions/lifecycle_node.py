# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Execute a node with a life cycle."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import launch.logging
from launch.actions import EmitEvent, OpaqueFunction
from launch.event_handler import EventHandler
from launch.events import matches_action
from launch.launch_context import LaunchContext
from launch.some_substitutions_type import SomeSubstitutionsType
from launch.utilities.type_utils import normalize_typed_substitution, perform_typed_substitution

from launch_ros.actions.node import Node
from launch_ros.event_handlers import OnStateTransition
from launch_ros.events.lifecycle import ChangeState, StateTransition
from launch_ros.ros_adapters import get_ros_node

if TYPE_CHECKING:
    from rclpy.client import Client

_POLL_PERIOD_S = 0.1


class LifecycleNode(Node):
    """
    Execute a node with a life cycle, report its transitions and ask it to make some.

    A ChangeState event that matches this action calls the node's `change_state`; every message on
    its `transition_event` becomes a StateTransition event.
    """

    def __init__(
        self,
        *,
        name: SomeSubstitutionsType,
        namespace: SomeSubstitutionsType = '',
        autostart: bool | SomeSubstitutionsType = False,
        **kwargs: Any,
    ) -> None:
        """Store the arguments of Node; with `autostart` it is configured and activated."""
        super().__init__(name=name, namespace=namespace, **kwargs)
        self.__autostart = normalize_typed_substitution(autostart, bool)
        self.__client: Client | None = None

    @property
    def is_lifecycle_node(self) -> bool:
        """Return that this is one."""
        return True

    def execute(self, context: LaunchContext) -> None:
        """Start the process and listen to its transitions."""
        from lifecycle_msgs.msg import Transition, TransitionEvent
        from lifecycle_msgs.srv import ChangeState as ChangeStateService

        super().execute(context)
        if context.is_shutdown:
            return
        loop = asyncio.get_running_loop()
        node = get_ros_node(context)

        def announce(message: TransitionEvent) -> None:
            event = StateTransition(action=self, msg=message)
            loop.call_soon_threadsafe(context.emit_event_sync, event)

        node.create_subscription(
            TransitionEvent, f'{self.node_name}/transition_event', announce, 10
        )
        self.__client = node.create_client(ChangeStateService, f'{self.node_name}/change_state')
        context.register_event_handler(
            EventHandler(
                matcher=lambda event: (
                    isinstance(event, ChangeState) and event.lifecycle_node_matcher(self)
                ),
                entities=[OpaqueFunction(function=self.__change_state)],
            )
        )
        if perform_typed_substitution(context, self.__autostart, bool):
            activate = ChangeState(
                lifecycle_node_matcher=matches_action(self),
                transition_id=Transition.TRANSITION_ACTIVATE,
            )
            context.register_event_handler(
                OnStateTransition(
                    target_lifecycle_node=self,
                    start_state='configuring',
                    goal_state='inactive',
                    entities=[EmitEvent(event=activate)],
                    handle_once=True,
                )
            )
            context.emit_event_sync(
                ChangeState(
                    lifecycle_node_matcher=matches_action(self),
                    transition_id=Transition.TRANSITION_CONFIGURE,
                )
            )

    def __change_state(self, context: LaunchContext) -> None:
        event = context.get_locals_as_dict()['event']
        task = asyncio.get_running_loop().create_task(self.__call(event, context))
        context.add_completion_future(task)

    async def __call(self, event: ChangeState, context: LaunchContext) -> None:
        """Wait for the node's service, call it, and log when the node refuses."""
        client = self.__client
        if client is None:
            raise RuntimeError('the node was not started')
        logger = launch.logging.get_logger('launch_ros')
        while not client.service_is_ready():
            if self.__is_over(context):
                logger.warning(f"no 'change_state' of {self.node_name}: not waiting any longer")
                return
            await asyncio.sleep(_POLL_PERIOD_S)
        request = client.srv_type.Request()
        request.transition.id = event.transition_id
        future = client.call_async(request)
        while not future.done():
            if self.__is_over(context):
                logger.warning(f"no answer of 'change_state' of {self.node_name}")
                return
            await asyncio.sleep(_POLL_PERIOD_S)
        if not future.result().success:
            logger.error(
                f'failed to make transition {event.transition_id} of LifecycleNode '
                f"'{self.node_name}'"
            )

    def __is_over(self, context: LaunchContext) -> bool:
        return context.is_shutdown or self.return_code is not None
