# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Writers and readers of serialized messages."""

from __future__ import annotations

import ctypes as ct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from ros_embedded.dds.library import (
    ANY_STATE,
    READ_ONLY,
    RETURN_TIMEOUT,
    SERDATA_KIND_DATA,
    CountStatus,
    Guid,
    IoVector,
    LivelinessChangedStatus,
    MatchedStatus,
    SampleInfo,
    TransportError,
    blocking,
    check,
    memoryview_at,
    quick,
)
from ros_embedded.dds.qos import read_qos

T = TypeVar('T')

_PADDING = ct.create_string_buffer(4)
_PADDING_ADDRESS = ct.addressof(_PADDING)

# Status bits of DDS entities, by the name of their event.
STATUS_BITS = {
    'offered_deadline_missed': 1 << 1,
    'requested_deadline_missed': 1 << 2,
    'offered_incompatible_qos': 1 << 3,
    'requested_incompatible_qos': 1 << 4,
    'sample_lost': 1 << 5,
    'liveliness_lost': 1 << 9,
    'liveliness_changed': 1 << 10,
    'publication_matched': 1 << 11,
    'subscription_matched': 1 << 12,
}
_STATUS_TYPES: dict[str, Any] = {
    'publication_matched': MatchedStatus,
    'subscription_matched': MatchedStatus,
    'liveliness_changed': LivelinessChangedStatus,
}


@dataclass(frozen=True)
class ReceivedInfo:
    """What comes with a message: when it was written, and the handle of its writer."""

    source_timestamp_ns: int
    writer_handle: int


class Endpoint:
    """Reader or writer; ``handle`` is its entity in Cyclone DDS."""

    def __init__(self, handle: int) -> None:
        """Own an entity."""
        self.handle = handle
        guid = Guid()
        check(quick.dds_get_guid(handle, ct.byref(guid)), 'read the identifier of an endpoint')
        self.guid = bytes(guid.v)

    def enable_statuses(self, names: list[str]) -> None:
        """Let these statuses trigger wait sets to which the endpoint is attached."""
        mask = sum(STATUS_BITS[name] for name in names)
        check(quick.dds_set_status_mask(self.handle, mask), 'enable statuses')

    def changed_statuses(self) -> list[str]:
        """Return the names of the statuses that changed since they were last read."""
        mask = ct.c_uint32()
        check(quick.dds_read_status(self.handle, ct.byref(mask), 0), 'read the status changes')
        return [name for name, bit in STATUS_BITS.items() if mask.value & bit]

    def take_status(self, name: str) -> Any:
        """Return a status, and forget that it changed."""
        status = _STATUS_TYPES.get(name, CountStatus)()
        function = getattr(quick, f'dds_get_{name}_status')
        check(function(self.handle, ct.byref(status)), f'read the status {name}')
        return status

    def close(self) -> None:
        """Delete the endpoint; a second call does nothing."""
        handle, self.handle = self.handle, 0
        if handle:
            blocking.dds_delete(handle)

    def _user_data(self, endpoint: Any) -> bytes:
        if not endpoint:
            return b''
        try:
            return read_qos(endpoint.contents.qos).user_data
        finally:
            quick.dds_builtintopic_free_endpoint(endpoint)


class Writer(Endpoint):
    """Writer of serialized messages."""

    def __init__(self, handle: int) -> None:
        """Own a writer entity."""
        super().__init__(handle)
        sertype = ct.c_void_p()
        check(quick.dds_get_entity_sertype(handle, ct.byref(sertype)), 'read the type of a writer')
        self._sertype = sertype

    def write(self, data: bytes) -> bool:
        """
        Send a serialized message, CDR header included.

        Return False when a reliable reader did not keep up and the message was dropped.

        :raises TransportError: when the writer is closed or the data is no message.
        """
        size = len(data)
        vectors = (IoVector * 2)()
        vectors[0].base = ct.cast(ct.c_char_p(data), ct.c_void_p)
        vectors[0].length = size
        padding = -size & 3
        count = 1
        if padding:
            vectors[1].base = _PADDING_ADDRESS
            vectors[1].length = padding
            count = 2
        sample = quick.ddsi_serdata_from_ser_iov(
            self._sertype, SERDATA_KIND_DATA, count, vectors, size + padding
        )
        if not sample:
            raise TransportError(f'cannot send {size} bytes: they are no CDR message')
        code = blocking.dds_writecdr(self.handle, sample)
        if code == RETURN_TIMEOUT:
            return False
        check(code, 'send a message')
        return True

    def matched_count(self) -> int:
        """Return how many readers match."""
        return check(
            quick.dds_get_matched_subscriptions(self.handle, None, 0), 'count the matched readers'
        )

    def matched_user_data(self) -> list[bytes]:
        """Return the USER_DATA of every matched reader."""
        count = self.matched_count()
        handles = (ct.c_uint64 * max(count, 1))()
        found = check(
            quick.dds_get_matched_subscriptions(self.handle, handles, count),
            'list the matched readers',
        )
        return [
            self._user_data(quick.dds_get_matched_subscription_data(self.handle, handle))
            for handle in handles[: min(count, found)]
        ]

    def wait_for_acks(self, timeout_ns: int) -> bool:
        """Wait until all readers confirmed all messages; return False on timeout."""
        code = blocking.dds_wait_for_acks(self.handle, timeout_ns)
        if code == RETURN_TIMEOUT:
            return False
        check(code, 'wait for acknowledgments')
        return True

    def assert_liveliness(self) -> None:
        """Tell readers that this writer is alive."""
        check(quick.dds_assert_liveliness(self.handle), 'assert liveliness')


class Reader(Endpoint):
    """Reader of serialized messages."""

    def __init__(self, handle: int) -> None:
        """Own a reader entity and a condition that is true while messages wait."""
        super().__init__(handle)
        self.condition = check(
            quick.dds_create_readcondition(handle, ANY_STATE), 'create a read condition'
        )

    def take(self, use: Callable[[memoryview], T]) -> tuple[T, ReceivedInfo] | None:
        """
        Take the oldest waiting message.

        ``use`` gets the bytes where the transport keeps them, valid during the call only, and
        makes what is returned beside the information on the message. Return None when no message
        waits.
        """
        while True:
            sample, info = ct.c_void_p(), SampleInfo()
            count = quick.dds_takecdr(self.handle, ct.byref(sample), 1, ct.byref(info), ANY_STATE)
            if check(count, 'take a message') == 0:
                return None
            try:
                # Samples without data tell that a writer is gone.
                if info.valid_data:
                    return self._use(sample, use), ReceivedInfo(
                        info.source_timestamp, info.publication_handle
                    )
            finally:
                quick.ddsi_serdata_unref(sample)

    @staticmethod
    def _use(sample: ct.c_void_p, use: Callable[[memoryview], T]) -> T:
        vector = IoVector()
        size = quick.ddsi_serdata_size(sample)
        reference = quick.ddsi_serdata_to_ser_ref(sample, 0, size, ct.byref(vector))
        try:
            view = memoryview_at(vector.base, size, READ_ONLY)
            try:
                return use(view)
            finally:
                view.release()
        finally:
            quick.ddsi_serdata_to_ser_unref(reference, ct.byref(vector))

    def matched_count(self) -> int:
        """Return how many writers match."""
        return check(
            quick.dds_get_matched_publications(self.handle, None, 0), 'count the matched writers'
        )

    def writer_user_data(self, writer_handle: int) -> bytes:
        """Return the USER_DATA of a matched writer, empty when it is gone."""
        return self._user_data(quick.dds_get_matched_publication_data(self.handle, writer_handle))
