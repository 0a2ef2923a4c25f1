# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""What the verbs that play a bag share."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ros2cli.api.cli_node import cli_node
from ros2cli.api.graph_names import absolute_name
from ros2cli.api.qos_overrides import load_qos_overrides
from ros2cli.api.regex_argument import checked_regex
from ros2cli.cli_error import CliError

if TYPE_CHECKING:
    from ros2cli.api.bag_player import BagPlayer


def add_player_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that say which bag and topics are played, and how they are published."""
    parser.add_argument('bag_path', help='Bag to play: its folder, or an .mcap file')
    parser.add_argument('-s', '--storage', default='', help='Storage format of the bag')
    parser.add_argument(
        '--topics', nargs='+', default=[], metavar='TOPIC', help='Play these topics only'
    )
    parser.add_argument('-e', '--regex', default='', help='Play topics that match entirely')
    parser.add_argument(
        '--exclude-topics', nargs='+', default=[], metavar='TOPIC', help='Do not play these'
    )
    parser.add_argument(
        '-x', '--exclude-regex', default='', help='Do not play topics that match entirely'
    )
    parser.add_argument(
        '-m', '--remap', nargs='+', default=[], metavar='OLD:=NEW', help='Rename topics'
    )
    parser.add_argument(
        '--qos-profile-overrides-path',
        metavar='FILE',
        help='YAML file with the QoS profiles to publish single topics with',
    )
    for option, what in (
        ('--disable-keyboard-controls', 'there are no keyboard controls here'),
        ('--disable-loan-message', 'no messages are loaned here'),
    ):
        parser.add_argument(
            option, action='store_true', help=f'Accepted for compatibility: {what}'
        )
    parser.add_argument(
        '--read-ahead-queue-size',
        type=int,
        metavar='N',
        help='Accepted for compatibility: one chunk of the file is read ahead',
    )


@contextmanager
def running_player(
    args: argparse.Namespace,
    *,
    rate: float = 1.0,
    paused: bool = False,
    clock_rate_hz: float = 0.0,
    clock_topics: Collection[str] | None = (),
) -> Iterator[BagPlayer]:
    """Open the bag of the arguments in a node with the services of rosbag2's player."""
    from rosbag2_py import BagError, StorageFilter, StorageOptions

    from ros2cli.api.bag_player import BagPlayer
    from ros2cli.api.bag_player_services import BagPlayerServices
    from ros2cli.api.player_clock import PlayerClock

    chosen = StorageFilter(
        topics=[absolute_name(topic) for topic in args.topics],
        regex=checked_regex(args.regex, '--regex'),
        exclude_topics=[absolute_name(topic) for topic in args.exclude_topics],
        regex_to_exclude=checked_regex(args.exclude_regex, '--exclude-regex'),
    )
    try:
        with cli_node(name='rosbag2_player') as node:
            player = BagPlayer(
                node,
                StorageOptions(uri=args.bag_path, storage_id=args.storage),
                chosen,
                dict(_parse_remap(text) for text in args.remap),
                clock=PlayerClock(rate, paused),
                qos_overrides=load_qos_overrides(args.qos_profile_overrides_path),
                clock_rate_hz=clock_rate_hz,
                clock_topics=clock_topics,
            )
            services = BagPlayerServices(node, player)
            try:
                yield player
            finally:
                player.close()
                services.close()
    except (BagError, OSError) as error:
        raise CliError(str(error)) from error


def _parse_remap(text: str) -> tuple[str, str]:
    old, separator, new = text.partition(':=')
    if not (old and separator and new):
        raise CliError(f"malformed remapping '{text}': write it like 'old:=new'")
    return absolute_name(old), absolute_name(new)
