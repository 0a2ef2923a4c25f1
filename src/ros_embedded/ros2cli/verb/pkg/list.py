# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 pkg list`."""

from __future__ import annotations

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb: there are none."""


def main(args: argparse.Namespace) -> None:
    """Print the names of all packages."""
    from ros_embedded.packages.index import package_names

    for name in package_names():
        print(name)
