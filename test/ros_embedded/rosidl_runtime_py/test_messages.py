# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Messages to text and back."""

from __future__ import annotations

import pytest
from builtin_interfaces.msg import Time
from diagnostic_msgs.msg import DiagnosticStatus
from geometry_msgs.msg import Point, PointStamped, PoseWithCovariance, TransformStamped
from rosidl_parser.definition import NamespacedType
from rosidl_runtime_py import (
    get_interfaces,
    import_message_from_namespaced_type,
    message_to_csv,
    message_to_ordereddict,
    message_to_yaml,
    set_message_fields,
)
from rosidl_runtime_py.utilities import get_action, get_interface, get_message, get_service
from sensor_msgs.msg import Image, JointState
from shape_msgs.msg import SolidPrimitive
from std_msgs.msg import String
from std_srvs.srv import SetBool, Trigger
from tf2_msgs.action import LookupTransform
from tf2_msgs.msg import TFMessage
from trajectory_msgs.msg import JointTrajectory


def test_set_fields_from_plain_values() -> None:
    message = JointTrajectory()
    set_message_fields(
        message,
        {
            'joint_names': ['a'],
            'points': [{'positions': [1, 2.5], 'time_from_start': {'sec': 1}}],
        },
    )
    assert message.points[0].positions.tolist() == [1.0, 2.5]
    assert message.points[0].time_from_start.sec == 1
    status = DiagnosticStatus()
    set_message_fields(status, {'level': 2, 'values': [{'key': 'k'}]})
    assert (status.level, status.values[0].key) == (b'\2', 'k')


def test_values_are_converted_to_the_type_of_their_field() -> None:
    message = String()
    set_message_fields(message, {'data': 5})
    assert message.data == '5'
    point = PointStamped()
    set_message_fields(point, {'point': {'x': 1, 'y': '2.5'}})
    assert (point.point.x, point.point.y) == (1.0, 2.5)
    with pytest.raises(ValueError, match='could not convert'):
        set_message_fields(point, {'point': {'x': 'far'}})
    with pytest.raises(AssertionError, match="of type 'bool'"):
        set_message_fields(SetBool.Request(), {'data': 'false'})
    set_message_fields(point, {'point': Point(z=4.0)})
    assert point.point.z == 4.0
    values = {'transforms': [{'child_frame_id': 'a'}, TransformStamped(child_frame_id='b')]}
    tree = TFMessage()
    set_message_fields(tree, values)
    assert [each.child_frame_id for each in tree.transforms] == ['a', 'b']
    covariance = PoseWithCovariance()
    set_message_fields(covariance, {'covariance': list(range(36))})
    assert covariance.covariance[35] == 35.0


def test_now_in_an_array() -> None:
    tree = TFMessage()
    values = {'transforms': [{'header': 'auto'}, {'header': {'stamp': 'now'}}]}
    setters = set_message_fields(tree, values, expand_header_auto=True, expand_time_now=True)
    for setter in setters:
        setter(Time(sec=7))
    assert [each.header.stamp.sec for each in tree.transforms] == [7, 7]
    with pytest.raises(TypeError, match="Value 'now' is expected to be a dictionary"):
        set_message_fields(tree, values, expand_header_auto=True)


def test_headers_can_be_stamped_later() -> None:
    message = JointState()
    setters = set_message_fields(message, {'header': 'auto'}, expand_header_auto=True)
    assert len(setters) == 1
    setters[0](Time(sec=5))
    assert message.header.stamp.sec == 5


def test_wrong_fields_are_explained() -> None:
    with pytest.raises(AttributeError, match="'String' has no field 'text'"):
        set_message_fields(String(), {'text': 'x'})
    with pytest.raises(TypeError, match="Value 'x' is expected to be a dictionary but is a str"):
        set_message_fields(String(), 'x')


def test_text_of_messages() -> None:
    message = JointState(name=['a', 'b'], position=[1.0, 2.0])
    assert message_to_ordereddict(message)['position'] == [1.0, 2.0]
    assert 'name:\n- a\n- b\nposition:\n- 1.0\n- 2.0\n' in message_to_yaml(message)
    assert message_to_csv(message) == '0,0,,a,b,1.0,2.0,,'
    image = message_to_ordereddict(Image(data=bytes(200)), truncate_length=3)
    assert image['data'] == [0, 0, 0, '...']
    assert message_to_ordereddict(message, no_arr=True)['position'] == (
        '<sequence type: double, length: 2>'
    )


def test_arrays_and_strings_can_be_left_out() -> None:
    pose = PoseWithCovariance()
    assert message_to_ordereddict(pose, no_arr=True)['covariance'] == '<array type: double[36]>'
    tree = TFMessage(transforms=[TransformStamped()])
    short = '<sequence type: geometry_msgs/msg/TransformStamped, length: 1>'
    assert message_to_ordereddict(tree, no_arr=True)['transforms'] == short
    assert message_to_csv(tree, no_arr=True) == short
    primitive = SolidPrimitive(dimensions=[1.0])
    found = message_to_ordereddict(primitive, no_arr=True)['dimensions']
    assert found == '<sequence type: double[3], length: 1>'
    assert message_to_yaml(String(data='abc'), no_str=True) == "data: '<string length: <3>>'\n"
    assert message_to_yaml(String(data='abcdef'), truncate_length=3) == 'data: abc...\n'
    names = JointState(name=['first', 'second', 'third'])
    assert message_to_csv(names, truncate_length=2) == '0,0,,fi...,se...,...,,,'


def test_bytes_are_characters() -> None:
    status = DiagnosticStatus(level=DiagnosticStatus.STALE)
    assert message_to_ordereddict(status)['level'] == '\3'
    assert message_to_yaml(status).startswith('level: "\\x03"\n')
    assert message_to_csv(status).startswith("b'\\x03',")
    assert message_to_ordereddict(b'serialized') == {'bytes': b'serialized'}
    assert message_to_csv(b'serialized') == "b'serialized'"


def test_interfaces_by_name() -> None:
    assert get_message('std_msgs/msg/String') is String
    assert get_interface('std_srvs/srv/Trigger') is Trigger
    assert get_service('std_srvs/Trigger') is Trigger
    assert get_interfaces(['std_srvs']) == {
        'std_srvs': ['srv/Empty', 'srv/SetBool', 'srv/Trigger']
    }
    with pytest.raises(AttributeError, match="'std_msgs/msg/Nothing' not found"):
        get_message('std_msgs/msg/Nothing')
    with pytest.raises(ValueError, match='no name of an interface'):
        get_interface('String')
    with pytest.raises(ModuleNotFoundError, match='no_package'):
        get_interface('no_package/msg/String')
    with pytest.raises(ValueError, match="full name of a message, got 'std_srvs/srv/Trigger'"):
        get_message('std_srvs/srv/Trigger')
    assert get_action('tf2_msgs/LookupTransform') is LookupTransform
    named = NamespacedType(['std_msgs', 'msg'], 'String')
    assert import_message_from_namespaced_type(named) is String
    with pytest.raises(LookupError, match='no_package'):
        get_interfaces(['no_package'])
