# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""What `ros2 doctor` looks at: each check returns a report, warnings and errors."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rclpy.node import Node

_VARIABLES = (
    'ROS_DOMAIN_ID',
    'ROS_AUTOMATIC_DISCOVERY_RANGE',
    'ROS_STATIC_PEERS',
    'ROS_LOCALHOST_ONLY',
    'CYCLONEDDS_URI',
    'RMW_IMPLEMENTATION',
    'AMENT_PREFIX_PATH',
)
_MIDDLEWARE = 'rmw_cyclonedds_cpp'
_RECEIVE_BUFFER_LIMIT = Path('/proc/sys/net/core/rmem_max')
_RECEIVE_BUFFER_BYTES = 4_000_000
_OWN_TOPICS = ('/parameter_events', '/rosout')


@dataclass
class Finding:
    """What a check found: lines of name and value, and what is doubtful or wrong."""

    report: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def check_platform(node: Node) -> Finding:
    """Tell operating system and interpreter."""
    return Finding(
        [
            ('system', platform.platform()),
            ('machine', platform.machine()),
            ('python', f'{platform.python_version()} ({sys.executable})'),
        ]
    )


def check_environment(node: Node) -> Finding:
    """Tell the environment variables that matter; warn of another middleware."""
    found = Finding([(name, os.environ.get(name, '(not set)')) for name in _VARIABLES])
    chosen = os.environ.get('RMW_IMPLEMENTATION', _MIDDLEWARE)
    if chosen != _MIDDLEWARE:
        found.warnings.append(
            f'RMW_IMPLEMENTATION is {chosen}, but nodes of this runtime speak as {_MIDDLEWARE} '
            'does: ROS 2 nodes of another middleware hardly reach them'
        )
    return found


def check_middleware(node: Node) -> Finding:
    """Tell transport and domain; warn of a small limit of the receive buffer."""
    from importlib.metadata import version

    found = Finding(
        [
            ('middleware', f'cyclonedds {version("cyclonedds")}, as {_MIDDLEWARE}'),
            ('domain id', str(node.context.get_domain_id())),
        ]
    )
    if _RECEIVE_BUFFER_LIMIT.is_file():
        limit = int(_RECEIVE_BUFFER_LIMIT.read_text())
        found.report.append(('receive buffer limit', f'{limit} bytes'))
        if limit < _RECEIVE_BUFFER_BYTES:
            found.warnings.append(
                f'net.core.rmem_max is {limit}: large images may be lost when a reader is busy; '
                f'raise it with `sudo sysctl -w net.core.rmem_max={_RECEIVE_BUFFER_BYTES}`'
            )
    return found


def check_packages(node: Node) -> Finding:
    """Tell the packages that are found; one without a manifest is an error."""
    from ros_embedded.packages.index import find_share_folder, package_names

    found = Finding()
    for name in package_names():
        folder = find_share_folder(name)
        found.report.append((name, str(folder)))
        if not (folder / 'package.xml').is_file():
            found.errors.append(f"package '{name}' has no package.xml in {folder}")
    if not found.report:
        found.warnings.append('no ROS package is found: `ros2 run` and `ros2 launch` need paths')
    return found


def check_topics(node: Node) -> Finding:
    """Warn of topics that are only published or only subscribed to."""
    from ros2cli.api.topics_in_use import topics_in_use

    found = Finding()
    for topic, _ in topics_in_use(node, include_hidden=False):
        publishers = node.count_publishers(topic)
        subscriptions = node.count_subscribers(topic)
        found.report.append((topic, f'{publishers} publisher(s), {subscriptions} subscriber(s)'))
        if topic in _OWN_TOPICS:
            continue
        if not subscriptions:
            found.warnings.append(f'publisher without subscriber detected on {topic}')
        elif not publishers:
            found.warnings.append(f'subscriber without publisher detected on {topic}')
    return found


def check_qos(node: Node) -> Finding:
    """Find publishers and subscriptions of a topic that cannot talk: an error."""
    from rclpy.qos import QoSCompatibility, qos_check_compatible

    from ros2cli.api.topics_in_use import topics_in_use

    found = Finding()
    for topic, _ in topics_in_use(node, include_hidden=False):
        for publisher in node.get_publishers_info_by_topic(topic):
            for subscription in node.get_subscriptions_info_by_topic(topic):
                compatibility, reason = qos_check_compatible(
                    publisher.qos_profile, subscription.qos_profile
                )
                pair = f'{topic}: {publisher.node_name} to {subscription.node_name}'
                found.report.append((pair, reason or 'compatible'))
                if compatibility is QoSCompatibility.ERROR:
                    found.errors.append(f'{pair}: {reason}')
    return found


CHECKS: dict[str, Callable[[Node], Finding]] = {
    'platform': check_platform,
    'environment': check_environment,
    'middleware': check_middleware,
    'package': check_packages,
    'topic': check_topics,
    'qos': check_qos,
}
