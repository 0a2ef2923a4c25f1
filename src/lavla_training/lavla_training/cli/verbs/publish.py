# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Copy the policy of a finished chain to its place, with a model card of its measurements."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument('chain', type=Path, help='folder that `mini` worked in')
    parser.add_argument('folder', type=Path, help='where the policy goes (models/lavla-mini)')
    parser.add_argument('--note', default='', help='what else the model card should say')


def run(arguments: argparse.Namespace) -> int:
    """Publish."""
    from lavla.policy import Checkpoint
    from lavla_training.data.errors import DataError
    from lavla_training.evaluation.model_card import model_card

    source = arguments.chain / 'adapt' / 'checkpoint'
    Checkpoint.open(source)
    card = model_card(arguments.chain, arguments.folder.name, arguments.note)
    if arguments.folder.exists() and not (arguments.folder / 'statistics.json').exists():
        raise DataError(f'{arguments.folder} exists and holds no policy: give another folder')
    partial = arguments.folder.with_name(f'.{arguments.folder.name}.partial')
    shutil.rmtree(partial, ignore_errors=True)
    shutil.copytree(source, partial)
    (partial / 'README.md').write_text(card, encoding='utf-8')
    shutil.rmtree(arguments.folder, ignore_errors=True)
    partial.rename(arguments.folder)
    size_mb = sum(p.stat().st_size for p in arguments.folder.rglob('*') if p.is_file()) / 1e6
    print(f'publish: wrote {arguments.folder} ({size_mb:.1f} MB) with its model card')
    return 0
