# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 service call`."""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING

from ros2cli.api.cli_node import add_spin_arguments, cli_node, wait_until
from ros2cli.api.graph_completion import add_completed, complete_service, complete_type
from ros2cli.api.graph_names import absolute_name
from ros2cli.api.interfaces import fill_message, load_type, parse_values
from ros2cli.api.service_client import call_service
from ros2cli.cli_error import CliError

if TYPE_CHECKING:
    from rclpy.node import Node

_DISCOVERY_S = 1.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_spin_arguments(parser)
    add_completed(parser, 'service_name', complete_service, help='Name of the ROS service to call')
    add_completed(
        parser,
        'service_type',
        complete_type('srv'),
        help="Type of the ROS service ('std_srvs/srv/Empty')",
    )
    parser.add_argument(
        'values', nargs='?', default='{}', help="Values of the request in YAML ('{data: true}')"
    )
    parser.add_argument(
        '-r', '--rate', type=float, metavar='HZ', help='Repeat the call at this rate'
    )
    parser.add_argument(
        '--timeout',
        type=float,
        metavar='SECONDS',
        help='How long to wait for the service, and for its answer (default: for ever)',
    )


def main(args: argparse.Namespace) -> None:
    """Call the service and print its response."""
    if args.rate is not None and args.rate <= 0:
        raise CliError(f'--rate must be greater than 0, got {args.rate:g}')
    service_type = load_type(args.service_type, 'srv')
    values = parse_values(args.values, args.service_type)
    request = fill_message(service_type.Request(), values, args.service_type)
    name = absolute_name(args.service_name)
    with cli_node() as node:
        if not wait_until(node, lambda: _is_there(node, name), _DISCOVERY_S):
            print('waiting for service to become available...', flush=True)
        while True:
            print(f'requester: making request: {request!r}\n', flush=True)
            response = call_service(node, service_type, name, request, args.timeout)
            print(f'response:\n{response!r}\n', flush=True)
            if args.rate is None:
                return
            time.sleep(1.0 / args.rate)


def _is_there(node: Node, service: str) -> bool:
    return any(name == service for name, _ in node.get_service_names_and_types())
