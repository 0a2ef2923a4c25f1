# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Transforms between frames over time."""

from __future__ import annotations

import math

import numpy as np
import pytest
import yaml
from geometry_msgs.msg import TransformStamped
from rclpy.duration import Duration
from rclpy.time import Time
from scipy.spatial.transform import Rotation
from tf2_py import (
    BufferCore,
    ConnectivityException,
    ExtrapolationException,
    InvalidArgumentException,
    LookupException,
)

NOW = Time()


def _transform(
    parent: str,
    child: str,
    seconds: float = 1.0,
    translation: tuple[float, float, float] = (1.0, 0.0, 0.0),
    rotation: Rotation | None = None,
) -> TransformStamped:
    message = TransformStamped(child_frame_id=child)
    message.header.frame_id = parent
    message.header.stamp = Time(seconds=seconds).to_msg()
    t, r = message.transform.translation, message.transform.rotation
    t.x, t.y, t.z = translation
    if rotation is not None:
        r.x, r.y, r.z, r.w = rotation.as_quat()
    return message


def _matrix(message: TransformStamped) -> np.ndarray:
    t, r = message.transform.translation, message.transform.rotation
    matrix = np.eye(4)
    matrix[:3, :3] = Rotation.from_quat([r.x, r.y, r.z, r.w]).as_matrix()
    matrix[:3, 3] = t.x, t.y, t.z
    return matrix


def _buffer(*transforms: TransformStamped) -> BufferCore:
    buffer = BufferCore()
    for transform in transforms:
        buffer.set_transform(transform, 'test')
    return buffer


def test_what_is_set_comes_back() -> None:
    sent = _transform('map', 'base', 1.5, (42.0, -3.14, 0.5))
    buffer = _buffer(sent)
    assert buffer.lookup_transform_core('map', 'base', NOW) == sent
    assert buffer.lookup_transform_core('map', 'base', Time(seconds=1.5).to_msg()) == sent


def test_paths_up_down_and_across_the_tree() -> None:
    rng = np.random.default_rng(0)
    links = {
        name: _transform(
            parent, name, 1.0, tuple(rng.normal(size=3)), Rotation.from_rotvec(rng.normal(size=3))
        )
        for name, parent in {'b': 'a', 'c': 'b', 'd': 'b', 'e': 'd'}.items()
    }
    buffer = _buffer(*links.values())
    to_root = {'a': np.eye(4)}
    for name in links:
        to_root[name] = to_root[links[name].header.frame_id] @ _matrix(links[name])
    for target in to_root:
        for source in to_root:
            found = buffer.lookup_transform_core(target, source, Time(seconds=1))
            assert (found.header.frame_id, found.child_frame_id) == (target, source)
            expected = np.linalg.inv(to_root[target]) @ to_root[source]
            np.testing.assert_allclose(_matrix(found), expected, atol=1e-12)


def test_between_two_stamps_is_interpolated() -> None:
    buffer = _buffer(
        _transform('a', 'b', 1.0, (0.0, 0.0, 0.0)),
        _transform('a', 'b', 2.0, (4.0, 0.0, 8.0), Rotation.from_euler('z', 100, degrees=True)),
    )
    found = buffer.lookup_transform_core('a', 'b', Time(seconds=1.25))
    expected = Rotation.from_euler('z', 25, degrees=True).as_matrix()
    np.testing.assert_allclose(_matrix(found)[:3, :3], expected, atol=1e-12)
    np.testing.assert_allclose(_matrix(found)[:3, 3], [1.0, 0.0, 2.0])
    assert found.header.stamp == Time(seconds=1.25).to_msg()


def test_rotations_take_the_short_way_whatever_the_sign_of_the_quaternion() -> None:
    first, second = _transform('a', 'b', 1.0), _transform('a', 'b', 2.0)
    second.transform.rotation.w = -1.0
    found = _buffer(first, second).lookup_transform_core('a', 'b', Time(seconds=1.5))
    assert found.transform.rotation.w == 1.0


def test_nothing_is_extrapolated() -> None:
    buffer = _buffer(_transform('a', 'b', 1.0), _transform('a', 'b', 2.0))
    with pytest.raises(
        ExtrapolationException,
        match=r'extrapolation into the future\.  Requested time 2\.500000 but the latest data is '
        r'at time 2\.000000, when looking up transform from frame \[b\] to frame \[a\]',
    ):
        buffer.lookup_transform_core('a', 'b', Time(seconds=2.5))
    with pytest.raises(ExtrapolationException, match='extrapolation into the past'):
        buffer.lookup_transform_core('b', 'a', Time(seconds=0.5))
    single = _buffer(_transform('a', 'b', 1.0))
    with pytest.raises(ExtrapolationException, match=r'only time 1\.000000 is in the buffer'):
        single.lookup_transform_core('a', 'b', Time(seconds=1.5))


def test_a_gap_above_the_common_parent_does_not_matter() -> None:
    buffer = _buffer(
        _transform('world', 'base', 1.0),
        _transform('base', 'l', 5.0),
        _transform('base', 'r', 5.0),
    )
    assert buffer.can_transform_core('l', 'r', Time(seconds=5)) == (True, '')
    assert not buffer.can_transform_core('world', 'r', Time(seconds=5))[0]


def test_static_transforms_hold_at_any_time() -> None:
    buffer = _buffer(_transform('base', 'arm', 3.0))
    buffer.set_transform_static(_transform('arm', 'camera', 100.0), 'test')
    found = buffer.lookup_transform_core('base', 'camera', NOW)
    assert found.transform.translation.x == 2.0
    assert found.header.stamp.sec == 3
    assert buffer.lookup_transform_core('arm', 'camera', Time(seconds=7)).header.stamp.sec == 7
    assert buffer.get_latest_common_time('arm', 'camera') == Time()
    buffer.clear()
    assert buffer.can_transform_core('arm', 'camera', NOW) == (True, '')
    assert not buffer.can_transform_core('base', 'camera', NOW)[0]


def test_zero_is_the_latest_time_common_to_the_path() -> None:
    buffer = _buffer(
        _transform('a', 'b', 1.0), _transform('a', 'b', 5.0), _transform('b', 'c', 3.0)
    )
    assert buffer.get_latest_common_time('a', 'c') == Time(seconds=3)
    assert buffer.lookup_transform_core('c', 'a', NOW).header.stamp.sec == 3


def test_lookup_between_two_times() -> None:
    buffer = _buffer(
        _transform('map', 'base', 1.0, (1.0, 0.0, 0.0)),
        _transform('map', 'base', 2.0, (5.0, 0.0, 0.0)),
    )
    arguments = ('base', Time(seconds=2), 'base', Time(seconds=1), 'map')
    assert buffer.can_transform_full_core(*arguments) == (True, '')
    found = buffer.lookup_transform_full_core(*arguments)
    assert found.transform.translation.x == -4.0
    with pytest.raises(LookupException, match='fixed_frame does not exist'):
        buffer.lookup_transform_full_core(*arguments[:4], 'odom')


def test_unknown_and_misnamed_frames() -> None:
    buffer = _buffer(_transform('a', 'b'), _transform('c', 'd'))
    with pytest.raises(
        LookupException,
        match='"x" passed to lookupTransform argument source_frame does not exist',
    ):
        buffer.lookup_transform_core('a', 'x', NOW)
    with pytest.raises(InvalidArgumentException, match='cannot be empty'):
        buffer.lookup_transform_core('', 'a', NOW)
    with pytest.raises(InvalidArgumentException, match="cannot start with a '/'"):
        buffer.lookup_transform_core('/a', 'b', NOW)
    with pytest.raises(ConnectivityException, match='not part of the same tree'):
        buffer.lookup_transform_core('a', 'd', NOW)
    answer, reason = buffer.can_transform_core('a', 'x', NOW)
    assert not answer
    assert reason == (
        'Invalid frame ID "x" passed to canTransform argument source_frame - frame does not exist'
    )
    with pytest.raises(TypeError, match='time must have'):
        buffer.lookup_transform_core('a', 'b', 5)


def test_loops_are_found() -> None:
    buffer = _buffer(_transform('a', 'b'), _transform('b', 'a'), _transform('z', 'y'))
    with pytest.raises(LookupException, match='contains a loop'):
        buffer.lookup_transform_core('y', 'a', NOW)


@pytest.mark.parametrize('value', [math.nan, 5.0])
def test_bad_transforms_are_ignored(value: float) -> None:
    bad = _transform('a', 'b')
    bad.transform.rotation.x = value
    buffer = _buffer(bad, _transform('a', 'a'), _transform('', 'b'), _transform('a', ''))
    assert buffer._getFrameStrings() == []


def test_old_transforms_are_dropped() -> None:
    buffer = BufferCore(Duration(seconds=2))
    for seconds in (1.0, 2.0, 3.5, 1.0):
        buffer.set_transform(_transform('a', 'b', seconds), 'test')
    assert buffer.can_transform_core('a', 'b', Time(seconds=2)) == (True, '')
    reason = buffer.can_transform_core('a', 'b', Time(seconds=1))[1]
    assert 'the earliest data is at time 2.000000' in reason


def test_late_transforms_are_put_in_their_place() -> None:
    buffer = _buffer(
        _transform('a', 'b', 3.0, (3.0, 0.0, 0.0)),
        _transform('a', 'b', 1.0, (1.0, 0.0, 0.0)),
        _transform('a', 'b', 2.0, (7.0, 0.0, 0.0)),
    )
    found = buffer.lookup_transform_core('a', 'b', Time(seconds=1.5))
    assert found.transform.translation.x == 4.0


def test_lists_of_frames() -> None:
    assert BufferCore().all_frames_as_yaml() == '[]'
    buffer = _buffer(_transform('map', 'base', 1.0), _transform('map', 'base', 3.0))
    assert yaml.safe_load(buffer.all_frames_as_yaml()) == {
        'base': {
            'parent': 'map',
            'broadcaster': 'test',
            'rate': 1.0,
            'most_recent_transform': 3.0,
            'oldest_transform': 1.0,
            'buffer_length': 2.0,
        }
    }
    assert buffer.all_frames_as_string() == 'Frame base exists with parent map.\n'
    assert '"map" -> "base"' in buffer._allFramesAsDot()
    assert buffer._frameExists('map')
    assert buffer._getFrameStrings() == ['base', 'map']


def test_velocity() -> None:
    buffer = BufferCore()
    for seconds in range(1, 6):
        turn = Rotation.from_rotvec([0.0, 0.0, 0.3 * seconds])
        buffer.set_transform(_transform('a', 'b', seconds, (2.0 * seconds, 0.0, 0.0), turn), '')
    time, interval = Time(seconds=3), Duration(seconds=2)
    linear, angular = buffer.lookupVelocityCore('b', 'a', time, interval)
    np.testing.assert_allclose(linear, [2.0, 0.0, 0.0], atol=1e-12)
    np.testing.assert_allclose(angular, [0.0, 0.0, 0.3], atol=1e-12)
    # A point of the body one metre ahead in y of the frame's origin moves on a circle, too.
    point = (6.0, 1.0, 0.0)
    linear, _ = buffer.lookupVelocityFullCore('b', 'a', 'a', point, 'a', time, interval)
    np.testing.assert_allclose(linear, [2.0 - 0.3, 0.0, 0.0], atol=1e-12)
