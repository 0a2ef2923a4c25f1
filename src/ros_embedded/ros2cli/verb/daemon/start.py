# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 daemon start`."""

from __future__ import annotations

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb: there are none."""


def main(args: argparse.Namespace) -> None:
    """Say that there is no daemon to start."""
    print('There is no daemon to start: every call of ros2 discovers the graph itself')
