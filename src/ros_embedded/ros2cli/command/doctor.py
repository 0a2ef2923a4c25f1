# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 doctor`: check the set-up and the graph."""

from __future__ import annotations

import argparse
import sys

from ros2cli.api.cli_node import add_spin_arguments, cli_node, wait_for_discovery
from ros2cli.api.doctor_checks import CHECKS, Finding


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_spin_arguments(parser)
    group = parser.add_mutually_exclusive_group()
    group.add_argument('-r', '--report', action='store_true', help='Print all that was found')
    group.add_argument(
        '-rf', '--report-failed', action='store_true', help='Print the report of failed checks'
    )
    parser.add_argument(
        '-ep', '--exclude-packages', action='store_true', help='Leave out the check of packages'
    )
    parser.add_argument(
        '-iw', '--include-warnings', action='store_true', help='Let warnings fail a check, too'
    )


def main(args: argparse.Namespace) -> int:
    """Print the report, or how many checks passed; return 1 when one failed."""
    with cli_node() as node:
        wait_for_discovery(node, args.spin_time)
        found = {
            name: check(node)
            for name, check in CHECKS.items()
            if not (args.exclude_packages and name == 'package')
        }
    if args.report:
        _print_reports(found)
        return 0
    failed = {
        name: finding
        for name, finding in found.items()
        if finding.errors or (args.include_warnings and finding.warnings)
    }
    for name, finding in found.items():
        for warning in finding.warnings:
            print(f'{name}: WARNING: {warning}', file=sys.stderr)
        for error in finding.errors:
            print(f'{name}: ERROR: {error}', file=sys.stderr)
    if args.report_failed:
        _print_reports(failed)
    if not failed:
        print(f'\nAll {len(found)} checks passed\n')
        return 0
    print(f'\n{len(failed)}/{len(found)} check(s) failed\n\nFailed modules: {" ".join(failed)}')
    return 1


def _print_reports(findings: dict[str, Finding]) -> None:
    for name, finding in findings.items():
        print(f'\n   {name.upper()}')
        for label, value in finding.report or [('none', '')]:
            print(f'{label:20} : {value}')
