# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Lists of names in the graph."""

from __future__ import annotations

import argparse

from ros2cli.api.cli_node import add_spin_arguments


def add_listing_arguments(parser: argparse.ArgumentParser, what: str) -> None:
    """Add the arguments of a list of 'topics' or 'services'."""
    add_spin_arguments(parser)
    parser.add_argument(
        '-c',
        f'--count-{what}',
        dest='count',
        action='store_true',
        help=f'Only display the number of {what}',
    )
    parser.add_argument(
        f'--include-hidden-{what}',
        dest='include_hidden',
        action='store_true',
        help=f'Consider hidden {what}',
    )


def add_type_argument(parser: argparse.ArgumentParser, what: str) -> None:
    """Add the argument that asks for types in a list of 'topic' or 'service' names."""
    parser.add_argument(
        '-t', '--show-types', action='store_true', help=f'Additionally show the {what} type'
    )


def print_names(names: list[str], args: argparse.Namespace) -> None:
    """Print names, one per line, or how many there are."""
    if args.count:
        print(len(names))
        return
    for name in names:
        print(name)


def names_with_types(entries: list[tuple[str, list[str]]], args: argparse.Namespace) -> list[str]:
    """Return the names of topics or services, with their types where asked for."""
    return [f'{name} [{", ".join(types)}]' if args.show_types else name for name, types in entries]
