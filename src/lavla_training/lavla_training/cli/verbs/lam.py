# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Learn latent actions from a folder of unlabelled video.

Caches features and foreground masks, then trains the hybrid disentangled VQ-VAE and writes it
with the health of its codebooks to <out>/model. Running the command again continues.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from lavla_training.cli.recipe_arguments import add_recipe_arguments, read_recipe
from lavla_training.cli.stage_paths import add_output_path, add_stage_paths


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_stage_paths(parser, 'video', 'vision', 'cache')
    add_output_path(parser, 'the model and its run')
    parser.add_argument(
        '--masks',
        type=Path,
        help='folder of mask files, for a recipe with masks: file (default: <video>_masks)',
    )
    add_recipe_arguments(parser, 'lam_mini')


def run(arguments: argparse.Namespace) -> int:
    """Train."""
    from lavla_training.stages.lam import LamRecipe, train_lam

    recipe = read_recipe(LamRecipe, arguments)
    train_lam(
        recipe,
        arguments.video,
        arguments.vision,
        arguments.cache,
        arguments.out,
        arguments.masks,
    )
    return 0
