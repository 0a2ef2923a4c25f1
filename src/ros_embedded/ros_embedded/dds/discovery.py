# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Which readers and writers exist in the domain, as DDS discovery found them."""

from __future__ import annotations

import ctypes as ct
from dataclasses import dataclass

from ros_embedded.dds.library import (
    BUILTIN_TOPIC_PARTICIPANT,
    BUILTIN_TOPIC_PUBLICATION,
    BUILTIN_TOPIC_SUBSCRIPTION,
    BuiltinEndpoint,
    Guid,
    SampleInfo,
    check,
    quick,
)
from ros_embedded.dds.qos import EndpointQos, read_qos

_ALIVE = 16


@dataclass(frozen=True)
class DiscoveredEndpoint:
    """A reader or writer somewhere in the domain, under its DDS names."""

    guid: bytes
    participant_guid: bytes
    topic_name: str
    type_name: str
    qos: EndpointQos


class Discovery:
    """Readers of the topics on which Cyclone DDS publishes what it discovered."""

    def __init__(self, participant: int) -> None:
        """Create the readers."""
        self._readers = {
            topic: check(
                quick.dds_create_reader(participant, topic, None, None),
                'read the discovery topics',
            )
            for topic in (
                BUILTIN_TOPIC_PARTICIPANT,
                BUILTIN_TOPIC_PUBLICATION,
                BUILTIN_TOPIC_SUBSCRIPTION,
            )
        }

    def writers(self) -> list[DiscoveredEndpoint]:
        """Return all writers of the domain."""
        return self._endpoints(BUILTIN_TOPIC_PUBLICATION)

    def readers(self) -> list[DiscoveredEndpoint]:
        """Return all readers of the domain."""
        return self._endpoints(BUILTIN_TOPIC_SUBSCRIPTION)

    def participants(self) -> set[bytes]:
        """Return the identifiers of all participants of the domain."""
        found = set()
        for address in self._samples(BUILTIN_TOPIC_PARTICIPANT):
            found.add(bytes(ct.cast(address, ct.POINTER(Guid)).contents.v))
        return found

    def _endpoints(self, topic: int) -> list[DiscoveredEndpoint]:
        found = []
        for address in self._samples(topic):
            endpoint = ct.cast(address, ct.POINTER(BuiltinEndpoint)).contents
            found.append(
                DiscoveredEndpoint(
                    bytes(endpoint.key.v),
                    bytes(endpoint.participant_key.v),
                    endpoint.topic_name.decode(errors='replace'),
                    endpoint.type_name.decode(errors='replace'),
                    read_qos(endpoint.qos),
                )
            )
        return found

    def _samples(self, topic: int):  # type: ignore[no-untyped-def]
        reader = self._readers[topic]
        capacity = 128
        while True:
            samples = (ct.c_void_p * capacity)()
            infos = (SampleInfo * capacity)()
            count = check(
                quick.dds_read(reader, samples, infos, capacity, capacity),
                'read the discovery topics',
            )
            if count < capacity:
                break
            quick.dds_return_loan(reader, samples, count)
            capacity *= 4
        try:
            for index in range(count):
                if infos[index].valid_data and infos[index].instance_state == _ALIVE:
                    yield samples[index]
        finally:
            if count:
                quick.dds_return_loan(reader, samples, count)
