# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""QoS profiles of single topics from a YAML file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ros2cli.api.graph_names import absolute_name
from ros2cli.cli_error import CliError

if TYPE_CHECKING:
    from rclpy.qos import QoSProfile

_DURATIONS = ('deadline', 'lifespan', 'liveliness_lease_duration')


def load_qos_overrides(path: str | None) -> dict[str, QoSProfile]:
    """Return the profiles in a file by topic, none without one; raise CliError if it is wrong."""
    import yaml

    if path is None:
        return {}
    try:
        content = yaml.safe_load(Path(path).expanduser().read_text(encoding='utf-8')) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise CliError(f"cannot read the QoS overrides '{path}': {error}") from error
    if not isinstance(content, dict):
        raise CliError(f"'{path}' must be a YAML dictionary of topics with their policies")
    return {
        absolute_name(str(topic)): _profile(policies, f"'{path}', topic '{topic}'")
        for topic, policies in content.items()
    }


def _profile(policies: Any, place: str) -> QoSProfile:
    from rclpy.qos import InvalidQoSProfileException, QoSProfile

    if not isinstance(policies, dict):
        raise CliError(f"{place}: give policies, like 'reliability: best_effort'")
    try:
        return QoSProfile(**{name: _value(name, value) for name, value in policies.items()})
    except (InvalidQoSProfileException, KeyError, TypeError, ValueError) as error:
        raise CliError(f'{place}: {" ".join(map(str, error.args))}') from error


def _value(name: str, value: Any) -> Any:
    from rclpy.duration import Duration
    from rclpy.qos import (
        DurabilityPolicy,
        HistoryPolicy,
        LivelinessPolicy,
        ReliabilityPolicy,
    )

    policies: dict[str, Any] = {
        'history': HistoryPolicy,
        'reliability': ReliabilityPolicy,
        'durability': DurabilityPolicy,
        'liveliness': LivelinessPolicy,
    }
    if name in policies:
        names = policies[name].short_keys()
        if value not in names:
            raise ValueError(f"'{name}' must be one of {', '.join(names)}, got {value!r}")
        return policies[name].get_from_short_key(value)
    if name in _DURATIONS:
        if not isinstance(value, dict) or value.keys() != {'sec', 'nsec'}:
            raise ValueError(f"'{name}' needs both seconds (sec) and nanoseconds (nsec)")
        if min(value.values()) < 0:
            raise ValueError(f"'{name}' must not be negative")
        return Duration(seconds=value['sec'], nanoseconds=value['nsec'])
    if name in ('depth', 'avoid_ros_namespace_conventions'):
        return value
    raise ValueError(f"unexpected policy '{name}'")
