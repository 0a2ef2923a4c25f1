# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 service echo`."""

from __future__ import annotations

import argparse

from ros2cli.api.graph_completion import add_completed, complete_service, complete_type
from ros2cli.cli_error import CliError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_completed(parser, 'service_name', complete_service, help='Name of the ROS service')
    add_completed(
        parser, 'service_type', complete_type('srv'), nargs='?', help='Type of the ROS service'
    )


def main(args: argparse.Namespace) -> None:
    """Say that there is nothing to show."""
    raise CliError(
        'service introspection does not exist here: nodes of this runtime publish no service '
        "events, so the calls of a service cannot be shown; log them in the service's callback"
    )
