# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""QoS profiles from the command line."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from ros2cli.api.graph_names import absolute_name
from ros2cli.cli_error import CliError

if TYPE_CHECKING:
    from rclpy.node import Node
    from rclpy.qos import QoSProfile

_PROFILES = (
    'system_default',
    'sensor_data',
    'services_default',
    'parameters',
    'parameter_events',
    'action_status_default',
    'best_available',
    'default',
    'unknown',
)
_POLICIES = {
    'history': ('system_default', 'keep_last', 'keep_all', 'unknown'),
    'reliability': ('system_default', 'reliable', 'best_effort', 'unknown', 'best_available'),
    'durability': ('system_default', 'transient_local', 'volatile', 'unknown', 'best_available'),
    'liveliness': ('system_default', 'automatic', 'manual_by_topic', 'unknown', 'best_available'),
}


def add_qos_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments for a QoS profile."""
    parser.add_argument(
        '--qos-profile', choices=_PROFILES, help='Quality of service preset profile'
    )
    parser.add_argument(
        '--qos-depth', type=int, metavar='N', help='Queue size of the quality of service setting'
    )
    for policy, choices in _POLICIES.items():
        parser.add_argument(
            f'--qos-{policy}',
            choices=choices,
            help=f'Quality of service {policy} setting, overrides that of the profile',
        )
    parser.add_argument(
        '--qos-liveliness-lease-duration-seconds',
        type=float,
        metavar='SECONDS',
        help='Quality of service liveliness lease duration setting',
    )


def chosen_qos(args: argparse.Namespace) -> QoSProfile | None:
    """Return the profile of the arguments, or None when there is none among them."""
    if all(getattr(args, name) is None for name in vars(args) if name.startswith('qos_')):
        return None
    return _build(args, args.qos_profile or 'default')


def publisher_qos(args: argparse.Namespace) -> QoSProfile:
    """Return the profile to publish with."""
    return chosen_qos(args) or _build(args, 'default')


def matching_qos(node: Node, topic: str, args: argparse.Namespace) -> QoSProfile:
    """Return the chosen profile, else one that all present publishers can serve."""
    from rclpy.qos import DurabilityPolicy, QoSProfile, ReliabilityPolicy

    chosen = chosen_qos(args)
    if chosen is not None:
        return chosen
    offered = [
        info.qos_profile for info in node.get_publishers_info_by_topic(absolute_name(topic))
    ]
    reliable = all(one.reliability == ReliabilityPolicy.RELIABLE for one in offered)
    durable = bool(offered) and all(
        one.durability == DurabilityPolicy.TRANSIENT_LOCAL for one in offered
    )
    return QoSProfile(
        depth=10,
        reliability=ReliabilityPolicy.RELIABLE if reliable else ReliabilityPolicy.BEST_EFFORT,
        durability=DurabilityPolicy.TRANSIENT_LOCAL if durable else DurabilityPolicy.VOLATILE,
    )


def _build(args: argparse.Namespace, preset: str) -> QoSProfile:
    import copy

    from rclpy.duration import Duration
    from rclpy.qos import (
        DurabilityPolicy,
        HistoryPolicy,
        LivelinessPolicy,
        QoSPresetProfiles,
        ReliabilityPolicy,
    )

    enums: dict[str, Any] = {
        'history': HistoryPolicy,
        'reliability': ReliabilityPolicy,
        'durability': DurabilityPolicy,
        'liveliness': LivelinessPolicy,
    }
    profile = copy.deepcopy(QoSPresetProfiles.get_from_short_key(preset))
    for policy, enum in enums.items():
        value = getattr(args, f'qos_{policy}')
        if value is not None:
            setattr(profile, policy, enum.get_from_short_key(value))
    if args.qos_depth is not None:
        if args.qos_depth < 0:
            raise CliError(f'--qos-depth must not be negative, got {args.qos_depth}')
        profile.depth = args.qos_depth
    if args.qos_liveliness_lease_duration_seconds is not None:
        profile.liveliness_lease_duration = Duration(
            seconds=args.qos_liveliness_lease_duration_seconds
        )
    return profile
