# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The DDS domain's configuration from the environment."""

from __future__ import annotations

import pytest

from ros_embedded.dds.configuration import ConfigurationError, domain_configuration, domain_id


def test_default_is_this_machine_only() -> None:
    text = domain_configuration({})
    assert '<NetworkInterface address="127.0.0.1"' in text
    assert '<AllowMulticast>false</AllowMulticast>' in text
    assert '<Peer address="localhost"/>' in text


def test_range_and_peers_of_the_environment() -> None:
    assert 'NetworkInterface' not in domain_configuration(
        {'ROS_AUTOMATIC_DISCOVERY_RANGE': 'SUBNET'}
    )
    text = domain_configuration({'ROS_STATIC_PEERS': '10.0.0.1; 10.0.0.2'})
    assert '<Peer address="10.0.0.1"/><Peer address="10.0.0.2"/>' in text
    assert '127.0.0.1' not in text
    assert 'localhost' not in domain_configuration({'ROS_AUTOMATIC_DISCOVERY_RANGE': 'OFF'})


def test_own_uri_decides_about_the_network() -> None:
    text = domain_configuration({'CYCLONEDDS_URI': 'file:///my.xml'})
    assert text.endswith(',file:///my.xml')
    assert 'NetworkInterface' not in text


def test_bad_values_are_explained() -> None:
    assert domain_id({'ROS_DOMAIN_ID': '7'}) == 7
    for text in ('-1', '233', 'seven'):
        with pytest.raises(ConfigurationError, match=f"ROS_DOMAIN_ID is '{text}'"):
            domain_id({'ROS_DOMAIN_ID': text})
    with pytest.raises(ConfigurationError, match="'WORLD'; use LOCALHOST"):
        domain_configuration({'ROS_AUTOMATIC_DISCOVERY_RANGE': 'world'})
