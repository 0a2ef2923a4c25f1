# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 bag reindex`."""

from __future__ import annotations

import argparse

from ros2cli.cli_error import CliError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    parser.add_argument('bag_path', help='Folder of the bag')
    parser.add_argument('-s', '--storage', default='', help='Storage format of the bag')


def main(args: argparse.Namespace) -> None:
    """Make index and metadata.yaml of a bag anew."""
    from rosbag2_py import BagError, Info, Reindexer, StorageOptions

    try:
        Reindexer().reindex(StorageOptions(uri=args.bag_path, storage_id=args.storage))
        metadata = Info().read_metadata(args.bag_path, args.storage)
    except (BagError, OSError) as error:
        raise CliError(str(error)) from error
    files = len(metadata.relative_file_paths)
    print(f'{args.bag_path}: {metadata.message_count} messages in {files} file(s)')
