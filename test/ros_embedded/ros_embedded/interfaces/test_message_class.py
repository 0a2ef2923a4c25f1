# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Classes of messages: defaults, checks, comparison."""

from __future__ import annotations

import copy
import pickle
from array import array

import numpy as np
import pytest
from diagnostic_msgs.msg import DiagnosticStatus
from geometry_msgs.msg import PoseWithCovariance, Quaternion
from rosidl_parser.definition import BasicType, NamespacedType, UnboundedSequence, UnboundedString
from sensor_msgs.msg import Image, JointState, PointField, RegionOfInterest
from std_msgs.msg import Float32, Header, String, UInt8
from std_srvs.srv import Empty, SetBool


def test_defaults() -> None:
    assert JointState().position == array('d')
    assert JointState().name == []
    assert Quaternion().w == 1.0
    assert PoseWithCovariance().covariance.tolist() == [0.0] * 36
    assert DiagnosticStatus().level == b'\0'
    assert SetBool.Response().message == ''
    assert Empty.Request() == Empty.Request()


def test_constants_and_field_types() -> None:
    assert PointField.FLOAT32 == 7
    assert DiagnosticStatus.ERROR == b'\2'
    assert Image.get_fields_and_field_types()['data'] == 'sequence<uint8>'
    assert PoseWithCovariance.get_fields_and_field_types() == {
        'pose': 'geometry_msgs/Pose',
        'covariance': 'double[36]',
    }
    assert JointState.SLOT_TYPES[:3] == (
        NamespacedType(['std_msgs', 'msg'], 'Header'),
        UnboundedSequence(UnboundedString()),
        UnboundedSequence(BasicType('double')),
    )


def test_numeric_sequences_take_buffers_and_lists() -> None:
    state = JointState(position=[1.0, 2.0])
    assert state.position == array('d', [1.0, 2.0])
    state.position = np.arange(3)
    assert state.position.tolist() == [0.0, 1.0, 2.0]
    image = Image(data=b'\1\2\3')
    assert image.data.tolist() == [1, 2, 3]
    image.data = np.array([4, 5], np.uint8)
    assert np.frombuffer(image.data, np.uint8).tolist() == [4, 5]


@pytest.mark.parametrize(
    ('message', 'field', 'value', 'reason'),
    [
        (String(), 'data', 3, "'data' field must be of type 'str', not int"),
        (Float32(), 'data', 1, "'data' field must be of type 'float'"),
        (Float32(), 'data', 1e300, 'must be a float in'),
        (UInt8(), 'data', 256, r'unsigned integer in \[0, 255\]'),
        (UInt8(), 'data', -1, r'unsigned integer in \[0, 255\]'),
        (RegionOfInterest(), 'do_rectify', 1, "of type 'bool'"),
        (JointState(), 'header', None, "a sub message of type 'Header'"),
        (JointState(), 'name', 'joint', 'set or sequence'),
        (JointState(), 'name', ['a', 1], "each value of type 'str', not int"),
        (JointState(), 'position', [1.0, 2], "each value of type 'float', not int"),
        (JointState(), 'position', array('f', [1.0]), "type code of 'd'"),
        (JointState(), 'position', np.zeros((2, 2)), 'one-dimensional'),
        (Image(), 'data', [0, 300], 'each value in'),
        (Image(), 'data', np.array([300]), 'each value in'),
        (Image(), 'data', np.array([0.5]), 'elements of type uint8'),
        (PoseWithCovariance(), 'covariance', [0.0] * 35, 'length 36'),
        (DiagnosticStatus(), 'level', 1, "'bytes'"),
    ],
)
def test_wrong_values_are_refused(message: object, field: str, value: object, reason: str) -> None:
    with pytest.raises(AssertionError, match=reason):
        setattr(message, field, value)


def test_unknown_fields_are_refused() -> None:
    with pytest.raises(AssertionError, match='text; String has data'):
        String(text='x')
    with pytest.raises(AttributeError, match='text'):
        String().text = 'x'


def test_comparison_copy_and_text() -> None:
    message = PoseWithCovariance(covariance=np.arange(36.0))
    other = copy.deepcopy(message)
    assert message == other
    other.covariance[3] = 7.0
    assert message != other
    assert pickle.loads(pickle.dumps(Header(frame_id='x'))) == Header(frame_id='x')
    assert repr(String(data='hello')) == "std_msgs.msg.String(data='hello')"


@pytest.mark.parametrize('checked', [True, False])
def test_the_constructor_takes_the_switch_of_jazzy(checked: bool) -> None:
    assert String(data='x', check_fields=checked).data == 'x'
    with pytest.raises(AssertionError):
        String(data=5, check_fields=checked)
