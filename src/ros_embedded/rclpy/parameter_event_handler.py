# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Call functions when parameters of this or other nodes change."""

from __future__ import annotations

from collections.abc import Callable
from threading import RLock
from typing import Any

from rcl_interfaces.msg import ParameterEvent

from rclpy.callback_groups import CallbackGroup
from rclpy.qos import QoSProfile, qos_profile_parameter_events

PARAMETER_EVENTS_TOPIC = '/parameter_events'


class ParameterCallbackHandle:
    """Registration of a function for one parameter of one node."""

    def __init__(
        self, parameter_name: str, node_name: str, callback: Callable[[Any], Any]
    ) -> None:
        """Register a function; use ParameterEventHandler.add_parameter_callback() instead."""
        self.parameter_name = parameter_name
        self.node_name = node_name
        self.callback = callback


class ParameterEventCallbackHandle:
    """Registration of a function for all parameter events."""

    def __init__(self, callback: Callable[[Any], Any]) -> None:
        """Register a function; use ParameterEventHandler.add_parameter_event_callback()."""
        self.callback = callback


class ParameterEventHandler:
    """
    Subscription of ``/parameter_events`` that tells functions of changes.

    Functions that were added last are called first. Those of single parameters get the parameter
    (rcl_interfaces/msg/Parameter), the others the whole event (rcl_interfaces/msg/ParameterEvent).
    """

    def __init__(
        self,
        node: Any,
        qos_profile: QoSProfile = qos_profile_parameter_events,
        callback_group: CallbackGroup | None = None,
    ) -> None:
        """Subscribe, in a node."""
        self.node = node
        self._parameter_handles: list[ParameterCallbackHandle] = []
        self._event_handles: list[ParameterEventCallbackHandle] = []
        self._lock = RLock()
        self.parameter_event_subscription = node.create_subscription(
            ParameterEvent,
            PARAMETER_EVENTS_TOPIC,
            self._on_event,
            qos_profile,
            callback_group=callback_group,
        )

    def destroy(self) -> None:
        """End the subscription."""
        self.node.destroy_subscription(self.parameter_event_subscription)

    def add_parameter_callback(
        self, parameter_name: str, node_name: str, callback: Callable[[Any], Any]
    ) -> ParameterCallbackHandle:
        """
        Call a function when one parameter of one node is declared or changed.

        :param node_name: relative to the namespace of this handler's node, or absolute.
        """
        handle = ParameterCallbackHandle(parameter_name, self._full_name(node_name), callback)
        with self._lock:
            self._parameter_handles.insert(0, handle)
        return handle

    def remove_parameter_callback(self, handle: ParameterCallbackHandle) -> None:
        """
        Remove a function.

        :raises RuntimeError: when it was not added or is removed already.
        """
        self._remove(self._parameter_handles, handle)

    def add_parameter_event_callback(
        self, callback: Callable[[Any], Any]
    ) -> ParameterEventCallbackHandle:
        """Call a function at every event of any node."""
        handle = ParameterEventCallbackHandle(callback)
        with self._lock:
            self._event_handles.insert(0, handle)
        return handle

    def remove_parameter_event_callback(self, handle: ParameterEventCallbackHandle) -> None:
        """
        Remove a function.

        :raises RuntimeError: when it was not added or is removed already.
        """
        self._remove(self._event_handles, handle)

    @staticmethod
    def get_parameter_from_event(event: Any, parameter_name: str, node_name: str) -> Any:
        """Return a parameter of a node that an event declares or changes, None without."""
        if event.node != node_name:
            return None
        for parameter in (*event.new_parameters, *event.changed_parameters):
            if parameter.name == parameter_name:
                return parameter
        return None

    @staticmethod
    def get_parameters_from_event(event: Any) -> list[Any]:
        """Return all parameters that an event declares or changes."""
        return [*event.new_parameters, *event.changed_parameters]

    def _on_event(self, event: Any) -> None:
        with self._lock:
            parameter_handles = list(self._parameter_handles)
            event_handles = list(self._event_handles)
        for handle in parameter_handles:
            parameter = self.get_parameter_from_event(
                event, handle.parameter_name, handle.node_name
            )
            if parameter is not None:
                handle.callback(parameter)
        for event_handle in event_handles:
            event_handle.callback(event)

    def _remove(self, handles: list[Any], handle: Any) -> None:
        with self._lock:
            if handle not in handles:
                raise RuntimeError("Callback doesn't exist")
            handles.remove(handle)

    def _full_name(self, node_name: str) -> str:
        if node_name.startswith('/'):
            return node_name
        namespace = self.node.get_namespace().rstrip('/')
        return f'{namespace}/{node_name}'
