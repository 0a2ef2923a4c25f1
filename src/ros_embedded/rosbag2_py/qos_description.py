# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Describe QoS profiles as metadata.yaml does."""

from __future__ import annotations

from typing import Any

import yaml

# What rosbag2 writes for 'infinite' and 'not specified' times.
_UNSPECIFIED = {'sec': 9223372036, 'nsec': 854775807}
_TIMES = ('deadline', 'lifespan', 'liveliness_lease_duration')
_POLICIES = ('history', 'reliability', 'durability', 'liveliness')


def describe_qos(profile: Any) -> dict[str, Any]:
    """Return the description of an rclpy QoSProfile; a dictionary is returned as it is."""
    if isinstance(profile, dict):
        return profile
    description: dict[str, Any] = {
        'history': _policy_name(profile.history),
        'depth': int(profile.depth),
        'reliability': _policy_name(profile.reliability),
        'durability': _policy_name(profile.durability),
        'deadline': _time(profile.deadline),
        'lifespan': _time(profile.lifespan),
        'liveliness': _policy_name(profile.liveliness),
        'liveliness_lease_duration': _time(profile.liveliness_lease_duration),
        'avoid_ros_namespace_conventions': bool(profile.avoid_ros_namespace_conventions),
    }
    return description


def dump_qos(profiles: list[Any]) -> str:
    """Return the YAML text of profiles, as channel metadata in MCAP files has it."""
    if not profiles:
        return ''
    return yaml.safe_dump([describe_qos(one) for one in profiles], sort_keys=False)


def load_qos(text: str | list[dict[str, Any]] | None) -> list[dict[str, Any]]:
    """Return the descriptions in a YAML text; a list is returned as it is."""
    loaded = yaml.safe_load(text) if isinstance(text, str) else text
    return loaded if isinstance(loaded, list) else []


def make_qos_profile(description: dict[str, Any]) -> Any:
    """Return the rclpy QoSProfile of a description; older bags number the policies."""
    from rclpy.duration import Duration
    from rclpy.qos import (
        DurabilityPolicy,
        HistoryPolicy,
        LivelinessPolicy,
        QoSProfile,
        ReliabilityPolicy,
    )

    enums = {
        'history': HistoryPolicy,
        'reliability': ReliabilityPolicy,
        'durability': DurabilityPolicy,
        'liveliness': LivelinessPolicy,
    }
    arguments: dict[str, Any] = {'depth': int(description.get('depth', 10)) or 10}
    for policy in _POLICIES:
        value = description.get(policy, 'system_default')
        enum = enums[policy]
        chosen = enum(value) if isinstance(value, int) else enum[value.upper()]
        if chosen.name not in ('UNKNOWN', 'SYSTEM_DEFAULT'):
            arguments[policy] = chosen
    for name in _TIMES:
        time = description.get(name, _UNSPECIFIED)
        if time['sec'] < _UNSPECIFIED['sec'] and (time['sec'] or time['nsec']):
            arguments[name] = Duration(seconds=time['sec'], nanoseconds=time['nsec'])
    return QoSProfile(**arguments)


def _policy_name(policy: Any) -> str:
    return policy.name.lower()


def _time(duration: Any) -> dict[str, int]:
    nanoseconds = int(duration.nanoseconds)
    if nanoseconds == 0:
        return dict(_UNSPECIFIED)
    return {'sec': nanoseconds // 10**9, 'nsec': nanoseconds % 10**9}
