# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Write foreground masks of a video folder.

Each clip gets <output>/<clip>.npz with `arr_0` uint8 (T, H, W), 0 = background, which
`lavla-train lam --set masks=file` reads. Sources:
`optical_flow` needs nothing (what moves against the camera's motion), `segmenter` is the head
that `lavla-train vision` trained, `segmentation` takes classes from ground truth, `sam2` follows
prompted objects with SAM 2. Running the command again continues.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from lavla_training.data.errors import DataError
from lavla_training.data.masks.mask_folder import default_mask_folder, write_mask_folder
from lavla_training.data.masks.registry import make_mask_provider
from lavla_training.data.video_folder import VideoFolder
from lavla_training.progress_line import ProgressLine

SOURCES = ('optical_flow', 'segmenter', 'segmentation', 'sam2')


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument('folder', type=Path, help='folder of videos')
    parser.add_argument(
        'output', type=Path, nargs='?', help='where the masks go (default: <folder>_masks)'
    )
    parser.add_argument('--source', choices=SOURCES, required=True, help='where masks come from')
    parser.add_argument(
        '--vision', type=Path, help='segmenter: folder that `lavla-train vision` wrote'
    )
    parser.add_argument(
        '--truth', type=Path, help='segmentation: folder of class masks (<folder>_truth)'
    )
    parser.add_argument(
        '--classes', nargs='+', help='segmentation: classes that are foreground (hands, object)'
    )
    parser.add_argument('--model', help='sam2: model folder or hub name')
    parser.add_argument('--prompts', type=Path, help='sam2: JSON file of points and boxes')
    parser.add_argument('--device', default='cpu', help='sam2: torch device (%(default)s)')


def run(arguments: argparse.Namespace) -> int:
    """Write the masks."""
    folder = VideoFolder.open(arguments.folder)
    provider = make_mask_provider(arguments.source, **_options(arguments))
    output = arguments.output or default_mask_folder(arguments.folder)
    with ProgressLine('mask', 'clips') as progress:
        result = write_mask_folder(folder, provider, output, progress.update)
    print(
        f'{output}: masks of {result.written} clips written, {result.kept} kept; '
        f'{result.coverage:.1%} of the pixels written are foreground'
    )
    if folder.damaged:
        print(folder.report_damage())
    return 0


def _options(arguments: argparse.Namespace) -> dict[str, Any]:
    if arguments.source == 'segmentation':
        truth = arguments.truth or arguments.folder.with_name(f'{arguments.folder.name}_truth')
        options: dict[str, Any] = {'directory': truth}
        if arguments.classes:
            options['foreground'] = arguments.classes
        return options
    if arguments.source == 'segmenter':
        if arguments.vision is None:
            raise DataError('--source segmenter needs --vision')
        # Networks are loaded only when they are asked for.
        from lavla_training.data.frozen_vision import FrozenVision

        return {'predict': FrozenVision.open(arguments.vision).foreground_pixels}
    if arguments.source == 'sam2':
        if arguments.model is None or arguments.prompts is None:
            raise DataError('--source sam2 needs --model and --prompts')
        from lavla_training.data.masks.sam2 import read_prompts

        return {
            'model': arguments.model,
            'prompts': read_prompts(arguments.prompts),
            'device': arguments.device,
        }
    return {}
