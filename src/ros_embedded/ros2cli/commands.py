# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The commands of `ros2` with their verbs; nothing here imports a verb."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Command:
    """A command: a module of its own, or verbs that each have one."""

    help: str
    verbs: dict[str, str] = field(default_factory=dict)


COMMANDS = {
    'action': Command(
        'Various action related sub-commands',
        {
            'info': 'Print information about an action',
            'list': 'Output a list of action names',
            'send_goal': 'Send an action goal',
            'type': "Print an action's type",
        },
    ),
    'bag': Command(
        'Various rosbag related sub-commands',
        {
            'burst': 'Publish messages of a bag without waiting for their times',
            'convert': 'Write new bags of the messages of others',
            'info': 'Print information about a bag to the screen',
            'play': 'Play back ROS data from a bag',
            'record': 'Record ROS data to a bag',
            'reindex': 'Reconstruct index and metadata file of a bag',
        },
    ),
    'daemon': Command(
        'Various daemon related sub-commands',
        {
            'start': 'Start the daemon if it is not running',
            'status': 'Output the status of the daemon',
            'stop': 'Stop the daemon if it is running',
        },
    ),
    'doctor': Command('Check ROS setup and other potential issues'),
    'interface': Command(
        'Show information about ROS interfaces',
        {
            'list': 'List all interface types available',
            'package': 'Output a list of available interface types within one package',
            'packages': 'Output a list of packages that provide interfaces',
            'proto': 'Output an interface prototype',
            'show': 'Output the interface definition',
        },
    ),
    'launch': Command('Run a launch file'),
    'lifecycle': Command(
        'Various lifecycle related sub-commands',
        {
            'get': 'Get lifecycle state for one or more nodes',
            'list': 'Output a list of available transitions',
            'nodes': 'Output a list of nodes with lifecycle',
            'set': 'Trigger lifecycle state transition',
        },
    ),
    'node': Command(
        'Various node related sub-commands',
        {
            'info': 'Output information about a node',
            'list': 'Output a list of available nodes',
        },
    ),
    'param': Command(
        'Various param related sub-commands',
        {
            'delete': 'Delete parameter',
            'describe': 'Show descriptive information about declared parameters',
            'dump': 'Show all of the parameters of a node in a YAML file format',
            'get': 'Get parameter',
            'list': 'Output a list of available parameters',
            'load': 'Load parameter file for a node',
            'set': 'Set parameter',
        },
    ),
    'pkg': Command(
        'Various package related sub-commands',
        {
            'executables': 'Output a list of package specific executables',
            'list': 'Output a list of available packages',
            'prefix': 'Output the prefix path of a package',
            'xml': 'Output the XML of the package manifest or a specific tag',
        },
    ),
    'run': Command('Run a package specific executable'),
    'service': Command(
        'Various service related sub-commands',
        {
            'call': 'Call a service',
            'echo': 'Echo a service (not available here)',
            'find': 'Output a list of services of a given type',
            'info': 'Print information about a service',
            'list': 'Output a list of available services',
            'type': "Output a service's type",
        },
    ),
    'topic': Command(
        'Various topic related sub-commands',
        {
            'bw': 'Display bandwidth used by topic',
            'delay': 'Display delay of topic from timestamp in header',
            'echo': 'Output messages from a topic',
            'find': 'Output a list of available topics of a given type',
            'hz': 'Print the average publishing rate to screen',
            'info': 'Print information about a topic',
            'list': 'Output a list of available topics',
            'pub': 'Publish a message to a topic',
            'type': "Print a topic's type",
        },
    ),
    'wtf': Command('Use `wtf` as alias to `doctor`'),
}
