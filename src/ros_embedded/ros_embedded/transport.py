# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
What rclpy needs of a transport, and the one in use.

Everything above this file knows the transport through ``open_participant`` and the classes
exported here. A second transport offers classes with the same methods.
"""

from __future__ import annotations

from ros_embedded.dds.configuration import ConfigurationError, domain_id
from ros_embedded.dds.discovery import DiscoveredEndpoint
from ros_embedded.dds.endpoints import Endpoint, Reader, ReceivedInfo, Writer
from ros_embedded.dds.library import INFINITY, TransportError
from ros_embedded.dds.participant import Participant
from ros_embedded.dds.qos import POLICY_NAMES, EndpointQos
from ros_embedded.dds.waitset import GuardCondition, WaitSet

__all__ = [
    'INFINITY',
    'POLICY_NAMES',
    'ConfigurationError',
    'DiscoveredEndpoint',
    'Endpoint',
    'EndpointQos',
    'GuardCondition',
    'Participant',
    'Reader',
    'ReceivedInfo',
    'TransportError',
    'WaitSet',
    'Writer',
    'domain_id',
    'open_participant',
]


def open_participant(domain: int, enclave: str = '/') -> Participant:
    """
    Join a domain.

    :raises TransportError: when the domain cannot be joined.
    """
    return Participant(domain, enclave)
