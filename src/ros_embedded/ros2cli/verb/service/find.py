# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 service find`."""

from __future__ import annotations

import argparse

from ros2cli.api.graph_completion import add_completed, complete_type
from ros2cli.api.listing import add_listing_arguments, print_names
from ros2cli.verb.service.list import discover_services


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_listing_arguments(parser, 'services')
    add_completed(
        parser,
        'service_type',
        complete_type('srv'),
        help="Type to look for ('std_srvs/srv/Empty')",
    )


def main(args: argparse.Namespace) -> None:
    """Print the services of a type."""
    services = discover_services(args.spin_time, args.include_hidden)
    print_names([name for name, types in services if args.service_type in types], args)
