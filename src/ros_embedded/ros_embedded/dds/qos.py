# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Quality of service of an endpoint, to and from the objects of Cyclone DDS."""

from __future__ import annotations

import ctypes as ct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from ros_embedded.dds.library import INFINITY, quick

# A writer waits this long for a reliable reader that does not keep up, then drops the message.
MAX_BLOCKING_TIME_NS = 100_000_000
UNLIMITED = -1

LIVELINESS_AUTOMATIC = 0
LIVELINESS_MANUAL_BY_TOPIC = 2

# Names of the policies that can be incompatible, by their number in DDS.
POLICY_NAMES = {2: 'DURABILITY', 4: 'DEADLINE', 8: 'LIVELINESS', 11: 'RELIABILITY'}


@dataclass(frozen=True)
class EndpointQos:
    """
    Quality of service of a reader or writer, without anything left to defaults.

    Times are nanoseconds, ``INFINITY`` for none; ``depth`` 0 keeps all samples.
    """

    reliable: bool = True
    transient_local: bool = False
    depth: int = 10
    deadline_ns: int = INFINITY
    lifespan_ns: int = INFINITY
    liveliness: int = LIVELINESS_AUTOMATIC
    liveliness_lease_ns: int = INFINITY
    user_data: bytes = b''
    ignore_local: bool = False


@contextmanager
def dds_qos(qos: EndpointQos, writer: bool) -> Iterator[int]:
    """Make the DDS object of a quality of service; it lives as long as the context."""
    pointer = quick.dds_create_qos()
    try:
        keep_all = qos.depth == 0
        history = (1, 1) if keep_all else (0, qos.depth)
        quick.dds_qset_reliability(pointer, int(qos.reliable), MAX_BLOCKING_TIME_NS)
        quick.dds_qset_durability(pointer, int(qos.transient_local))
        quick.dds_qset_history(pointer, *history)
        if qos.transient_local and writer:
            quick.dds_qset_durability_service(
                pointer, 0, *history, UNLIMITED, UNLIMITED, UNLIMITED
            )
        quick.dds_qset_deadline(pointer, qos.deadline_ns)
        quick.dds_qset_liveliness(pointer, qos.liveliness, qos.liveliness_lease_ns)
        if writer:
            quick.dds_qset_lifespan(pointer, qos.lifespan_ns)
            quick.dds_qset_writer_data_lifecycle(pointer, False)
        if qos.ignore_local:
            quick.dds_qset_ignorelocal(pointer, 1)
        if qos.user_data:
            quick.dds_qset_userdata(pointer, qos.user_data, len(qos.user_data))
        quick.dds_qset_data_representation(pointer, 1, (ct.c_int16 * 1)(0))
        yield pointer
    finally:
        quick.dds_delete_qos(pointer)


def read_qos(pointer: int) -> EndpointQos:
    """Return the quality of service that a DDS object holds."""
    kind, depth, duration = ct.c_int(0), ct.c_int32(1), ct.c_int64(INFINITY)
    reliable = bool(
        quick.dds_qget_reliability(pointer, ct.byref(kind), ct.byref(duration)) and kind.value
    )
    transient = bool(quick.dds_qget_durability(pointer, ct.byref(kind)) and kind.value)
    history = 1
    if quick.dds_qget_history(pointer, ct.byref(kind), ct.byref(depth)):
        history = 0 if kind.value == 1 else depth.value
    deadline = lifespan = lease = INFINITY
    if quick.dds_qget_deadline(pointer, ct.byref(duration)):
        deadline = duration.value
    if quick.dds_qget_lifespan(pointer, ct.byref(duration)):
        lifespan = duration.value
    liveliness = LIVELINESS_AUTOMATIC
    if quick.dds_qget_liveliness(pointer, ct.byref(kind), ct.byref(duration)):
        liveliness, lease = kind.value, duration.value
    return EndpointQos(
        reliable, transient, history, deadline, lifespan, liveliness, lease, _user_data(pointer)
    )


def _user_data(pointer: int) -> bytes:
    data, size = ct.c_void_p(), ct.c_size_t()
    if not quick.dds_qget_userdata(pointer, ct.byref(data), ct.byref(size)) or not data.value:
        return b''
    try:
        return ct.string_at(data.value, size.value)
    finally:
        quick.dds_free(data)
