# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The buffer of transforms: a forest of frames that grows with every transform it is given."""

from __future__ import annotations

import math
from collections.abc import Iterator
from threading import RLock
from typing import Any

from geometry_msgs.msg import TransformStamped
from rclpy.logging import get_logger
from rclpy.time import Time

from tf2_py import frame_listing
from tf2_py.exceptions import (
    ConnectivityException,
    ExtrapolationException,
    InvalidArgumentException,
    LookupException,
    TransformException,
)
from tf2_py.rigid_transform import (
    IDENTITY,
    RigidTransform,
    Vector,
    canonical,
    compose,
    from_message,
    invert,
)
from tf2_py.time_cache import Sample, StaticCache, TimeCache, display_time
from tf2_py.velocity import mean_velocity

_DEFAULT_CACHE_TIME_NS = 10 * 10**9
# Frames between one and the root of its tree; more of them must be a loop.
_MAX_DEPTH = 1000
_NORM_TOLERANCE = 10e-3


class BufferCore:
    """
    Transforms between frames over time.

    Times may be rclpy Times or builtin_interfaces/msg/Time; zero asks for the newest transform.
    """

    def __init__(self, cache_time: Any = None) -> None:
        """
        Create an empty buffer.

        :param cache_time: how long transforms are kept (a duration), 10 s by default.
        """
        self._cache_ns = _DEFAULT_CACHE_TIME_NS if cache_time is None else nanoseconds(cache_time)
        self._caches: dict[str, TimeCache | StaticCache | None] = {}
        self._authorities: dict[str, str] = {}
        self._lock = RLock()

    def set_transform(self, transform: TransformStamped, authority: str) -> None:
        """
        Add the transform of a frame (child_frame_id) to its parent (header.frame_id).

        One that cannot be used is logged and ignored.

        :param authority: who says so, for the list of frames.
        """
        self._insert(transform, authority, static=False)

    def set_transform_static(self, transform: TransformStamped, authority: str) -> None:
        """Add a transform that holds at any time; see set_transform()."""
        self._insert(transform, authority, static=True)

    def clear(self) -> None:
        """Forget all transforms but static ones; the names of the frames stay known."""
        with self._lock:
            for cache in self._caches.values():
                if cache is not None:
                    cache.clear()

    def lookup_transform_core(
        self, target_frame: str, source_frame: str, time: Any
    ) -> TransformStamped:
        """
        Return the transform that maps points of the source frame to the target frame.

        :raises InvalidArgumentException: when a frame's name breaks the rules.
        :raises LookupException: when a frame is not known.
        :raises ConnectivityException: when the frames are in different trees.
        :raises ExtrapolationException: when the time is outside of what is known.
        """
        time_ns = nanoseconds(time)
        with self._lock:
            found, stamp_ns = self._lookup(target_frame, source_frame, time_ns)
        return _message(target_frame, source_frame, stamp_ns, found)

    def lookup_transform_full_core(
        self,
        target_frame: str,
        target_time: Any,
        source_frame: str,
        source_time: Any,
        fixed_frame: str,
    ) -> TransformStamped:
        """
        Return the transform from the source frame at one time to the target frame at another.

        :param fixed_frame: the frame that is taken not to move between both times.
        Raise what lookup_transform_core() does.
        """
        with self._lock:
            for role, frame in (
                ('target_frame', target_frame),
                ('source_frame', source_frame),
                ('fixed_frame', fixed_frame),
            ):
                self._check_frame(frame, f'lookupTransform argument {role}')
            first, _ = self._lookup(fixed_frame, source_frame, nanoseconds(source_time))
            second, stamp_ns = self._lookup(target_frame, fixed_frame, nanoseconds(target_time))
        return _message(target_frame, source_frame, stamp_ns, compose(second, first))

    def can_transform_core(
        self, target_frame: str, source_frame: str, time: Any
    ) -> tuple[bool, str]:
        """Tell whether lookup_transform_core() would succeed, and why not."""
        if target_frame == source_frame:
            return True, ''
        return self._can(
            {'target_frame': target_frame, 'source_frame': source_frame},
            [(target_frame, source_frame, time)],
        )

    def can_transform_full_core(
        self,
        target_frame: str,
        target_time: Any,
        source_frame: str,
        source_time: Any,
        fixed_frame: str,
    ) -> tuple[bool, str]:
        """Tell whether lookup_transform_full_core() would succeed, and why not."""
        return self._can(
            {
                'target_frame': target_frame,
                'source_frame': source_frame,
                'fixed_frame': fixed_frame,
            },
            [
                (target_frame, fixed_frame, target_time),
                (fixed_frame, source_frame, source_time),
            ],
        )

    def get_latest_common_time(self, target_frame: str, source_frame: str) -> Time:
        """
        Return the newest time for which the transform between two frames is known.

        It is zero when all transforms between them are static.

        :raises TransformException: when there is none.
        """
        with self._lock:
            for frame in (target_frame, source_frame):
                self._check_frame(frame, 'get_latest_common_time')
            return Time(nanoseconds=self._latest_common_ns(target_frame, source_frame))

    def all_frames_as_yaml(self) -> str:
        """Return a list of the frames with their parents, rates and times as YAML."""
        with self._lock:
            return frame_listing.as_yaml(self._caches, self._authorities)

    def all_frames_as_string(self) -> str:
        """Return one line on each frame that has had a parent."""
        with self._lock:
            return frame_listing.as_string(self._caches)

    def _allFramesAsDot(self, time: Any = None) -> str:
        time_ns = 0 if time is None else nanoseconds(time)
        with self._lock:
            return frame_listing.as_dot(self._caches, self._authorities, time_ns)

    def _frameExists(self, frame_id: str) -> bool:
        with self._lock:
            return frame_id in self._caches

    def _getFrameStrings(self) -> list[str]:
        with self._lock:
            return list(self._caches)

    def lookupVelocityCore(
        self,
        tracking_frame: str,
        observation_frame: str,
        time: Any,
        averaging_interval: Any,
    ) -> tuple[Vector, Vector]:
        """Return the velocities (m/s, rad/s) of one frame as seen from another."""
        return self.lookupVelocityFullCore(
            tracking_frame,
            observation_frame,
            observation_frame,
            (0.0, 0.0, 0.0),
            tracking_frame,
            time,
            averaging_interval,
        )

    def lookupVelocityFullCore(
        self,
        tracking_frame: str,
        observation_frame: str,
        reference_frame: str,
        reference_point: Vector,
        reference_point_frame: str,
        time: Any,
        averaging_interval: Any,
    ) -> tuple[Vector, Vector]:
        """
        Return linear (m/s) and angular velocity (rad/s) of a frame, averaged over an interval.

        :param observation_frame: the frame that counts as being at rest.
        :param reference_frame: the frame in whose axes the velocities are given.
        :param reference_point: the point (m, in reference_point_frame) whose velocity is meant,
            as one of the moving body.
        :param averaging_interval: length of the interval around the time to take the mean over.
        """
        with self._lock:
            for frame in (tracking_frame, observation_frame):
                self._check_frame(frame, 'lookupVelocity')
            latest_ns = self._latest_common_ns(observation_frame, tracking_frame)
            return mean_velocity(
                lambda target, source, when: self._lookup(target, source, when)[0],
                tracking_frame,
                observation_frame,
                reference_frame,
                (reference_point, reference_point_frame),
                (nanoseconds(time), nanoseconds(averaging_interval), latest_ns),
            )

    def _insert(self, transform: TransformStamped, authority: str, static: bool) -> None:
        child = transform.child_frame_id.removeprefix('/')
        parent = transform.header.frame_id.removeprefix('/')
        problem = _problem(transform.transform, child, parent)
        if problem:
            get_logger('tf2').error(
                f'Ignoring a transform of frame "{child}" to "{parent}" from authority '
                f'"{authority}": {problem}'
            )
            return
        stamp_ns = nanoseconds(transform.header.stamp)
        sample = Sample(stamp_ns, from_message(transform.transform), parent)
        with self._lock:
            cache = self._caches.get(child)
            if cache is None or cache.is_static != static:
                cache = StaticCache() if static else TimeCache(self._cache_ns)
                self._caches[child] = cache
            self._caches.setdefault(parent, None)
            inserted = cache.insert(sample)
            if inserted:
                self._authorities[child] = authority
        if not inserted:
            get_logger('tf2').warning(
                f'TF_OLD_DATA ignoring data from the past for frame {child} at time '
                f'{display_time(stamp_ns)} according to authority {authority}'
            )

    def _check_frame(self, frame: str, argument: str) -> None:
        problem = _name_problem(frame)
        if problem:
            raise InvalidArgumentException(
                f'Invalid argument "{frame}" passed to {argument} - {problem}'
            )
        if frame not in self._caches:
            raise LookupException(f'"{frame}" passed to {argument} does not exist. ')

    def _can(
        self, arguments: dict[str, str], lookups: list[tuple[str, str, Any]]
    ) -> tuple[bool, str]:
        with self._lock:
            for role, frame in arguments.items():
                problem = _name_problem(frame)
                if not problem and frame not in self._caches:
                    problem = 'frame does not exist'
                if problem:
                    return False, (
                        f'Invalid frame ID "{frame}" passed to canTransform argument {role} - '
                        f'{problem}'
                    )
            try:
                for target, source, time in lookups:
                    self._lookup(target, source, nanoseconds(time))
            except TransformException as error:
                return False, str(error)
        return True, ''

    def _lookup(self, target: str, source: str, time_ns: int) -> tuple[RigidTransform, int]:
        """Return the transform and the time it holds for."""
        if target == source:
            cache = self._caches.get(target)
            return IDENTITY, cache.latest_ns if cache is not None and time_ns == 0 else time_ns
        self._check_frame(target, 'lookupTransform argument target_frame')
        self._check_frame(source, 'lookupTransform argument source_frame')
        if time_ns == 0:
            time_ns = self._latest_common_ns(target, source)
        return self._between(target, source, time_ns), time_ns

    def _between(self, target: str, source: str, time_ns: int) -> RigidTransform:
        source_to_top, top, source_gap = self._walk_up(source, (target,), time_ns)
        target_to_end, end, target_gap = self._walk_up(target, (top, source), time_ns)
        if end == source:
            return invert(target_to_end)
        if end == top:
            return compose(invert(target_to_end), source_to_top)
        gap = target_gap or source_gap
        if gap is None:
            raise ConnectivityException(_not_connected(target, source))
        raise ExtrapolationException(
            f'{gap}, when looking up transform from frame [{source}] to frame [{target}]'
        )

    def _walk_up(
        self, frame: str, stops: tuple[str, ...], time_ns: int
    ) -> tuple[RigidTransform, str, ExtrapolationException | None]:
        """
        Walk from a frame towards the root.

        Return the transform to where the walk ended, that frame, and what is missing there when
        it is neither the root nor one of the stops.
        """
        to_end = IDENTITY
        for _ in range(_MAX_DEPTH):
            cache = self._caches.get(frame)
            if cache is None or frame in stops:
                return to_end, frame, None
            try:
                sample = cache.at(time_ns)
            except ExtrapolationException as gap:
                return to_end, frame, gap
            to_end, frame = compose(sample.transform, to_end), sample.parent
        raise self._loop()

    def _latest_common_ns(self, target: str, source: str) -> int:
        if target == source:
            cache = self._caches.get(source)
            return 0 if cache is None else cache.latest_ns
        source_links = list(self._latest_links(source))
        ancestors = [source, *(parent for _, parent in source_links)]
        stamps: list[int] = []
        meeting = target if target in ancestors else None
        if meeting is None:
            for stamp_ns, parent in self._latest_links(target):
                stamps.append(stamp_ns)
                if parent in ancestors:
                    meeting = parent
                    break
        if meeting is None:
            raise ConnectivityException(_not_connected(target, source))
        stamps += [stamp for stamp, _ in source_links[: ancestors.index(meeting)]]
        # Static transforms say 0: they hold at any time.
        return min((stamp for stamp in stamps if stamp), default=0)

    def _latest_links(self, frame: str) -> Iterator[tuple[int, str]]:
        for _ in range(_MAX_DEPTH):
            cache = self._caches.get(frame)
            latest = None if cache is None else cache.latest
            if latest is None:
                return
            yield latest.stamp_ns, latest.parent
            frame = latest.parent
        raise self._loop()

    def _loop(self) -> LookupException:
        return LookupException(
            'The tf tree is invalid because it contains a loop.\n'
            f'{frame_listing.as_string(self._caches)}\n'
        )


def nanoseconds(time: Any) -> int:
    """
    Return a time or duration in nanoseconds.

    :raises TypeError: when it is neither a message nor one of rclpy's.
    """
    if hasattr(time, 'sec') and hasattr(time, 'nanosec'):
        return int(time.sec) * 10**9 + int(time.nanosec)
    if hasattr(time, 'nanoseconds'):
        return int(time.nanoseconds)
    raise TypeError(f'time must have sec and nanosec, or nanoseconds, not be {time!r:.80}')


def _not_connected(target: str, source: str) -> str:
    return (
        f"Could not find a connection between '{target}' and '{source}' because they are not "
        'part of the same tree.Tf has two or more unconnected trees.'
    )


def _name_problem(frame: str) -> str:
    if not frame:
        return 'in tf2 frame_ids cannot be empty'
    return "in tf2 frame_ids cannot start with a '/'" if frame.startswith('/') else ''


def _problem(transform: Any, child: str, parent: str) -> str:
    """Return why a transform cannot be used, '' when it can."""
    if not child:
        return 'child_frame_id is not set (TF_NO_CHILD_FRAME_ID)'
    if not parent:
        return 'header.frame_id is not set (TF_NO_FRAME_ID)'
    if child == parent:
        return 'frame_id and child_frame_id are the same (TF_SELF_TRANSFORM)'
    t, r = transform.translation, transform.rotation
    if any(map(math.isnan, (t.x, t.y, t.z, r.x, r.y, r.z, r.w))):
        return f'it holds nan: {t} {r} (TF_NAN_INPUT)'
    if not abs(r.x**2 + r.y**2 + r.z**2 + r.w**2 - 1.0) < _NORM_TOLERANCE:
        return f'its rotation is no unit quaternion: {r} (TF_DENORMALIZED_QUATERNION)'
    return ''


def _message(
    target: str, source: str, stamp_ns: int, transform: RigidTransform
) -> TransformStamped:
    message = TransformStamped(child_frame_id=source)
    message.header.frame_id = target
    message.header.stamp.sec, message.header.stamp.nanosec = divmod(stamp_ns, 10**9)
    t, r = message.transform.translation, message.transform.rotation
    t.x, t.y, t.z = transform.translation
    r.x, r.y, r.z, r.w = canonical(transform.rotation)
    return message
