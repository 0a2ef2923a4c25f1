# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Pre-train the intent model on labelled video, without robot data.

A vision-language model learns to predict the four latent action tokens from a picture and the
caption. Running the command again continues.
"""

from __future__ import annotations

import argparse

from lavla_training.cli.recipe_arguments import add_recipe_arguments, read_recipe
from lavla_training.cli.stage_paths import add_output_path, add_stage_paths


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_stage_paths(parser, 'video', 'vision', 'lam', 'cache')
    add_output_path(parser, 'the model and its run')
    add_recipe_arguments(parser, 'intent_mini')


def run(arguments: argparse.Namespace) -> int:
    """Train."""
    from lavla_training.stages.intent import IntentRecipe, train_intent

    train_intent(
        read_recipe(IntentRecipe, arguments),
        arguments.video,
        arguments.vision,
        arguments.lam,
        arguments.cache,
        arguments.out,
    )
    return 0
