# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Show what a data set holds: video folder, training episodes or bags.

Prints episodes, rates, cameras, language and statistics, and writes a contact sheet.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from lavla_training.data.inspection.contact_sheet import write_png
from lavla_training.data.inspection.report import inspect_data


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument('path', type=Path, help='folder of videos, episodes or bags; or one bag')
    parser.add_argument(
        '--sheet', type=Path, help='contact sheet (default: <name>_sheet.png beside the data)'
    )


def run(arguments: argparse.Namespace) -> int:
    """Describe the data set."""
    path = arguments.path.resolve()
    report = inspect_data(path)
    print('\n'.join(report.lines))
    if report.sheet is not None:
        sheet = arguments.sheet or path.with_name(f'{path.stem}_sheet.png')
        write_png(sheet, report.sheet)
        print(f'contact sheet: {sheet}')
    return 0
