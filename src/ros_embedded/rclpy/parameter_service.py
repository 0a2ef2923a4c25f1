# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The services through which others read and write a node's parameters."""

from __future__ import annotations

import weakref
from typing import Any

from rcl_interfaces.msg import SetParametersResult
from rcl_interfaces.srv import (
    DescribeParameters,
    GetParameters,
    GetParameterTypes,
    ListParameters,
    SetParameters,
    SetParametersAtomically,
)

from rclpy.exceptions import ParameterNotDeclaredException
from rclpy.parameter import Parameter
from rclpy.qos import qos_profile_parameters


class ParameterService:
    """Servers of the six parameter services of a node."""

    def __init__(self, node: Any) -> None:
        """Create the servers."""
        self._node_reference = weakref.ref(node)
        for service_type, name, callback in (
            (DescribeParameters, 'describe_parameters', self._describe_parameters),
            (GetParameters, 'get_parameters', self._get_parameters),
            (GetParameterTypes, 'get_parameter_types', self._get_parameter_types),
            (ListParameters, 'list_parameters', self._list_parameters),
            (SetParameters, 'set_parameters', self._set_parameters),
            (SetParametersAtomically, 'set_parameters_atomically', self._set_atomically),
        ):
            node.create_service(
                service_type,
                f'~/{name}',
                callback,
                qos_profile=qos_profile_parameters,
            )

    @property
    def _node(self) -> Any:
        node = self._node_reference()
        if node is None:
            raise ReferenceError('Expected valid node weak reference')
        return node

    def _describe_parameters(self, request: Any, response: Any) -> Any:
        try:
            response.descriptors = self._node.describe_parameters(list(request.names))
        except ParameterNotDeclaredException:
            # The real services answer with nothing when one name is unknown.
            response.descriptors = []
        return response

    def _get_parameters(self, request: Any, response: Any) -> Any:
        node = self._node
        values: list[Any] = []
        for name in request.names:
            if not node.has_parameter(name) and not node._allow_undeclared_parameters:
                values = []
                break
            values.append(node.get_parameter_or(name, Parameter(name)).get_parameter_value())
        response.values = values
        return response

    def _get_parameter_types(self, request: Any, response: Any) -> Any:
        try:
            types = [kind.value for kind in self._node.get_parameter_types(list(request.names))]
        except ParameterNotDeclaredException:
            types = []
        response.types = types
        return response

    def _list_parameters(self, request: Any, response: Any) -> Any:
        response.result = self._node.list_parameters(list(request.prefixes), request.depth)
        return response

    def _set_parameters(self, request: Any, response: Any) -> Any:
        response.results = [self._set([message]) for message in request.parameters]
        return response

    def _set_atomically(self, request: Any, response: Any) -> Any:
        response.result = self._set(request.parameters)
        return response

    def _set(self, messages: Any) -> Any:
        """Set all parameters or none; answer what a request asks in vain instead of raising."""
        try:
            parameters = [Parameter.from_parameter_msg(message) for message in messages]
        except (RuntimeError, ValueError) as error:  # of a type that no parameter has
            return SetParametersResult(successful=False, reason=str(error))
        try:
            return self._node.set_parameters_atomically(parameters)
        except ParameterNotDeclaredException as error:
            return SetParametersResult(successful=False, reason=str(error))
