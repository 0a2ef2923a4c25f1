# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The arguments that every training verb shares: a recipe and changes to it."""

from __future__ import annotations

import argparse
import os

import torch

from lavla_training.stages.recipe import RecipeType, load_recipe


def add_recipe_arguments(parser: argparse.ArgumentParser, default: str) -> None:
    """Declare --recipe, --set and --threads."""
    parser.add_argument(
        '--recipe',
        default=default,
        help='name in config/training, or path of a .yaml file (%(default)s)',
    )
    parser.add_argument(
        '--set',
        action='append',
        default=[],
        metavar='key=value',
        help='change one value of the recipe; may be given several times',
    )
    add_threads_argument(parser, default=os.cpu_count() or 1)


def add_threads_argument(parser: argparse.ArgumentParser, default: int) -> None:
    """Declare --threads."""
    parser.add_argument(
        '--threads', type=int, default=default, help='threads of the networks (%(default)s)'
    )


def set_threads(arguments: argparse.Namespace) -> None:
    """Set up the arithmetic of the networks in this process."""
    torch.set_num_threads(max(1, arguments.threads))
    # Moments of Adam that fade out become denormal, and arithmetic on them is 100 times slower.
    torch.set_flush_denormal(True)


def read_recipe(kind: type[RecipeType], arguments: argparse.Namespace) -> RecipeType:
    """Set the number of threads and return the recipe the arguments describe."""
    set_threads(arguments)
    return load_recipe(kind, arguments.recipe, arguments.set)
