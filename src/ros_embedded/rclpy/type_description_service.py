# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The service through which others ask a node what its message types look like."""

from __future__ import annotations

import weakref
from typing import Any

from rcl_interfaces.msg import ParameterDescriptor
from rosidl_runtime_py.set_message import set_message_fields
from type_description_interfaces.msg import TypeDescription, TypeSource
from type_description_interfaces.srv import GetTypeDescription

from rclpy.qos import qos_profile_services_default
from ros_embedded.interfaces.catalogue import interface_text
from ros_embedded.interfaces.type_hash import type_description, type_hash

START_TYPE_DESCRIPTION_SERVICE_PARAM = 'start_type_description_service'


class TypeDescriptionService:
    """Server of ``~/get_type_description``, unless a parameter forbids it."""

    def __init__(self, node: Any) -> None:
        """Declare the parameter, and create the server."""
        self._node_reference = weakref.ref(node)
        parameter = node.declare_parameter(
            START_TYPE_DESCRIPTION_SERVICE_PARAM,
            True,
            ParameterDescriptor(
                description='If enabled, start the ~/get_type_description service.',
                read_only=True,
            ),
        )
        self.enabled = parameter.value
        if self.enabled:
            node.create_service(
                GetTypeDescription,
                '~/get_type_description',
                self._describe,
                qos_profile=qos_profile_services_default,
            )

    def _describe(self, request: Any, response: Any) -> Any:
        name = request.type_name
        response.failure_reason = self._objection(name, request.type_hash)
        response.successful = not response.failure_reason
        if response.successful:
            description = type_description(name)
            response.type_description = TypeDescription()
            set_message_fields(response.type_description, description)
            if request.include_type_sources:
                response.type_sources = [
                    _source(each.type_name)
                    for each in (
                        response.type_description.type_description,
                        *response.type_description.referenced_type_descriptions,
                    )
                ]
        return response

    def _objection(self, name: str, wanted_hash: str) -> str:
        """Return why a type is not described, empty when it is."""
        node = self._node_reference()
        if node is None:
            return 'The node of this service is gone'
        known = {
            entity.msg_type._definition.name for entity in (*node.publishers, *node.subscriptions)
        }
        if name not in known:
            return f"Type '{name}' is not that of a publisher or subscription of this node"
        if wanted_hash and wanted_hash != type_hash(name):
            return f"Type '{name}' has the hash {type_hash(name)} in this node"
        return ''


def _source(name: str) -> Any:
    return TypeSource(
        type_name=name, encoding='msg', raw_file_contents=interface_text(*name.split('/'))
    )
