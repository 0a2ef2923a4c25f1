# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""What a node tells of its message types."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rclpy.parameter import Parameter
from sensor_msgs.msg import JointState
from type_description_interfaces.srv import GetTypeDescription


def test_types_of_a_node_are_described(
    make_node: Callable[..., Any], executor: Any, spin_until: Callable[..., bool]
) -> None:
    node = make_node('known')
    executor.add_node(node)
    node.create_publisher(JointState, 'joints', 1)
    client = node.create_client(GetTypeDescription, 'known/get_type_description')
    assert client.wait_for_service(timeout_sec=60.0)

    def ask(**request: Any) -> Any:
        future = client.call_async(GetTypeDescription.Request(**request))
        assert spin_until(future.done)
        return future.result()

    response = ask(type_name='sensor_msgs/msg/JointState')
    assert response.successful
    fields = response.type_description.type_description.fields
    assert [field.name for field in fields] == [
        'header',
        'name',
        'position',
        'velocity',
        'effort',
    ]
    assert fields[0].type.nested_type_name == 'std_msgs/msg/Header'
    assert [source.type_name for source in response.type_sources] == [
        'sensor_msgs/msg/JointState',
        'builtin_interfaces/msg/Time',
        'std_msgs/msg/Header',
    ]
    assert 'frame_id' in response.type_sources[2].raw_file_contents
    response = ask(type_name='sensor_msgs/msg/JointState', include_type_sources=False)
    assert response.successful
    assert response.type_sources == []
    response = ask(type_name='sensor_msgs/msg/JointState', type_hash='RIHS01_00')
    assert not response.successful
    assert 'has the hash RIHS01_' in response.failure_reason
    response = ask(type_name='sensor_msgs/msg/Image')
    assert not response.successful
    assert 'not that of a publisher or subscription' in response.failure_reason


def test_the_service_can_be_left_out(make_node: Callable[..., Any]) -> None:
    off = [Parameter('start_type_description_service', value=False)]
    node = make_node('silent', parameter_overrides=off)
    assert node.count_services('silent/get_type_description') == 0
    assert node.describe_parameter('start_type_description_service').read_only
