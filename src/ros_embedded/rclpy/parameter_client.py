# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Client of another node's parameters."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from rcl_interfaces.srv import (
    DescribeParameters,
    GetParameters,
    GetParameterTypes,
    ListParameters,
    SetParameters,
    SetParametersAtomically,
)

from rclpy.callback_groups import CallbackGroup
from rclpy.client import Client
from rclpy.parameter import Parameter, parameter_dict_from_yaml_file
from rclpy.qos import QoSProfile, qos_profile_services_default
from rclpy.task import Future

_SERVICES = {
    'describe_parameters': DescribeParameters,
    'get_parameters': GetParameters,
    'get_parameter_types': GetParameterTypes,
    'list_parameters': ListParameters,
    'set_parameters': SetParameters,
    'set_parameters_atomically': SetParametersAtomically,
}


class AsyncParameterClient:
    """Calls the parameter services of a node; each call returns a future of the response."""

    def __init__(
        self,
        node: Any,
        remote_node_name: str,
        qos_profile: QoSProfile = qos_profile_services_default,
        callback_group: CallbackGroup | None = None,
    ) -> None:
        """Create the clients, in a node, for a remote node."""
        self.remote_node_name = remote_node_name
        self._node = node
        self._clients: dict[str, Client] = {
            name: node.create_client(
                service_type,
                f'{remote_node_name}/{name}',
                qos_profile=qos_profile,
                callback_group=callback_group,
            )
            for name, service_type in _SERVICES.items()
        }

    def services_are_ready(self) -> bool:
        """Tell whether the remote node offers all services."""
        return all(client.service_is_ready() for client in self._clients.values())

    def wait_for_services(self, timeout_sec: float | None = None) -> bool:
        """Wait until the remote node offers all services; return False on timeout (s)."""
        deadline = None if timeout_sec is None else time.monotonic() + timeout_sec
        for client in self._clients.values():
            remaining = None if deadline is None else max(deadline - time.monotonic(), 0.0)
            if not client.wait_for_service(timeout_sec=remaining):
                return False
        return True

    def list_parameters(
        self,
        prefixes: list[str] | None = None,
        depth: int | None = None,
        callback: Callable[[Future], None] | None = None,
    ) -> Future:
        """List the parameters below prefixes, down to a depth."""
        request = ListParameters.Request(prefixes=prefixes or [], depth=depth or 0)
        return self._call('list_parameters', request, callback)

    def get_parameters(
        self, names: list[str], callback: Callable[[Future], None] | None = None
    ) -> Future:
        """Read parameters."""
        return self._call('get_parameters', GetParameters.Request(names=names), callback)

    def set_parameters(
        self,
        parameters: Sequence[Any],
        callback: Callable[[Future], None] | None = None,
    ) -> Future:
        """Set parameters (rclpy's or messages) one after the other."""
        request = SetParameters.Request(parameters=_messages(parameters))
        return self._call('set_parameters', request, callback)

    def set_parameters_atomically(
        self,
        parameters: Sequence[Any],
        callback: Callable[[Future], None] | None = None,
    ) -> Future:
        """Set all parameters or none."""
        request = SetParametersAtomically.Request(parameters=_messages(parameters))
        return self._call('set_parameters_atomically', request, callback)

    def describe_parameters(
        self, names: list[str], callback: Callable[[Future], None] | None = None
    ) -> Future:
        """Read the descriptors of parameters."""
        return self._call('describe_parameters', DescribeParameters.Request(names=names), callback)

    def get_parameter_types(
        self, names: list[str], callback: Callable[[Future], None] | None = None
    ) -> Future:
        """Read the types of parameters."""
        return self._call('get_parameter_types', GetParameterTypes.Request(names=names), callback)

    def load_parameter_file(
        self,
        parameter_file: str,
        use_wildcard: bool = False,
        callback: Callable[[Future], None] | None = None,
    ) -> Future:
        """Set what a parameter file gives for the remote node."""
        found = parameter_dict_from_yaml_file(
            parameter_file, use_wildcard, [self.remote_node_name]
        )
        return self.set_parameters(list(found.values()), callback)

    def delete_parameters(
        self, names: list[str], callback: Callable[[Future], None] | None = None
    ) -> Future:
        """Delete parameters, as far as the remote node allows it."""
        return self.set_parameters([Parameter(name) for name in names], callback)

    def _call(self, name: str, request: Any, callback: Callable[[Future], None] | None) -> Future:
        future = self._clients[name].call_async(request)
        if callback is not None:
            future.add_done_callback(callback)
        return future


def _messages(parameters: Sequence[Any]) -> list[Any]:
    return [
        each.to_parameter_msg() if isinstance(each, Parameter) else each for each in parameters
    ]
