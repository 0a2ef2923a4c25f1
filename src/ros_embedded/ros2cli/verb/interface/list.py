# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 interface list`."""

from __future__ import annotations

import argparse

_KINDS = {'msg': 'Messages', 'srv': 'Services', 'action': 'Actions'}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    parser.add_argument('-m', '--only-msgs', action='store_true', help='Only messages')
    parser.add_argument('-s', '--only-srvs', action='store_true', help='Only services')
    parser.add_argument('-a', '--only-actions', action='store_true', help='Only actions')


def main(args: argparse.Namespace) -> None:
    """Print the interfaces of all packages."""
    from ros_embedded.interfaces.catalogue import interface_names, interface_packages

    chosen = {'msg': args.only_msgs, 'srv': args.only_srvs, 'action': args.only_actions}
    packages = interface_packages()
    for kind, title in _KINDS.items():
        if any(chosen.values()) and not chosen[kind]:
            continue
        print(f'{title}:')
        for package in packages:
            for name in interface_names(package, kind):
                print(f'    {package}/{kind}/{name}')
