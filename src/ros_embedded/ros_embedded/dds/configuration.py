# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Configuration of a DDS domain from the environment variables that ROS 2 knows.

Without any, only this machine is reached, over the loopback interface.
ROS_AUTOMATIC_DISCOVERY_RANGE (SUBNET, LOCALHOST, OFF, SYSTEM_DEFAULT) and ROS_STATIC_PEERS widen
that; a CYCLONEDDS_URI replaces what is said here about the network.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from html import escape

# Participants per machine that find each other without multicast.
MAX_PARTICIPANT_INDEX = 60
MAX_DOMAIN_ID = 232

# Default UDP fragments of 1.3 kB lose images on a busy machine; these fill one loopback datagram.
_TUNING = (
    '<General><MaxMessageSize>65500B</MaxMessageSize><FragmentSize>64000B</FragmentSize>'
    '{general}</General>'
    '<Internal><SocketReceiveBufferSize max="4MB"/><NackDelay>2ms</NackDelay>'
    # How long closing a writer waits for readers that do not confirm, e.g. killed processes.
    '<WriterLingerDuration>300ms</WriterLingerDuration></Internal>'
)


class ConfigurationError(ValueError):
    """An environment variable holds something that cannot be used."""


def domain_id(environment: Mapping[str, str] = os.environ) -> int:
    """
    Return the domain of ROS_DOMAIN_ID (default 0).

    :raises ConfigurationError: when it is not a number from 0 to 232.
    """
    text = environment.get('ROS_DOMAIN_ID', '').strip() or '0'
    if not text.isdigit() or int(text) > MAX_DOMAIN_ID:
        raise ConfigurationError(
            f"ROS_DOMAIN_ID is '{text}'; give a whole number from 0 to {MAX_DOMAIN_ID}"
        )
    return int(text)


def domain_configuration(environment: Mapping[str, str] = os.environ) -> str:
    """
    Return Cyclone DDS's configuration (XML fragments and files, separated by commas).

    :raises ConfigurationError: when a variable holds an unknown value.
    """
    user = environment.get('CYCLONEDDS_URI', '').strip()
    if user:
        return f'{_document(_TUNING.format(general=""))},{user}'
    peers = re.findall(r'[^;,\s]+', environment.get('ROS_STATIC_PEERS', ''))
    discovery_range = environment.get('ROS_AUTOMATIC_DISCOVERY_RANGE', '').strip().upper()
    if not discovery_range:
        only_local = environment.get('ROS_LOCALHOST_ONLY', '').strip()
        discovery_range = 'SUBNET' if only_local == '0' or peers else 'LOCALHOST'
    if discovery_range == 'SYSTEM_DEFAULT':
        return _document(_TUNING.format(general=''))
    if discovery_range == 'SUBNET':
        general, multicast = '', True
    elif discovery_range in ('LOCALHOST', 'OFF'):
        general = (
            '<Interfaces><NetworkInterface address="127.0.0.1" multicast="false"/></Interfaces>'
            '<AllowMulticast>false</AllowMulticast>'
        )
        multicast = False
        peers = ['localhost'] if discovery_range == 'LOCALHOST' else []
    else:
        raise ConfigurationError(
            f"ROS_AUTOMATIC_DISCOVERY_RANGE is '{discovery_range}'; "
            'use LOCALHOST, SUBNET, OFF or SYSTEM_DEFAULT'
        )
    discovery = ''
    if peers or not multicast:
        listed = ''.join(f'<Peer address="{escape(peer)}"/>' for peer in peers)
        discovery = (
            '<Discovery><ParticipantIndex>auto</ParticipantIndex>'
            f'<MaxAutoParticipantIndex>{MAX_PARTICIPANT_INDEX}</MaxAutoParticipantIndex>'
            f'<Peers>{listed}</Peers></Discovery>'
        )
    return _document(_TUNING.format(general=general) + discovery)


def _document(content: str) -> str:
    return f'<CycloneDDS><Domain Id="any">{content}</Domain></CycloneDDS>'
