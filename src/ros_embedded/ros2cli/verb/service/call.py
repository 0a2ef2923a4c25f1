# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 service call`."""

from __future__ import annotations

import argparse
import time

from ros2cli.api.cli_node import add_spin_arguments, cli_node
from ros2cli.api.graph_names import absolute_name
from ros2cli.api.interfaces import fill_message, load_type, parse_values
from ros2cli.api.service_client import call_service
from ros2cli.cli_error import CliError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_spin_arguments(parser)
    parser.add_argument('service_name', help='Name of the ROS service to call')
    parser.add_argument('service_type', help="Type of the ROS service ('std_srvs/srv/Empty')")
    parser.add_argument(
        'values', nargs='?', default='{}', help="Values of the request in YAML ('{data: true}')"
    )
    parser.add_argument(
        '-r', '--rate', type=float, metavar='HZ', help='Repeat the call at this rate'
    )
    parser.add_argument(
        '--timeout',
        type=float,
        default=10.0,
        metavar='SECONDS',
        help='How long to wait for the service, and for its answer (default: %(default)s)',
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
        while True:
            print(f'requester: making request: {request!r}\n', flush=True)
            response = call_service(node, service_type, name, request, args.timeout)
            print(f'response:\n{response!r}\n', flush=True)
            if args.rate is None:
                return
            time.sleep(1.0 / args.rate)
