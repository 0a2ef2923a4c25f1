# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""What other participants send may be wrong in any way; the node goes on."""

from __future__ import annotations

from collections.abc import Callable
from threading import Timer as Delay
from typing import Any

import pytest
from rcl_interfaces.msg import Parameter as ParameterMsg
from rcl_interfaces.msg import ParameterValue
from rcl_interfaces.srv import SetParameters, SetParametersAtomically
from rclpy.parameter import Parameter
from rclpy.wait_for_message import wait_for_message
from rosgraph_msgs.msg import Clock
from std_msgs.msg import Int32, String
from std_srvs.srv import SetBool

from ros_embedded.transport import EndpointQos

# Lengths beyond the end, a number that is cut off, a text without its letters.
JUNK = [
    b'\0\1\0\0\xff\xff\xff\x7fabcd',
    b'\0\1\0\0\xff\xff\xff\xffabcd',
    b'\0\1\0\0\7ab',
    b'\0\1\0\0\5\0\0\0',
]


@pytest.fixture
def send(context: Any) -> Callable[..., Any]:
    """Return a function that makes a function which writes bytes to a DDS topic."""

    def connect(topic: str, message_type: Any) -> Callable[[bytes], Any]:
        writer = context.session.participant.create_writer(
            topic, message_type._definition.dds_type_name, EndpointQos(depth=100)
        )
        return writer.write

    return connect


def test_malformed_messages_are_counted_logged_once_and_dropped(
    make_node: Callable[..., Any],
    executor: Any,
    spin_until: Callable[..., bool],
    capfd: pytest.CaptureFixture[str],
) -> None:
    node = make_node('victim')
    executor.add_node(node)
    received: list[String] = []
    subscription = node.create_subscription(String, 'topic', received.append, 100)
    publisher = node.create_publisher(String, 'topic', 100)
    assert spin_until(lambda: publisher.get_subscription_count() == 1)
    for data in JUNK * 3:
        publisher.publish(data)
    publisher.publish(String(data='good'))
    assert spin_until(lambda: received)
    assert [message.data for message in received] == ['good']
    assert subscription.malformed_count == len(JUNK) * 3
    assert capfd.readouterr().err.count("dropped a malformed message on '/topic'") == 1


def test_malformed_requests_and_responses_do_not_stop_a_service(
    make_node: Callable[..., Any],
    executor: Any,
    spin_until: Callable[..., bool],
    send: Callable[..., Any],
) -> None:
    node = make_node()
    executor.add_node(node)

    def answer(request: Any, response: Any) -> Any:
        response.success = request.data
        return response

    service = node.create_service(SetBool, 'switch', answer)
    client = node.create_client(SetBool, 'switch')
    request = send('rq/switchRequest', SetBool.Request)
    respond = send('rr/switchReply', SetBool.Response)
    assert client.wait_for_service(timeout_sec=60.0)
    for data in JUNK:
        request(data)
        respond(data)
    assert spin_until(lambda: service.malformed_count == len(JUNK))
    assert spin_until(lambda: client.malformed_count == len(JUNK))
    future = client.call_async(SetBool.Request(data=True))
    assert spin_until(future.done)
    assert future.result().success


def test_malformed_discovery_data_do_not_hide_nodes(
    make_node: Callable[..., Any], context: Any, send: Callable[..., Any]
) -> None:
    node = make_node('seen')
    write = send('ros_discovery_info', context.session.graph._info)
    for data in JUNK:
        write(data)
    assert node.get_node_names() == ['seen']


def test_a_topic_with_conflicting_types_serves_each_type_on_its_own(
    make_node: Callable[..., Any], executor: Any, spin_until: Callable[..., bool]
) -> None:
    node = make_node()
    executor.add_node(node)
    received: list[Any] = []
    node.create_subscription(String, 'topic', received.append, 10)
    numbers = node.create_publisher(Int32, 'topic', 10)
    texts = node.create_publisher(String, 'topic', 10)
    assert spin_until(lambda: texts.get_subscription_count() == 1)
    numbers.publish(Int32(data=1))
    texts.publish(String(data='text'))
    assert spin_until(lambda: received)
    assert received == [String(data='text')]
    assert numbers.get_subscription_count() == 0
    types = dict(node.get_topic_names_and_types())['/topic']
    assert types == ['std_msgs/msg/Int32', 'std_msgs/msg/String']


def test_waiting_for_a_message_passes_malformed_ones_over(
    make_node: Callable[..., Any],
) -> None:
    node = make_node()
    publisher = node.create_publisher(String, 'topic', 10)

    def publish() -> None:
        publisher.publish(JUNK[0])
        publisher.publish(String(data='good'))

    delays = [Delay(seconds, publish) for seconds in (0.5, 5.0, 20.0)]
    for delay in delays:
        delay.start()
    try:
        found, message = wait_for_message(String, node, 'topic', qos_profile=10, time_to_wait=60.0)
    finally:
        for delay in delays:
            delay.cancel()
            delay.join()
    assert found
    assert message.data == 'good'


def test_parameters_of_an_unknown_type_are_refused(
    make_node: Callable[..., Any], executor: Any, spin_until: Callable[..., bool]
) -> None:
    node = make_node('victim')
    executor.add_node(node)
    node.declare_parameter('speed', 1.0)
    parameter = ParameterMsg(name='speed', value=ParameterValue(type=99))
    for kind, name in (
        (SetParameters, 'set_parameters'),
        (SetParametersAtomically, 'set_parameters_atomically'),
    ):
        client = node.create_client(kind, f'victim/{name}')
        assert client.wait_for_service(timeout_sec=60.0)
        future = client.call_async(kind.Request(parameters=[parameter]))
        assert spin_until(future.done)
        response = future.result()
        result = response.results[0] if kind is SetParameters else response.result
        assert not result.successful
        assert 'unexpected parameter type 99' in result.reason
    assert node.get_parameter('speed').value == 1.0


def test_a_negative_clock_is_ignored(
    make_node: Callable[..., Any], executor: Any, spin_until: Callable[..., bool]
) -> None:
    node = make_node(parameter_overrides=[Parameter('use_sim_time', value=True)])
    executor.add_node(node)
    publisher = node.create_publisher(Clock, '/clock', 10)
    assert spin_until(lambda: publisher.get_subscription_count() == 1)
    bad, good = Clock(), Clock()
    bad.clock.sec, good.clock.sec = -5, 7
    publisher.publish(bad)
    publisher.publish(good)
    assert spin_until(lambda: node.get_clock().now().nanoseconds == 7 * 10**9)
