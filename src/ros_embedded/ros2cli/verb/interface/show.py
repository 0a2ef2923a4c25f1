# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 interface show`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from ros2cli.api.graph_completion import add_completed, complete_type
from ros2cli.cli_error import CliError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_completed(
        parser,
        'type',
        complete_type('msg', 'srv', 'action'),
        help="Interface type (e.g. 'std_msgs/msg/String'); '-' reads it from standard input",
    )
    group = parser.add_mutually_exclusive_group()
    group.add_argument(
        '--all-comments', action='store_true', help='Show the comments of nested messages too'
    )
    group.add_argument('--no-comments', action='store_true', help='Show no comments')


def main(args: argparse.Namespace) -> None:
    """Print the definition of an interface, with those of nested messages below their fields."""
    text = sys.stdin.readline().strip() if args.type == '-' else args.type
    package, kind, name = find_interface(text)
    for line in definition_lines(
        package, kind, name, not args.no_comments, args.all_comments, indent=0
    ):
        print(line)


def find_interface(text: str) -> tuple[str, str, str]:
    """Return package, kind and name of an interface; raise CliError if it is unknown."""
    from ros_embedded.interfaces.catalogue import interface_names

    parts = text.split('/')
    if len(parts) == 2:
        parts.insert(1, 'msg')
    if len(parts) != 3 or parts[1] not in ('msg', 'srv', 'action'):
        raise CliError(f"'{text}' is no interface type: write it like 'package/msg/Name'")
    package, kind, name = parts
    known = interface_names(package, kind)
    if name not in known:
        raise CliError(
            f"unknown interface '{text}'; '{package}' has: "
            f'{", ".join(known) or "none of this kind"}'
        )
    return package, kind, name


def definition_lines(
    package: str, kind: str, name: str, comments: bool, nested_comments: bool, indent: int
) -> Iterator[str]:
    """Yield the lines of a definition; nested messages are indented by a tab."""
    from ros_embedded.interfaces.catalogue import interface_names, interface_text

    for line in interface_text(package, kind, name).splitlines():
        code, _, _ = line.partition('#')
        if not comments:
            if line.strip() and not code.strip():
                continue
            line = code.rstrip()
            if indent and not line:
                continue
        yield '\t' * indent + line
        words = code.split()
        if len(words) < 2 or '=' in words[0] or (len(words) > 1 and words[1].startswith('=')):
            continue
        base = words[0].partition('[')[0].partition('<')[0]
        owner, _, short = base.rpartition('/')
        owner = owner.removesuffix('/msg') or package
        if short in interface_names(owner, 'msg'):
            yield from definition_lines(
                owner, 'msg', short, nested_comments, nested_comments, indent + 1
            )
