# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Adapt the intent model and an action expert to a robot with a few demonstrations.

Writes a policy that `ros2 launch lavla bimanual.launch.py checkpoint:=<out>/checkpoint` runs.
Running the command again continues.
"""

from __future__ import annotations

import argparse

from lavla_training.cli.recipe_arguments import add_recipe_arguments, read_recipe
from lavla_training.cli.stage_paths import add_output_path, add_stage_paths


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_stage_paths(parser, 'episodes', 'vision', 'lam', 'intent', 'cache')
    add_output_path(parser, 'the policy')
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
