# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 bag play`."""

from __future__ import annotations

import argparse

from ros2cli.api.cli_node import cli_node
from ros2cli.api.graph_names import absolute_name
from ros2cli.cli_error import CliError

_CLOCK_RATE_HZ = 40.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    parser.add_argument('bag_path', help='Bag to play: its folder, or an .mcap file')
    parser.add_argument('-s', '--storage', default='', help='Storage format of the bag')
    parser.add_argument(
        '-r', '--rate', type=float, default=1.0, help='Speed of playing (default: %(default)s)'
    )
    parser.add_argument(
        '--topics', nargs='+', default=[], metavar='TOPIC', help='Play these topics only'
    )
    parser.add_argument('-e', '--regex', default='', help='Play topics that match entirely')
    parser.add_argument(
        '--exclude-topics', nargs='+', default=[], metavar='TOPIC', help='Do not play these'
    )
    parser.add_argument('-l', '--loop', action='store_true', help='Play again and again')
    parser.add_argument(
        '-m', '--remap', nargs='+', default=[], metavar='OLD:=NEW', help='Rename topics'
    )
    parser.add_argument(
        '--clock',
        nargs='?',
        type=float,
        const=_CLOCK_RATE_HZ,
        default=0.0,
        metavar='HZ',
        help='Publish /clock at this rate (default when given: %(const)s)',
    )
    parser.add_argument(
        '-d',
        '--delay',
        type=float,
        default=0.0,
        metavar='SECONDS',
        help='Wait before the first message',
    )
    parser.add_argument(
        '--start-offset',
        type=float,
        default=0.0,
        metavar='SECONDS',
        help='Begin this long after the start of the bag',
    )
    parser.add_argument(
        '--playback-duration',
        type=float,
        default=-1.0,
        metavar='SECONDS',
        help='Play this much of the bag',
    )
    parser.add_argument(
        '--wait-for-all-acked',
        type=int,
        default=1000,
        metavar='MS',
        help='Wait in the end for reliable subscriptions (default: %(default)s ms)',
    )


def main(args: argparse.Namespace) -> None:
    """Play a bag."""
    from rosbag2_py import BagError, StorageFilter

    from ros2cli.api.bag_player import BagPlayer

    if args.rate <= 0:
        raise CliError(f'--rate must be greater than 0, got {args.rate:g}')
    if args.clock < 0:
        raise CliError(f'--clock must not be negative, got {args.clock:g}')
    if args.start_offset < 0:
        raise CliError(f'--start-offset must not be negative, got {args.start_offset:g}')
    chosen = StorageFilter(
        topics=[absolute_name(topic) for topic in args.topics],
        regex=args.regex,
        exclude_topics=[absolute_name(topic) for topic in args.exclude_topics],
    )
    remaps = dict(_parse_remap(text) for text in args.remap)
    try:
        with cli_node(name='rosbag2_player') as node:
            player = BagPlayer(
                node,
                args.bag_path,
                args.storage,
                chosen,
                remaps,
                rate=args.rate,
                clock_rate_hz=args.clock,
            )
            try:
                player.wait(args.delay)
                while True:
                    player.play(args.start_offset, args.playback_duration)
                    if not args.loop:
                        break
                player.wait_for_acknowledgement(args.wait_for_all_acked)
            finally:
                player.close()
    except (BagError, OSError) as error:
        raise CliError(str(error)) from error


def _parse_remap(text: str) -> tuple[str, str]:
    old, separator, new = text.partition(':=')
    if not (old and separator and new):
        raise CliError(f"malformed remapping '{text}': write it like 'old:=new'")
    return absolute_name(old), absolute_name(new)
