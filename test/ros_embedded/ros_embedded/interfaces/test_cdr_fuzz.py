# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Whatever bytes come and whatever values are given: a message, or a clear error."""

from __future__ import annotations

import struct
from array import array
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ros_embedded.interfaces.cdr import CdrError, decode, encode
from ros_embedded.interfaces.registry import message_class

NAMES = (
    'std_msgs/msg/Empty',
    'std_msgs/msg/String',
    'std_msgs/msg/ByteMultiArray',
    'sensor_msgs/msg/JointState',
    'sensor_msgs/msg/Image',
    'sensor_msgs/msg/PointCloud2',
    'sensor_msgs/msg/Imu',
    'shape_msgs/msg/SolidPrimitive',
    'diagnostic_msgs/msg/DiagnosticArray',
    'visualization_msgs/msg/MarkerArray',
    'rcl_interfaces/msg/ParameterEvent',
    'rcl_interfaces/msg/ParameterDescriptor',
    'rmw_dds_common/msg/ParticipantEntitiesInfo',
    'trajectory_msgs/msg/JointTrajectory',
)
# The first example of a class waits for its codec to be made: no deadline, and no health check.
BRIEF = settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
CLASSES = st.sampled_from([message_class(name) for name in NAMES])
HEADERS = st.sampled_from([b'\0\0\0\0', b'\0\1\0\0'])
LENGTHS = st.sampled_from([0, 1, 2, 3, 255, 2**16, 2**31 - 1, 2**31, 2**32 - 1])
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**65), 2**65),
    st.floats(),
    st.text(max_size=20),
    st.binary(max_size=20),
    st.complex_numbers(),
)
VALUES = st.one_of(
    SCALARS,
    st.lists(SCALARS, max_size=5),
    st.sets(st.integers(-300, 300), max_size=5),
    st.dictionaries(st.text(max_size=3), SCALARS, max_size=3),
    st.builds(lambda code: array(code, [1, 2, 3]), st.sampled_from('bBhHiIqQfd')),
    st.builds(
        lambda kind, shape: np.ones(shape, kind),
        st.sampled_from(
            ['?', 'u1', 'i2', '>i4', 'u8', 'f2', 'f4', '>f8', 'c16', 'O', 'U3', 'M8[ns]']
        ),
        st.sampled_from([(), (0,), (3,), (9,), (36,), (2, 3)]),
    ),
    st.builds(memoryview, st.binary(max_size=9)),
    CLASSES.map(lambda cls: cls()),
)


def decode_or_complain(data: bytes, cls: Any) -> Any:
    """Return the message of some bytes, None when they are refused as they should be."""
    try:
        return decode(data, cls)
    except CdrError as error:
        complaint = str(error)
    assert complaint.startswith(f'cannot read {cls._definition.name}')
    return None


@BRIEF
@given(CLASSES, HEADERS, st.binary(max_size=300))
def test_random_bytes_make_a_message_or_a_cdr_error(cls: Any, header: bytes, data: bytes) -> None:
    message = decode_or_complain(header + data, cls)
    if message is not None:
        assert decode(encode(message), cls) is not None


@BRIEF
@given(CLASSES, st.binary(max_size=8))
def test_bytes_without_a_header_are_refused(cls: Any, data: bytes) -> None:
    with pytest.raises(CdrError):
        decode(b'\xff' + data, cls)


@BRIEF
@given(CLASSES, HEADERS, st.lists(LENGTHS, max_size=60))
def test_absurd_lengths_are_refused_without_taking_memory(
    cls: Any, header: bytes, lengths: list[int]
) -> None:
    decode_or_complain(header + struct.pack(f'<{len(lengths)}I', *lengths), cls)


def test_more_elements_than_a_bounded_sequence_holds_are_refused() -> None:
    cls = message_class('shape_msgs/msg/SolidPrimitive')
    three = b'\0\1\0\0' + struct.pack('<B3xI3d', 1, 3, 1.0, 2.0, 3.0) + bytes(4)
    assert len(decode(three, cls).dimensions) == 3
    four = b'\0\1\0\0' + struct.pack('<B3xI4d', 1, 4, 1.0, 2.0, 3.0, 4.0) + bytes(4)
    with pytest.raises(CdrError, match="4 elements in 'dimensions', which holds at most 3"):
        decode(four, cls)


@st.composite
def messages(draw: Any, cls: Any) -> Any:
    """Return a message with random numbers, texts and a few elements in its sequences."""
    message = cls()
    for field in cls._definition.fields:
        kind = field.type
        if kind.is_message:
            element = messages(message_class(kind.base))
        elif kind.is_string:
            element = st.text(max_size=kind.string_bound or 12)
        elif kind.base == 'bool':
            element = st.booleans()
        elif kind.base == 'byte':
            element = st.binary(min_size=1, max_size=1)
        elif kind.base in ('float32', 'float64'):
            element = st.floats(width=32, allow_nan=False)
        else:
            bits = 8 if kind.base == 'char' else int(kind.base.lstrip('uint'))
            low = -(2 ** (bits - 1)) if kind.base.startswith('int') else 0
            element = st.integers(low, low + 2**bits - 1)
        if kind.container == 'array':
            value = draw(st.lists(element, min_size=kind.size, max_size=kind.size))
        elif kind.container == 'sequence':
            value = draw(st.lists(element, max_size=min(kind.size or 3, 3)))
        else:
            value = draw(element)
        setattr(message, field.name, value)
    return message


ANY_MESSAGE = CLASSES.flatmap(messages)


@BRIEF
@given(ANY_MESSAGE)
def test_every_message_survives_encoding_and_decoding(message: Any) -> None:
    assert decode(encode(message), type(message)) == message


@BRIEF
@given(ANY_MESSAGE, st.data())
def test_a_message_that_was_cut_off_is_refused(message: Any, data: Any) -> None:
    whole = encode(message)
    cut = data.draw(st.integers(0, len(whole) - 1))
    assert decode_or_complain(whole[:cut], type(message)) is None


@BRIEF
@given(ANY_MESSAGE, st.data())
def test_a_message_with_changed_bytes_or_of_another_type_never_crashes(
    message: Any, data: Any
) -> None:
    changed = bytearray(encode(message))
    for _ in range(data.draw(st.integers(0, 4))):
        changed[data.draw(st.integers(4, len(changed) - 1))] = data.draw(st.integers(0, 255))
    decode_or_complain(bytes(changed), type(message))
    decode_or_complain(bytes(changed), data.draw(CLASSES))


@BRIEF
@given(CLASSES, st.data())
def test_a_field_takes_a_value_that_it_can_send_or_refuses_it(cls: Any, data: Any) -> None:
    names = [field.name for field in cls._definition.fields]
    name = data.draw(st.sampled_from([*names, 'no_such_field']))
    value = data.draw(VALUES)
    try:
        message = cls(**{name: value})
    except AssertionError as error:
        message, complaint = None, str(error)
    if message is None:
        assert name in complaint
        return
    assert decode(encode(message), cls) is not None


@BRIEF
@given(CLASSES, st.data())
def test_a_list_changed_in_place_is_refused_when_it_is_sent(cls: Any, data: Any) -> None:
    message = cls()
    for field in cls._definition.fields:
        value = getattr(message, field.name)
        if isinstance(value, list):
            value.append(data.draw(SCALARS))
    complaint = f'cannot serialize {cls._definition.name}'
    try:
        encode(message)
    except CdrError as error:
        complaint = str(error)
    assert complaint.startswith(f'cannot serialize {cls._definition.name}')
