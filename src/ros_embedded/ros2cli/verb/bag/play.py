# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 bag play`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from ros2cli.api.bag_player_arguments import add_player_arguments, running_player
from ros2cli.api.graph_names import absolute_name
from ros2cli.cli_error import CliError

if TYPE_CHECKING:
    from ros2cli.api.bag_player import BagPlayer

_CLOCK_RATE_HZ = 40.0
_NANOSECONDS = 10**9


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_player_arguments(parser)
    _add_time_arguments(parser)
    _add_clock_arguments(parser)
    parser.add_argument(
        '-p', '--start-paused', action='store_true', help='Play nothing until ~/resume is called'
    )
    parser.add_argument(
        '--wait-for-all-acked',
        type=int,
        default=1000,
        metavar='MS',
        help='Wait in the end for reliable subscriptions; 0: as long as it takes, negative: do '
        'not wait (default: %(default)s ms)',
    )


def _add_time_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        '-r', '--rate', type=float, default=1.0, help='Speed of playing (default: %(default)s)'
    )
    parser.add_argument('-l', '--loop', action='store_true', help='Play again and again')
    for options, default, help_text in (
        (('-d', '--delay'), 0.0, 'Wait before the first message, in each loop'),
        (('--start-offset',), 0.0, 'Begin this long after the start of the bag'),
        (('--playback-duration',), -1.0, 'Play this much of the bag (negative: all)'),
        (('--playback-until-sec',), -1.0, 'Play until this time of the bag (negative: its end)'),
    ):
        parser.add_argument(
            *options, type=float, default=default, metavar='SECONDS', help=help_text
        )
    parser.add_argument(
        '--playback-until-nsec',
        type=int,
        default=-1,
        metavar='NANOSECONDS',
        help='Play until this time of the bag (negative: its end)',
    )


def _add_clock_arguments(parser: argparse.ArgumentParser) -> None:
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
        '--clock-topics',
        nargs='+',
        default=[],
        metavar='TOPIC',
        help='Publish /clock with each message of these topics',
    )
    parser.add_argument(
        '--clock-topics-all', action='store_true', help='Publish /clock with each message'
    )


def main(args: argparse.Namespace) -> None:
    """Play a bag."""
    _check_numbers(args)
    clock_topics = None if args.clock_topics_all else set(map(absolute_name, args.clock_topics))
    with running_player(
        args,
        rate=args.rate,
        paused=args.start_paused,
        clock_rate_hz=args.clock,
        clock_topics=clock_topics,
    ) as player:
        _play(player, args)


def _play(player: BagPlayer, args: argparse.Namespace) -> None:
    first_ns = player.start_ns + round(args.start_offset * _NANOSECONDS)
    last_ns = None
    if args.playback_duration >= 0:
        last_ns = first_ns + round(args.playback_duration * _NANOSECONDS)
    elif args.playback_until_sec >= 0:
        last_ns = round(args.playback_until_sec * _NANOSECONDS)
    elif args.playback_until_nsec >= 0:
        last_ns = args.playback_until_nsec
    while not player.stopped:
        player.wait(args.delay)
        player.play(first_ns, last_ns)
        if not args.loop:
            break
    if args.wait_for_all_acked >= 0:
        player.wait_for_acknowledgement(args.wait_for_all_acked)


def _check_numbers(args: argparse.Namespace) -> None:
    if args.rate <= 0:
        raise CliError(f'--rate must be greater than 0, got {args.rate:g}')
    for option in ('clock', 'start_offset', 'delay'):
        value = getattr(args, option)
        if value < 0:
            raise CliError(f'--{option.replace("_", "-")} must not be negative, got {value:g}')
    ends = (args.playback_duration, args.playback_until_sec, args.playback_until_nsec)
    if sum(one >= 0 for one in ends) > 1:
        raise CliError(
            'give only one of --playback-duration, --playback-until-sec and --playback-until-nsec'
        )
