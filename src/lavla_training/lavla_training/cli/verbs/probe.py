# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Measure what latent action tokens tell of the hands' and of the camera's motion.

Needs labelled synthetic video: only its ground truth (<video>_truth) holds the true motions.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from lavla_training.cli.recipe_arguments import add_threads_argument, set_threads
from lavla_training.cli.stage_paths import add_stage_paths


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_stage_paths(parser, 'video', 'vision', 'lam', 'cache')
    parser.add_argument('--out', type=Path, help='JSON file for the result')
    add_threads_argument(parser, default=1)
    parser.add_argument(
        '--rate', type=float, default=6.0, help='frames taken per second of video (%(default)s)'
    )


def run(arguments: argparse.Namespace) -> int:
    """Measure."""
    from lavla.models.motion_focused import MotionFocusedModel
    from lavla_training.evaluation.motion_probe import probe_motion
    from lavla_training.stages.label import label_videos

    set_threads(arguments)
    _, labels = label_videos(
        arguments.video, arguments.vision, arguments.lam, arguments.cache, arguments.rate
    )
    truth = arguments.video.with_name(f'{arguments.video.name}_truth')
    codes = MotionFocusedModel.from_pretrained(arguments.lam).config.action_codes
    report = probe_motion(labels, truth, codes)
    print('R² of true motions from one-hot tokens, on clips the probe was not fitted on')
    for name, value in report.items():
        print(f'  {name:<32}{value:6.2f}')
    if arguments.out:
        arguments.out.write_text(json.dumps(report, indent=1) + '\n', encoding='utf-8')
    return 0
