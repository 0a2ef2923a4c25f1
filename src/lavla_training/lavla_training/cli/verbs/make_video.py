# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Make synthetic egocentric video of hands at work.

Writes <folder>/NNNNNN.mp4 with captions.jsonl, as any user's video folder, and the ground truth
(hand and camera poses, class masks) to <folder>_truth, which only evaluation reads. Running the
command again continues.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from lavla_training.data.synthetic.activities import ACTIVITIES
from lavla_training.data.synthetic.clip import ClipSettings
from lavla_training.data.synthetic.video_set import VideoSet, make_video_set
from lavla_training.progress_line import ProgressLine


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    clip = ClipSettings()
    parser.add_argument('folder', type=Path, help='where the videos go')
    parser.add_argument('--clips', type=int, default=500, help='number of clips (%(default)s)')
    parser.add_argument(
        '--frames', type=int, default=clip.frames, help='frames per clip (%(default)s)'
    )
    parser.add_argument(
        '--fps', type=int, default=clip.rate_hz, help='frames per second (%(default)s)'
    )
    parser.add_argument(
        '--size', type=int, default=clip.image_size, help='image side in pixels (%(default)s)'
    )
    parser.add_argument('--seed', type=int, default=0, help='seed of the set (%(default)s)')
    parser.add_argument(
        '--activity', choices=list(ACTIVITIES), help='only this activity (default: a mixture)'
    )
    parser.add_argument('--workers', type=int, default=2, help='number of processes (%(default)s)')


def run(arguments: argparse.Namespace) -> int:
    """Make the clips."""
    video_set = VideoSet(
        directory=arguments.folder,
        clips=arguments.clips,
        seed=arguments.seed,
        activity=arguments.activity,
        clip=ClipSettings(arguments.frames, arguments.fps, arguments.size),
    )
    with ProgressLine('make-video', 'clips') as progress:
        progress.update(video_set.clips - len(video_set.missing()), video_set.clips)
        result = make_video_set(
            video_set, arguments.workers, lambda done: progress.update(done, video_set.clips)
        )
    size_mb = sum(path.stat().st_size for path in video_set.directory.glob('*.mp4')) / 1e6
    print(
        f'{video_set.directory}: {result.written} clips written, {result.kept} kept, '
        f'{video_set.clips * video_set.clip.frames} frames, {size_mb:.1f} MB, captions.jsonl\n'
        f'{video_set.truth_directory}: ground truth, for evaluation only'
    )
    return 0
