# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Graph queries about this process and others."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from rclpy.impl.node_graph import NodeNameNonExistentError
from rclpy.qos import DurabilityPolicy, QoSProfile, ReliabilityPolicy
from std_msgs.msg import String
from std_srvs.srv import Trigger

OTHER = """
import rclpy, sys
from rclpy.node import Node
from rclpy.qos import qos_profile_sensor_data
from std_msgs.msg import String
from std_srvs.srv import Trigger
rclpy.init()
node = Node('other', namespace='robot')
publisher = node.create_publisher(String, 'words', qos_profile_sensor_data)
service = node.create_service(Trigger, '~/go', lambda request, response: response)
print('ready')
sys.stdin.readline()
node.destroy_node()
rclpy.shutdown()
"""


def _eventually(condition: Callable[[], Any]) -> bool:
    end = time.monotonic() + 60.0
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    return bool(condition())


def test_node_of_another_process_is_seen_and_vanishes(
    make_node: Callable[..., Any], start_process: Callable[..., Any]
) -> None:
    node = make_node('me')
    process = start_process(OTHER)
    assert process.stdout.readline() == 'ready\n'
    assert _eventually(lambda: ('other', '/robot') in node.get_node_names_and_namespaces())
    assert _eventually(
        lambda: ('/robot/words', ['std_msgs/msg/String']) in node.get_topic_names_and_types()
    )
    assert ('/robot/other/go', ['std_srvs/srv/Trigger']) in node.get_service_names_and_types()
    assert _eventually(
        lambda: (
            ('/robot/words', ['std_msgs/msg/String'])
            in node.get_publisher_names_and_types_by_node('other', '/robot')
        )
    )
    services = dict(node.get_service_names_and_types_by_node('other', '/robot'))
    assert services['/robot/other/go'] == ['std_srvs/srv/Trigger']
    info = node.get_publishers_info_by_topic('/robot/words')[0]
    assert (info.node_name, info.node_namespace) == ('other', '/robot')
    assert info.qos_profile.reliability == ReliabilityPolicy.BEST_EFFORT
    assert str(info.topic_type_hash).startswith('RIHS01_df668c74')
    assert node.count_publishers('/robot/words') == 1
    process.stdin.write('\n')
    process.stdin.flush()
    assert _eventually(lambda: ('other', '/robot') not in node.get_node_names_and_namespaces())
    assert _eventually(lambda: node.count_publishers('/robot/words') == 0)


def test_queries_about_this_node(make_node: Callable[..., Any]) -> None:
    node = make_node('me', namespace='/ns')
    node.create_subscription(
        String,
        'in',
        lambda _: None,
        QoSProfile(depth=1, durability=DurabilityPolicy.TRANSIENT_LOCAL),
    )
    client = node.create_client(Trigger, 'go')
    assert node.get_fully_qualified_name() == '/ns/me'
    assert ('/ns/in', ['std_msgs/msg/String']) in node.get_subscriber_names_and_types_by_node(
        'me', '/ns'
    )
    assert node.get_client_names_and_types_by_node('me', '/ns') == [
        ('/ns/go', ['std_srvs/srv/Trigger'])
    ]
    assert node.count_subscribers('in') == 1
    assert node.count_clients('go') == 1
    assert node.count_services('go') == 0
    info = node.get_subscriptions_info_by_topic('in')[0]
    assert info.qos_profile.durability == DurabilityPolicy.TRANSIENT_LOCAL
    node.destroy_client(client)
    assert node.get_client_names_and_types_by_node('me', '/ns') == []
    with pytest.raises(NodeNameNonExistentError, match='/nobody'):
        node.get_client_names_and_types_by_node('nobody', '/')


def test_remapping_of_names(make_node: Callable[..., Any]) -> None:
    arguments = ['--ros-args', '-r', '__node:=renamed', '-r', '__ns:=/left', '-r', 'a:=/b/c']
    node = make_node('original', cli_args=[*arguments, '-r', '~/private:=public'])
    assert node.get_fully_qualified_name() == '/left/renamed'
    assert node.resolve_topic_name('a') == '/b/c'
    assert node.resolve_topic_name('a', only_expand=True) == '/left/a'
    assert node.resolve_service_name('~/private') == '/left/public'
    assert node.create_publisher(String, 'a', 1).topic_name == '/b/c'
    assert node.get_logger().name == 'left.renamed'
