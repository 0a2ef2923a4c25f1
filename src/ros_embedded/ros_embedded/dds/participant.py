# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""One process's membership of a DDS domain: where readers and writers are made."""

from __future__ import annotations

import ctypes as ct
from itertools import count
from threading import Lock

from ros_embedded.dds.configuration import domain_configuration
from ros_embedded.dds.discovery import Discovery
from ros_embedded.dds.endpoints import Reader, Writer
from ros_embedded.dds.library import (
    RETURN_PRECONDITION_NOT_MET,
    Guid,
    TopicDescriptor,
    blocking,
    check,
    quick,
)
from ros_embedded.dds.qos import EndpointQos, dds_qos
from ros_embedded.dds.waitset import GuardCondition, WaitSet

# Type of one octet: Cyclone DDS looks at the first byte of the data and passes on the rest.
_OPAQUE_OPS = (ct.c_uint32 * 3)(0x0101_0000, 0, 0)


class Participant:
    """Participant of a domain."""

    def __init__(self, domain_id: int, enclave: str = '/') -> None:
        """
        Join a domain, configured from the environment when this process does so first.

        :raises TransportError: when the domain cannot be joined.
        """
        code = blocking.dds_create_domain(domain_id, domain_configuration().encode())
        if code != RETURN_PRECONDITION_NOT_MET:  # already there: another context made it
            check(code, f'configure DDS domain {domain_id}')
        with dds_qos(EndpointQos(user_data=f'enclave={enclave};'.encode()), False) as qos:
            self.handle = check(
                blocking.dds_create_participant(domain_id, qos, None),
                f'join DDS domain {domain_id}',
            )
        self.domain_id = domain_id
        guid = Guid()
        check(quick.dds_get_guid(self.handle, ct.byref(guid)), 'read the participant identifier')
        self.guid = bytes(guid.v)
        self.discovery = Discovery(self.handle)
        self._counter = count(1)
        self._topics: dict[tuple[str, str], int] = {}
        self._lock = Lock()

    def create_writer(self, topic: str, type_name: str, qos: EndpointQos) -> Writer:
        """Create a writer of a topic, both under their DDS names."""
        topic_handle = self._topic(topic, type_name)
        with dds_qos(qos, True) as pointer:
            handle = blocking.dds_create_writer(self.handle, topic_handle, pointer, None)
        return Writer(check(handle, f"create a writer of topic '{topic}' ({type_name})"))

    def create_reader(self, topic: str, type_name: str, qos: EndpointQos) -> Reader:
        """Create a reader of a topic, both under their DDS names."""
        topic_handle = self._topic(topic, type_name)
        with dds_qos(qos, False) as pointer:
            handle = blocking.dds_create_reader(self.handle, topic_handle, pointer, None)
        return Reader(check(handle, f"create a reader of topic '{topic}' ({type_name})"))

    def new_identifier(self) -> bytes:
        """Return 16 bytes that no other client or service of any participant has."""
        return self.guid[:12] + next(self._counter).to_bytes(4, 'little')

    def create_guard_condition(self) -> GuardCondition:
        """Create a guard condition."""
        return GuardCondition(self.handle)

    def create_waitset(self) -> WaitSet:
        """Create a wait set."""
        return WaitSet(self.handle)

    def close(self) -> None:
        """Leave the domain, deleting everything made here; a second call does nothing."""
        handle, self.handle = self.handle, 0
        if handle:
            blocking.dds_delete(handle)

    def _topic(self, name: str, type_name: str) -> int:
        with self._lock:
            handle = self._topics.get((name, type_name))
            if handle is None:
                descriptor = TopicDescriptor(
                    size=1,
                    align=1,
                    type_name=type_name.encode(),
                    op_count=2,
                    ops=_OPAQUE_OPS,
                )
                handle = check(
                    blocking.dds_create_topic(
                        self.handle, ct.byref(descriptor), name.encode(), None, None
                    ),
                    f"create topic '{name}' ({type_name})",
                )
                self._topics[name, type_name] = handle
            return handle
