# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 interface packages`."""

from __future__ import annotations

import argparse

_KINDS = ('msg', 'srv', 'action')


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    parser.add_argument('-m', '--only-msgs', action='store_true', help='Only with messages')
    parser.add_argument('-s', '--only-srvs', action='store_true', help='Only with services')
    parser.add_argument('-a', '--only-actions', action='store_true', help='Only with actions')


def main(args: argparse.Namespace) -> None:
    """Print the packages that provide interfaces."""
    from ros_embedded.interfaces.catalogue import interface_names, interface_packages

    flags = (args.only_msgs, args.only_srvs, args.only_actions)
    wanted = [kind for kind, flag in zip(_KINDS, flags, strict=True) if flag or not any(flags)]
    for package in interface_packages():
        if any(interface_names(package, kind) for kind in wanted):
            print(package)
