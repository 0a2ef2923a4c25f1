# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Label a folder of video with latent action tokens.

Every pair of frames one second apart gets four codes of the latent action model; they are cached,
so the next stage only reads them. Running the command again continues.
"""

from __future__ import annotations

import argparse

from lavla_training.cli.recipe_arguments import add_threads_argument, set_threads
from lavla_training.cli.stage_paths import add_stage_paths


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_stage_paths(parser, 'video', 'vision', 'lam', 'cache')
    add_threads_argument(parser, default=1)
    parser.add_argument(
        '--rate', type=float, default=6.0, help='frames taken per second of video (%(default)s)'
    )


def run(arguments: argparse.Namespace) -> int:
    """Label."""
    from lavla_training.stages.label import label_videos

    set_threads(arguments)
    label_videos(arguments.video, arguments.vision, arguments.lam, arguments.cache, arguments.rate)
    return 0
