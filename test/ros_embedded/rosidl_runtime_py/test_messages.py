# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Messages to text and back."""

from __future__ import annotations

import pytest
from builtin_interfaces.msg import Time
from diagnostic_msgs.msg import DiagnosticStatus
from rosidl_runtime_py import (
    get_interfaces,
    message_to_csv,
    message_to_ordereddict,
    message_to_yaml,
    set_message_fields,
)
from rosidl_runtime_py.utilities import get_interface, get_message, get_service
from sensor_msgs.msg import Image, JointState
from std_msgs.msg import String
from std_srvs.srv import Trigger
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


def test_headers_can_be_stamped_later() -> None:
    message = JointState()
    setters = set_message_fields(message, {'header': 'auto'}, expand_header_auto=True)
    assert len(setters) == 1
    setters[0](Time(sec=5))
    assert message.header.stamp.sec == 5


def test_wrong_fields_are_explained() -> None:
    with pytest.raises(AttributeError, match="'String' has no field 'text'"):
        set_message_fields(String(), {'text': 'x'})
    with pytest.raises(TypeError, match="fields of 'String', not str"):
        set_message_fields(String(), 'x')


def test_text_of_messages() -> None:
    message = JointState(name=['a', 'b'], position=[1.0, 2.0])
    assert message_to_ordereddict(message)['position'] == [1.0, 2.0]
    assert 'name:\n- a\n- b\nposition:\n- 1.0\n- 2.0\n' in message_to_yaml(message)
    assert message_to_csv(message) == '0,0,,a,b,1.0,2.0'
    image = message_to_ordereddict(Image(data=bytes(200)), truncate_length=3)
    assert image['data'] == [0, 0, 0, '...']
    assert message_to_ordereddict(message, no_arr=True)['position'] == (
        '<sequence type: double, length: 2>'
    )


def test_interfaces_by_name() -> None:
    assert get_message('std_msgs/msg/String') is String
    assert get_interface('std_srvs/srv/Trigger') is Trigger
    assert get_service('std_srvs/Trigger') is Trigger
    assert get_interfaces(['std_srvs']) == {
        'std_srvs': ['srv/Empty', 'srv/SetBool', 'srv/Trigger']
    }
    with pytest.raises(AttributeError, match="'std_msgs/msg/Nothing' not found"):
        get_message('std_msgs/msg/Nothing')
    with pytest.raises(ValueError, match='no interface'):
        get_interface('String')
    with pytest.raises(LookupError, match='no_package'):
        get_interfaces(['no_package'])
