# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""CDR: the bytes are those of an independent implementation; bad bytes raise CdrError only."""

from __future__ import annotations

import struct
from typing import Any

import numpy as np
import pytest
from diagnostic_msgs.msg import DiagnosticArray, DiagnosticStatus, KeyValue
from geometry_msgs.msg import Point, PoseWithCovarianceStamped
from hypothesis import given, settings
from hypothesis import strategies as st
from rosbags.typesys import Stores, get_typestore
from sensor_msgs.msg import CameraInfo, Image, JointState, PointCloud2, PointField
from std_msgs.msg import Bool, Empty, Float64MultiArray, Header, String
from trajectory_msgs.msg import JointTrajectory, JointTrajectoryPoint
from visualization_msgs.msg import Marker, MarkerArray

from ros_embedded.interfaces.cdr import CdrError, decode, encode
from ros_embedded.interfaces.registry import message_class

STORE = get_typestore(Stores.ROS2_JAZZY)

EXAMPLES: list[Any] = [
    Bool(data=True),
    Empty(),
    String(data='grüße'),
    Image(header=Header(frame_id='odd'), data=bytes(range(13)), step=13, width=13, height=1),
    JointState(name=['a', 'bcd'], position=[1.0], velocity=[], effort=[2.0, 3.0]),
    CameraInfo(d=[0.5] * 5, k=np.arange(9.0), distortion_model='plumb_bob'),
    PoseWithCovarianceStamped(header=Header(frame_id='a')),
    PointCloud2(fields=[PointField(name='x'), PointField(name='xyz', count=3)], data=b'123'),
    DiagnosticArray(
        status=[DiagnosticStatus(level=b'\1', name='n', values=[KeyValue(key='k', value='v')])]
    ),
    JointTrajectory(
        joint_names=['j'],
        points=[JointTrajectoryPoint(positions=[1.0]), JointTrajectoryPoint(velocities=[2.0])],
    ),
    MarkerArray(markers=[Marker(points=[Point(x=1.0)], text='t'), Marker(ns='n')]),
    Float64MultiArray(data=[1.0, 2.0]),
]


@pytest.mark.parametrize('message', EXAMPLES, ids=lambda message: type(message).__name__)
def test_bytes_agree_with_rosbags(message: Any) -> None:
    name = type(message).__msgtype__
    data = encode(message)
    assert decode(data, type(message)) == message
    independent = STORE.deserialize_cdr(data, name)
    assert bytes(STORE.serialize_cdr(independent, name)) == data


@pytest.mark.parametrize('message', EXAMPLES, ids=lambda message: type(message).__name__)
def test_big_endian_bytes_are_read(message: Any) -> None:
    name = type(message).__msgtype__
    independent = STORE.deserialize_cdr(encode(message), name)
    big = bytes(STORE.serialize_cdr(independent, name, little_endian=False))
    assert decode(big, type(message)) == message


@pytest.mark.parametrize('message', EXAMPLES, ids=lambda message: type(message).__name__)
def test_truncated_bytes_raise(message: Any) -> None:
    data = encode(message)
    for size in range(len(data) - 1):
        with pytest.raises(CdrError, match=type(message).__msgtype__):
            decode(data[:size], type(message))


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(EXAMPLES), st.data())
def test_corrupted_bytes_never_raise_anything_else(message: Any, data: st.DataObject) -> None:
    raw = bytearray(encode(message))
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(4, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        decode(raw, type(message))
    except CdrError:
        return


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(EXAMPLES), st.binary(max_size=200))
def test_random_bytes_never_raise_anything_else(message: Any, data: bytes) -> None:
    try:
        decode(b'\0\1\0\0' + data, type(message))
    except CdrError:
        return


def test_huge_length_is_refused_before_memory_is_taken() -> None:
    empty = encode(Image())
    assert empty[-4:] == struct.pack('<I', 0)
    with pytest.raises(CdrError, match="4294967295 bytes for 'data'"):
        decode(empty[:-4] + struct.pack('<I', 2**32 - 1), Image)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.text(max_size=9), max_size=4),
    st.lists(st.floats(allow_nan=False), max_size=5),
    st.lists(st.floats(allow_nan=False), max_size=5),
)
def test_round_trip(names: list[str], positions: list[float], effort: list[float]) -> None:
    message = JointState(name=names, position=positions, effort=effort)
    found = decode(encode(message), JointState)
    assert found.position == message.position
    assert found.effort == message.effort
    assert [name.encode('utf-8', 'replace') for name in found.name] == [
        name.encode('utf-8', 'replace') for name in names
    ]


def test_result_does_not_refer_to_the_bytes() -> None:
    raw = bytearray(encode(Image(data=b'\1\2\3')))
    message = decode(raw, Image)
    raw[:] = bytes(len(raw))
    assert message.data.tolist() == [1, 2, 3]


def test_field_changed_in_place_to_something_wrong_is_named() -> None:
    message = JointState(name=['a'])
    message.name.append(3)
    with pytest.raises(CdrError, match='sensor_msgs/msg/JointState'):
        encode(message)


def test_every_standard_message_has_a_codec() -> None:
    for name in STORE.fielddefs:
        message = message_class(name)()
        assert decode(encode(message), type(message)) == message
