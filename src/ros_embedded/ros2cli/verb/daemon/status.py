# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 daemon status`."""

from __future__ import annotations

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb: there are none."""


def main(args: argparse.Namespace) -> None:
    """Say that no daemon runs."""
    print('The daemon is not running: every call of ros2 discovers the graph itself')
