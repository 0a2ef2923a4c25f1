# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The velocity of a frame, from where it was at two times."""

from __future__ import annotations

from collections.abc import Callable

from tf2_py.rigid_transform import (
    RigidTransform,
    Vector,
    add,
    apply,
    conjugate,
    cross,
    multiply,
    rotate,
    rotation_vector,
    scale,
    subtract,
)

Lookup = Callable[[str, str, int], RigidTransform]
_SHORTEST_START_NS = 10_000


def mean_velocity(
    lookup: Lookup,
    tracking_frame: str,
    observation_frame: str,
    reference_frame: str,
    reference_point: tuple[Vector, str],
    times_ns: tuple[int, int, int],
) -> tuple[Vector, Vector]:
    """
    Return linear and angular velocity (m/s, rad/s) of the body that the tracking frame is part of.

    :param lookup: returns the transform to a target frame from a source frame at a time (ns).
    :param reference_point: a point (m) and its frame; its velocity, as one of the body, is meant.
    :param times_ns: the time, the length of the interval around it, the newest time known.
    """
    time_ns, interval_ns, latest_ns = times_ns
    end_ns = min(time_ns + interval_ns // 2, latest_ns)
    start_ns = max(_SHORTEST_START_NS + interval_ns, end_ns) - interval_ns
    seconds = (end_ns - start_ns) / 1e9
    start = lookup(observation_frame, tracking_frame, start_ns)
    end = lookup(observation_frame, tracking_frame, end_ns)
    linear = scale(subtract(end.translation, start.translation), 1.0 / seconds)
    turn = rotation_vector(multiply(end.rotation, conjugate(start.rotation)))
    angular = scale(turn, 1.0 / seconds)

    to_reference = lookup(reference_frame, observation_frame, time_ns).rotation
    linear, angular = rotate(to_reference, linear), rotate(to_reference, angular)
    origin = lookup(reference_frame, tracking_frame, time_ns).translation
    point, point_frame = reference_point
    wanted = apply(lookup(reference_frame, point_frame, time_ns), point)
    return add(linear, cross(angular, subtract(wanted, origin))), angular
