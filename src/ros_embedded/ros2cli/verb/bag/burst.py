# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 bag burst`."""

from __future__ import annotations

import argparse

from ros2cli.api.bag_player_arguments import add_player_arguments, running_player
from ros2cli.cli_error import CliError

_ACKNOWLEDGEMENT_MS = 1000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_player_arguments(parser)
    parser.add_argument(
        '-n',
        '--num-messages',
        type=int,
        default=0,
        metavar='N',
        help='Publish so many messages at once, then pause; 0: all (default: %(default)s)',
    )


def main(args: argparse.Namespace) -> None:
    """Publish messages without waiting for their times; what is left waits for the services."""
    if args.num_messages < 0:
        raise CliError(f'--num-messages must not be negative, got {args.num_messages}')
    with running_player(args, paused=True) as player:
        player.play(player.start_ns, steps=args.num_messages or player.message_count)
        player.wait_for_acknowledgement(_ACKNOWLEDGEMENT_MS)
