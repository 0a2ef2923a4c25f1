# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 bag convert`."""

from __future__ import annotations

import argparse

from ros2cli.cli_error import CliError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    parser.add_argument(
        '-i',
        '--input',
        required=True,
        action='append',
        nargs='+',
        metavar=('uri', 'storage_id'),
        help='Bag to read, and its storage format; give it again for further bags',
    )
    parser.add_argument(
        '-o',
        '--output-options',
        required=True,
        metavar='FILE',
        help="YAML file with a list 'output_bags': uri, storage options and choice of topics each",
    )


def main(args: argparse.Namespace) -> None:
    """Write new bags of the messages of others."""
    from rosbag2_py import BagError, StorageOptions, bag_rewrite

    for words in args.input:
        if len(words) > 2:
            raise CliError(f'--input takes a bag and its storage format, got {len(words)} words')
    inputs = [
        StorageOptions(uri=uri, storage_id=rest[0] if rest else '') for uri, *rest in args.input
    ]
    try:
        bag_rewrite(inputs, args.output_options)
    except (BagError, OSError) as error:
        raise CliError(str(error)) from error
