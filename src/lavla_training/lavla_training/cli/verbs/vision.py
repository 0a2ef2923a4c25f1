# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Train the mini vision encoder that stands in for DINOv2.

Renders labelled frames of its own, then trains encoder and segmentation head. At paper size this
step is left out: the encoder is the published DINOv2 with registers. Running the command again
continues.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from lavla_training.cli.recipe_arguments import add_recipe_arguments, read_recipe


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument('--out', type=Path, required=True, help='folder of encoder and segmenter')
    add_recipe_arguments(parser, 'vision_mini')


def run(arguments: argparse.Namespace) -> int:
    """Train."""
    from lavla_training.stages.vision import VisionRecipe, train_vision

    train_vision(read_recipe(VisionRecipe, arguments), arguments.out)
    return 0
