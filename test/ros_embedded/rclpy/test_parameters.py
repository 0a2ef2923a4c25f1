# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Parameters: declaration, overrides, ranges, callbacks, services."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rcl_interfaces.msg import (
    FloatingPointRange,
    IntegerRange,
    ParameterDescriptor,
    ParameterEvent,
    SetParametersResult,
)
from rcl_interfaces.srv import DescribeParameters, GetParameters, ListParameters, SetParameters
from rclpy.exceptions import (
    InvalidParameterTypeException,
    InvalidParameterValueException,
    ParameterAlreadyDeclaredException,
    ParameterNotDeclaredException,
    ParameterUninitializedException,
)
from rclpy.parameter import Parameter, parameter_dict_from_yaml_file
from rclpy.parameter import get_parameter_value as value_of_text
from rclpy.parameter_client import AsyncParameterClient

FILE = """
/**:
  ros__parameters:
    rate_hz: 30.0
    name: everywhere
robot:
  arm:
    ros__parameters:
      name: robot arm
      limits: {low: -1.0, high: 1.0}
arm:
  ros__parameters:
    name: any arm
"""


def test_parameter_file_with_wildcards(make_node: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / 'parameters.yaml'
    path.write_text(FILE)
    arguments = ['--ros-args', '--params-file', str(path), '-p', 'extra:=[1, 2]']
    node = make_node('arm', namespace='robot', cli_args=arguments)
    assert node.declare_parameter('rate_hz', 10.0).value == 30.0
    assert node.declare_parameter('name', '').value == 'any arm'
    assert node.declare_parameter('limits.high', 0.0).value == 1.0
    assert node.declare_parameter('extra', [0]).value == [1, 2]
    assert node.declare_parameter('other', 7).value == 7
    other = make_node('camera', cli_args=arguments)
    assert other.declare_parameter('name', '').value == 'everywhere'
    found = parameter_dict_from_yaml_file(str(path), True, ['robot/arm'])
    assert found['limits.low'].value.double_value == -1.0


def test_overrides_can_declare(make_node: Callable[..., Any]) -> None:
    node = make_node(
        cli_args=['--ros-args', '-p', 'speed:=0.5', '-p', 'node:label:=x', '-p', 'no:other:=1'],
        automatically_declare_parameters_from_overrides=True,
    )
    assert node.get_parameter('speed').value == 0.5
    assert node.get_parameter('label').value == 'x'
    assert not node.has_parameter('other')


def test_override_of_another_type_is_refused(make_node: Callable[..., Any]) -> None:
    node = make_node(cli_args=['--ros-args', '-p', 'rate:=fast'])
    with pytest.raises(InvalidParameterTypeException, match=r"'rate' to 'fast'.*DOUBLE"):
        node.declare_parameter('rate', 10.0)
    assert not node.has_parameter('rate')


def test_undeclared_and_uninitialized_parameters(make_node: Callable[..., Any]) -> None:
    node = make_node()
    with pytest.raises(ParameterNotDeclaredException, match='missing'):
        node.get_parameter('missing')
    with pytest.raises(ParameterNotDeclaredException, match='missing'):
        node.set_parameters([Parameter('missing', value=1)])
    node.declare_parameter('later', Parameter.Type.INTEGER)
    with pytest.raises(ParameterUninitializedException, match='later'):
        node.get_parameter('later')
    with pytest.raises(ParameterAlreadyDeclaredException, match='later'):
        node.declare_parameter('later', 1)
    assert node.set_parameters([Parameter('later', value=3)])[0].successful
    assert node.get_parameter('later').value == 3
    free = make_node('free', allow_undeclared_parameters=True)
    assert free.get_parameter('missing').type_ == Parameter.Type.NOT_SET
    assert free.set_parameters([Parameter('missing', value=1)])[0].successful


def test_ranges_types_and_read_only(make_node: Callable[..., Any]) -> None:
    node = make_node()
    whole = ParameterDescriptor(
        integer_range=[IntegerRange(from_value=0, to_value=10, step=5)], description='a step'
    )
    real = ParameterDescriptor(
        floating_point_range=[FloatingPointRange(from_value=0.0, to_value=1.0, step=0.1)]
    )
    node.declare_parameter('whole', 5, whole)
    node.declare_parameter('real', 0.3, real)
    node.declare_parameter('fixed', 1, ParameterDescriptor(read_only=True))
    node.declare_parameter('any', 1, ParameterDescriptor(dynamic_typing=True))

    def reason(name: str, value: Any) -> str:
        result = node.set_parameters([Parameter(name, value=value)])[0]
        return '' if result.successful else result.reason

    assert reason('whole', 10) == ''
    assert 'valid step' in reason('whole', 7)
    assert 'out of range. Min: 0, Max: 10, value: 11' in reason('whole', 11)
    assert 'Wrong parameter type' in reason('whole', 5.0)
    assert reason('real', 0.7) == ''
    assert 'out of range' in reason('real', 1.5)
    assert reason('real', float('nan'))
    assert 'read-only' in reason('fixed', 2)
    assert reason('any', 'now a string') == ''
    with pytest.raises(InvalidParameterValueException, match='out of range'):
        node.declare_parameter('declared outside', 99, whole)
    assert node.describe_parameter('whole').description == 'a step'


def test_callbacks_see_and_reject_changes(make_node: Callable[..., Any]) -> None:
    node = make_node()
    node.declare_parameter('a', 1)
    node.declare_parameter('b', 1)
    applied: list[str] = []

    def check(parameters: list[Parameter]) -> Any:
        if any(parameter.value == 13 for parameter in parameters):
            return SetParametersResult(successful=False, reason='unlucky')
        return SetParametersResult(successful=True)

    node.add_on_set_parameters_callback(check)
    node.add_post_set_parameters_callback(
        lambda parameters: applied.extend(each.name for each in parameters)
    )
    result = node.set_parameters_atomically([Parameter('a', value=2), Parameter('b', value=13)])
    assert (result.successful, result.reason) == (False, 'unlucky')
    assert [each.value for each in node.get_parameters(['a', 'b'])] == [1, 1]
    assert node.set_parameters_atomically([Parameter('a', value=2)]).successful
    assert applied == ['a']


def test_parameter_services_and_events(
    make_node: Callable[..., Any], executor: Any, spin_until: Callable[..., bool]
) -> None:
    node, user = make_node('server'), make_node('user')
    executor.add_node(node)
    executor.add_node(user)
    node.declare_parameter('group.gain', 1.5, ParameterDescriptor(description='a gain'))
    events: list[ParameterEvent] = []
    user.create_subscription(ParameterEvent, '/parameter_events', events.append, 100)

    def call(service_type: Any, name: str, **fields: Any) -> Any:
        client = user.create_client(service_type, f'/server/{name}')
        assert client.wait_for_service(timeout_sec=60.0)
        future = client.call_async(service_type.Request(**fields))
        assert spin_until(future.done)
        return future.result()

    listed = call(ListParameters, 'list_parameters').result
    assert {'group.gain', 'use_sim_time'} <= set(listed.names)
    assert 'group' in listed.prefixes
    values = call(GetParameters, 'get_parameters', names=['group.gain']).values
    assert values[0].double_value == 1.5
    described = call(DescribeParameters, 'describe_parameters', names=['group.gain']).descriptors
    assert described[0].description == 'a gain'
    changes = [
        Parameter('group.gain', value=2.5).to_parameter_msg(),
        Parameter('unknown', value=1).to_parameter_msg(),
    ]
    results = call(SetParameters, 'set_parameters', parameters=changes).results
    assert [result.successful for result in results] == [True, False]
    assert node.get_parameter('group.gain').value == 2.5
    assert spin_until(lambda: any(event.changed_parameters for event in events))
    event = next(event for event in events if event.changed_parameters)
    assert event.node == '/server'
    assert event.changed_parameters[0].name == 'group.gain'


@pytest.mark.parametrize(
    ('text', 'field', 'value'),
    [
        ('true', 'bool_value', True),
        ('3', 'integer_value', 3),
        ('3.5', 'double_value', 3.5),
        ('hello', 'string_value', 'hello'),
        ("'3'", 'string_value', '3'),
        ('[a, b]', 'string_array_value', ['a', 'b']),
    ],
)
def test_value_of_a_command_line(text: str, field: str, value: Any) -> None:
    assert getattr(value_of_text(text), field) == value


def test_parameter_client(
    make_node: Callable[..., Any],
    executor: Any,
    spin_until: Callable[..., bool],
    tmp_path: Path,
) -> None:
    node, user = make_node('server'), make_node('user')
    executor.add_node(node)
    executor.add_node(user)
    node.declare_parameter('gain', 1.0)
    client = AsyncParameterClient(user, '/server')
    assert client.wait_for_services(timeout_sec=60.0)
    path = tmp_path / 'parameters.yaml'
    path.write_text('/server:\n  ros__parameters:\n    gain: 4.0\n')
    future = client.load_parameter_file(str(path))
    assert spin_until(future.done)
    assert future.result().results[0].successful
    future = client.get_parameters(['gain'])
    assert spin_until(future.done)
    assert future.result().values[0].double_value == 4.0


def test_pre_set_callback_changes_and_empties_the_list(make_node: Callable[..., Any]) -> None:
    node = make_node()
    node.declare_parameter('a', 1)
    node.declare_parameter('b', 1)

    def add(parameters: list[Parameter]) -> list[Parameter]:
        return [*parameters, Parameter('b', value=parameters[0].value + 1)]

    node.add_pre_set_parameters_callback(add)
    assert node.set_parameters([Parameter('a', value=5)])[0].successful
    assert (node.get_parameter('a').value, node.get_parameter('b').value) == (5, 6)
    node.remove_pre_set_parameters_callback(add)
    node.add_pre_set_parameters_callback(lambda _: [])
    result = node.set_parameters([Parameter('a', value=7)])[0]
    assert not result.successful
    assert 'cannot be empty' in result.reason
    assert node.get_parameter('a').value == 5


def test_declaring_a_parameter_by_its_name_alone_warns(make_node: Callable[..., Any]) -> None:
    node = make_node()
    with pytest.warns(UserWarning, match="parameter 'vague' only providing its name"):
        node.declare_parameter('vague')
    assert node.set_parameters([Parameter('vague', value='text')])[0].successful
    assert node.set_parameters([Parameter('vague', value=1.5)])[0].successful
    node.declare_parameter('loose', 1, ParameterDescriptor(dynamic_typing=True))
    assert node.set_parameters([Parameter('loose', value='text')])[0].successful
    assert node.describe_parameter('loose').dynamic_typing
