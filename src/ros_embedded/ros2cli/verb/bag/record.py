# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 bag record`."""

from __future__ import annotations

import argparse
import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ros2cli.api.cli_node import cli_node, wait_for_discovery
from ros2cli.api.graph_names import absolute_name
from ros2cli.api.qos_overrides import load_qos_overrides
from ros2cli.api.regex_argument import checked_regex
from ros2cli.api.spin import spin_until
from ros2cli.cli_error import CliError

if TYPE_CHECKING:
    from rclpy.node import Node
    from rosbag2_py.topic_filter import TopicFilter

_PRESETS = ('none', 'fastwrite', 'zstd_fast', 'zstd_small', 'lz4')
_CACHE_SIZE = 100 * 1024 * 1024
_DISCOVERY_S = 1.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    _add_topic_arguments(parser)
    _add_discovery_arguments(parser)
    _add_storage_arguments(parser)
    parser.add_argument(
        '--start-paused', action='store_true', help='Record nothing until ~/resume is called'
    )
    parser.add_argument(
        '--use-sim-time', action='store_true', help='Take the times of messages from /clock'
    )
    parser.add_argument(
        '--node-name', default='rosbag2_recorder', help='Name of the node (default: %(default)s)'
    )
    parser.add_argument(
        '--disable-keyboard-controls',
        action='store_true',
        help='Accepted for compatibility: there are no keyboard controls here',
    )
    parser.add_argument(
        '--log-level',
        choices=('debug', 'info', 'warn', 'error', 'fatal'),
        default='info',
        help='Logging level (default: %(default)s)',
    )


def _add_topic_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument('topics_positional', nargs='*', metavar='topics', help='Topics to record')
    parser.add_argument(
        '--topics', nargs='+', default=[], metavar='TOPIC', help='Topics to record'
    )
    parser.add_argument(
        '--topic-types', nargs='+', default=[], metavar='TYPE', help='Record topics of these types'
    )
    parser.add_argument(
        '-a', '--all', '--all-topics', dest='all', action='store_true', help='Record all topics'
    )
    parser.add_argument(
        '-e', '--regex', default='', help='Record topics in whose name this expression is found'
    )
    parser.add_argument(
        '-x', '--exclude-regex', default='', help='Leave out topics in whose name this is found'
    )
    parser.add_argument(
        '--exclude-topics', nargs='+', default=[], metavar='TOPIC', help='Leave out these topics'
    )
    parser.add_argument(
        '--exclude-topic-types',
        nargs='+',
        default=[],
        metavar='TYPE',
        help='Leave out topics of these types',
    )
    several: dict[str, Any] = {'nargs': '+', 'metavar': 'SERVICE'}
    for option, settings in (
        ('--services', several),
        ('--all-services', {'action': 'store_true'}),
        ('--exclude-services', several),
    ):
        parser.add_argument(
            option,
            help='Not covered: service events are not recorded',
            **settings,
        )


def _add_discovery_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        '--include-unpublished-topics',
        action='store_true',
        help='Record topics without publishers too',
    )
    parser.add_argument(
        '--include-hidden-topics', action='store_true', help='Record hidden topics too'
    )
    parser.add_argument(
        '--ignore-leaf-topics',
        action='store_true',
        help='Leave out topics that nobody subscribes to',
    )
    parser.add_argument(
        '--no-discovery', action='store_true', help='Record only what is there at the start'
    )
    parser.add_argument(
        '-p',
        '--polling-interval',
        type=int,
        default=100,
        metavar='MS',
        help='Time between two looks for new topics (default: %(default)s ms)',
    )
    parser.add_argument(
        '--qos-profile-overrides-path',
        metavar='FILE',
        help='YAML file with the QoS profiles to subscribe to single topics with',
    )


def _add_storage_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        '-o', '--output', help='Folder of the bag (default: rosbag2_<date>-<time>)'
    )
    parser.add_argument('-s', '--storage', default='mcap', help='Storage format (only mcap)')
    parser.add_argument(
        '-f', '--serialization-format', default='', help='Format of the messages (only cdr)'
    )
    for short, option, metavar, what in (
        ('-b', '--max-bag-size', 'BYTES', 'size'),
        ('-d', '--max-bag-duration', 'SECONDS', 'duration'),
    ):
        parser.add_argument(
            short,
            option,
            type=int,
            default=0,
            metavar=metavar,
            help=f'Begin another file when this {what} is reached (default: never)',
        )
    parser.add_argument(
        '--max-cache-size',
        type=int,
        default=_CACHE_SIZE,
        metavar='BYTES',
        help='How much may wait for the disk, and what a snapshot holds; 0: write at once '
        '(default: %(default)s)',
    )
    parser.add_argument(
        '--snapshot-mode',
        action='store_true',
        help='Keep the newest messages in memory; ~/snapshot writes them',
    )
    parser.add_argument(
        '--custom-data', nargs='*', default=[], metavar='KEY=VALUE', help='Store in metadata.yaml'
    )
    parser.add_argument(
        '--storage-preset-profile',
        choices=_PRESETS,
        default='',
        help='Compression of the MCAP chunks (default: zstd_fast)',
    )
    parser.add_argument('--storage-config-file', help='Not covered: choose a preset profile')
    _add_compression_arguments(parser)


def _add_compression_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        '--compression-mode',
        choices=('none', 'file', 'message'),
        default='none',
        help='Compress whole files or each message, beside the chunks (default: %(default)s)',
    )
    parser.add_argument(
        '--compression-format', default='', help='Only zstd; needed with file and message'
    )
    for option, what in (
        ('--compression-queue-size', 'no file is ever dropped'),
        ('--compression-threads', 'one thread compresses files'),
        ('--compression-threads-priority', 'all threads have the same'),
    ):
        parser.add_argument(option, type=int, help=f'Accepted for compatibility: {what}')


def main(args: argparse.Namespace) -> int:
    """Record until Ctrl-C; a full disk or the like is an error."""
    from rosbag2_py import (
        CompressionOptions,
        Info,
        StorageOptions,
        compression_mode_from_string,
    )

    from ros2cli.api.bag_recorder import BagRecorder
    from ros2cli.api.bag_recorder_services import BagRecorderServices

    _check_arguments(args)
    chosen = _topic_filter(args)
    overrides = load_qos_overrides(args.qos_profile_overrides_path)
    folder = Path(args.output or f'rosbag2_{datetime.datetime.now():%Y_%m_%d-%H_%M_%S}')
    if folder.exists():
        raise CliError(f"the bag folder '{folder}' exists already")
    options = StorageOptions(
        uri=str(folder),
        storage_id=args.storage,
        storage_preset_profile=args.storage_preset_profile,
        max_bagfile_size=args.max_bag_size,
        max_bagfile_duration=args.max_bag_duration,
        max_cache_size=args.max_cache_size,
        snapshot_mode=args.snapshot_mode,
        custom_data=dict(_key_value(text) for text in args.custom_data),
    )
    with cli_node(name=args.node_name, use_sim_time=args.use_sim_time) as node:
        _set_log_level(node, args.log_level)
        recorder = BagRecorder(
            node,
            options,
            chosen,
            CompressionOptions(
                args.compression_format, compression_mode_from_string(args.compression_mode)
            ),
            qos_overrides=overrides,
            include_unpublished=args.include_unpublished_topics,
            ignore_leaf=args.ignore_leaf_topics,
            paused=args.start_paused,
        )
        try:
            BagRecorderServices(node, recorder)
            if args.no_discovery:
                wait_for_discovery(node, _DISCOVERY_S)
                recorder.look_for_topics()
            else:
                recorder.look_every(args.polling_interval / 1000.0)
            print('Recording... (stop with Ctrl-C)', flush=True)
            spin_until(node, lambda: recorder.failure is not None)
        except KeyboardInterrupt:
            print('\nStopping.', flush=True)
        finally:
            recorder.close()
    if recorder.failure is not None:
        raise CliError(str(recorder.failure))
    recorded = Info().read_metadata(str(folder), args.storage).message_count
    print(f"Recorded {recorded} messages to '{folder}'")
    if recorder.lost:
        raise CliError(
            f'the disk is too slow: {recorder.lost} messages are lost; raise --max-cache-size or '
            'choose another --storage-preset-profile'
        )
    return 0


def _check_arguments(args: argparse.Namespace) -> None:
    if args.services or args.all_services or args.exclude_services:
        raise CliError('recording of service events is not covered by ros_embedded')
    if args.storage_config_file:
        raise CliError(
            '--storage-config-file is not covered by ros_embedded: use --storage-preset-profile'
        )
    if args.compression_format and args.compression_mode == 'none':
        raise CliError('--compression-format needs a --compression-mode, file or message')
    if args.serialization_format not in ('', 'cdr'):
        raise CliError(f"the serialisation format '{args.serialization_format}' is not cdr")
    for option in ('max_bag_size', 'max_bag_duration', 'max_cache_size', 'polling_interval'):
        if getattr(args, option) < 0:
            raise CliError(f'--{option.replace("_", "-")} must not be negative')
    if args.snapshot_mode and not args.max_cache_size:
        raise CliError('--snapshot-mode needs a --max-cache-size greater than 0')


def _topic_filter(args: argparse.Namespace) -> TopicFilter:
    from rosbag2_py.topic_filter import TopicFilter

    chosen = TopicFilter(
        topics=[absolute_name(topic) for topic in (*args.topics_positional, *args.topics)],
        topic_types=args.topic_types,
        all_topics=args.all,
        regex=checked_regex(args.regex, '--regex'),
        exclude_topics=[absolute_name(topic) for topic in args.exclude_topics],
        exclude_topic_types=args.exclude_topic_types,
        exclude_regex=checked_regex(args.exclude_regex, '--exclude-regex'),
        include_hidden_topics=args.include_hidden_topics,
    )
    if chosen.chooses_nothing:
        raise CliError(
            'nothing to record: give --topics, --topic-types, a regular expression (--regex) or '
            '--all'
        )
    return chosen


def _key_value(text: str) -> tuple[str, str]:
    key, separator, value = text.partition('=')
    if not (key and separator):
        raise CliError(f"malformed custom data '{text}': write it like 'key=value'")
    return key, value


def _set_log_level(node: Node, name: str) -> None:
    from rclpy.logging import LoggingSeverity

    node.get_logger().set_level(LoggingSeverity[name.upper()])
