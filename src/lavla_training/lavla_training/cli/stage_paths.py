# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The folders that the verbs of the chain hand on to each other, by name."""

from __future__ import annotations

import argparse
from pathlib import Path

STAGE_PATHS = {
    'video': 'folder of videos',
    'episodes': 'what `convert` wrote',
    'vision': 'what `vision` wrote',
    'lam': 'the model that `lam` wrote',
    'intent': 'the model that `intent` wrote',
    'cache': 'folder of what is computed once: features, masks, labels',
}


def add_stage_paths(parser: argparse.ArgumentParser, *names: str) -> None:
    """Declare an argument that must be given for each of these names of STAGE_PATHS."""
    for name in names:
        parser.add_argument(f'--{name}', type=Path, required=True, help=STAGE_PATHS[name])


def add_output_path(parser: argparse.ArgumentParser, what: str) -> None:
    """Declare --out, the folder of what the verb writes."""
    parser.add_argument('--out', type=Path, required=True, help=f'folder of {what}')
