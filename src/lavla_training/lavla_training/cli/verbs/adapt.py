# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Adapt the intent model and an action expert to a robot with a few demonstrations.

Writes a policy that `ros2 launch lavla bimanual.launch.py checkpoint:=<out>/checkpoint` runs.
Running the command again continues.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from lavla_training.cli.recipe_arguments import add_recipe_arguments, read_recipe


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument('--episodes', type=Path, required=True, help='what `convert` wrote')
    parser.add_argument('--vision', type=Path, required=True, help='what `vision` wrote')
    parser.add_argument('--lam', type=Path, required=True, help='the model that `lam` wrote')
    parser.add_argument('--intent', type=Path, required=True, help='the model of `intent`')
    parser.add_argument('--cache', type=Path, required=True, help='folder of features')
    parser.add_argument('--out', type=Path, required=True, help='folder of the policy')
    add_recipe_arguments(parser, 'adapt_mini')


def run(arguments: argparse.Namespace) -> int:
    """Train."""
    from lavla_training.stages.adapt import AdaptRecipe, adapt

    adapt(
        read_recipe(AdaptRecipe, arguments),
        arguments.episodes,
        arguments.vision,
        arguments.lam,
        arguments.intent,
        arguments.cache,
        arguments.out,
    )
    return 0
