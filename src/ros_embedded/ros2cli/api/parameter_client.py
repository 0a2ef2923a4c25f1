# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Read and set the parameters of other nodes."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ros2cli.api.cli_node import wait_until
from ros2cli.api.graph_names import absolute_name
from ros2cli.api.service_client import call_service
from ros2cli.cli_error import CliError

if TYPE_CHECKING:
    from rclpy.node import Node

_DISCOVERY_S = 2.0
_TYPE_NAMES = (
    'not set',
    'boolean',
    'integer',
    'double',
    'string',
    'byte array',
    'boolean array',
    'integer array',
    'double array',
    'string array',
)
_TYPE_LABELS = (
    'Parameter not set.',
    'Boolean value is:',
    'Integer value is:',
    'Double value is:',
    'String value is:',
    'Byte values are:',
    'Boolean values are:',
    'Integer values are:',
    'Double values are:',
    'String values are:',
)


def add_timeout_argument(parser: argparse.ArgumentParser) -> None:
    """Add the argument about how long to wait for a node."""
    parser.add_argument(
        '--timeout',
        type=float,
        default=5.0,
        metavar='SECONDS',
        help='How long to wait for the node (default: %(default)s)',
    )


class ParameterClient:
    """The parameters of one other node."""

    def __init__(self, node: Node, remote: str, timeout_s: float) -> None:
        """Wait until the other node is there; raise CliError when it is not."""
        self._node = node
        self._remote = absolute_name(remote)
        self._timeout_s = timeout_s

        def is_there() -> bool:
            return self._remote in node.get_fully_qualified_node_names()

        if not wait_until(node, is_there, min(_DISCOVERY_S, timeout_s)):
            raise CliError(
                f"node '{self._remote}' not found: check the name with `ros2 node list`"
            )

    def names(self, prefixes: Sequence[str] = ()) -> list[str]:
        """Return the names of all parameters, or of those below prefixes, sorted."""
        from rcl_interfaces.srv import ListParameters

        request = ListParameters.Request(prefixes=list(prefixes))
        response = self._call(ListParameters, 'list_parameters', request)
        return sorted(response.result.names)

    def values(self, names: list[str]) -> list[Any]:
        """Return the ParameterValue messages of parameters."""
        from rcl_interfaces.srv import GetParameters

        request = GetParameters.Request(names=names)
        return list(self._call(GetParameters, 'get_parameters', request).values)

    def descriptors(self, names: list[str]) -> list[Any]:
        """Return the ParameterDescriptor messages of parameters."""
        from rcl_interfaces.srv import DescribeParameters

        request = DescribeParameters.Request(names=names)
        return list(self._call(DescribeParameters, 'describe_parameters', request).descriptors)

    def set(self, name: str, value: Any) -> Any:
        """Set a parameter and return the SetParametersResult message."""
        from rclpy.parameter import Parameter

        return self.set_messages([Parameter(name, value=value).to_parameter_msg()])[0]

    def set_messages(self, parameters: list[Any]) -> list[Any]:
        """Set Parameter messages and return a SetParametersResult message for each."""
        from rcl_interfaces.srv import SetParameters

        request = SetParameters.Request(parameters=parameters)
        return list(self._call(SetParameters, 'set_parameters', request).results)

    def require(self, name: str) -> Any:
        """Return the value of a parameter; raise CliError when the node does not have it."""
        # A node that does not have the parameter answers with no value at all.
        values = self.values([name])
        if not values:
            raise CliError(f"parameter '{name}' of '{self._remote}' is not set")
        return values[0]

    def _call(self, service_type: Any, service: str, request: Any) -> Any:
        name = f'{self._remote}/{service}'
        return call_service(self._node, service_type, name, request, self._timeout_s)


def python_value(message: Any) -> Any:
    """Return the value in a ParameterValue message."""
    from rclpy.parameter import parameter_value_to_python

    value = parameter_value_to_python(message)
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    return [one.hex() if isinstance(one, bytes) else one for one in value]


def type_name(number: int) -> str:
    """Return the name of a parameter type."""
    return _TYPE_NAMES[number]


def value_label(number: int) -> str:
    """Return what `ros2 param get` prints before a value."""
    return _TYPE_LABELS[number]
