# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
What latent action tokens tell of the hands' motion, and what of the camera's.

The ground truth of synthetic video is read here and nowhere else. A ridge regression predicts a
motion from the one-hot tokens of a pair of frames; its R² on clips it was not fitted on says how
much of the motion the tokens tell (0: nothing, 1: all). Action tokens should tell the hands and
not the camera, background tokens the reverse.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lavla_training.data.errors import DataError
from lavla_training.data.label_cache import LabelCache

_RIDGE = 1.0


@dataclass(frozen=True)
class PairMotion:
    """
    True motion over pairs of frames.

    `hand_end` and `hand_change` (P, 4): pixel position of both grips in the second frame, and
    its change; `camera_change` (P, 3): rotation vector of the camera, rad.
    """

    hand_end: np.ndarray
    hand_change: np.ndarray
    camera_change: np.ndarray


def pair_motion(truth: Path, times_s: np.ndarray) -> PairMotion:
    """
    Read the true motion between the frames of pairs taken at `times_s` (P, 2).

    Raises DataError when the file is missing or lacks an array.
    """
    try:
        with np.load(truth) as arrays:
            stamps = arrays['timestamps_s']
            grips = arrays['grip_pixel'].reshape(len(stamps), -1)
            cameras = arrays['camera_pose'][:, :3, :3]
    except (OSError, KeyError, ValueError) as error:
        raise DataError(f'{truth}: no usable ground truth: {error}') from error
    rows = np.abs(stamps[None, None] - times_s[..., None]).argmin(-1)
    relative = np.swapaxes(cameras[rows[:, 0]], 1, 2) @ cameras[rows[:, 1]]
    # The camera turns by a few degrees: the skew part is the rotation vector.
    rotation = 0.5 * np.stack(
        [
            relative[:, 2, 1] - relative[:, 1, 2],
            relative[:, 0, 2] - relative[:, 2, 0],
            relative[:, 1, 0] - relative[:, 0, 1],
        ],
        axis=-1,
    )
    start, end = grips[rows[:, 0]], grips[rows[:, 1]]
    return PairMotion(end, end - start, rotation)


def one_hot(tokens: np.ndarray, codes: int) -> np.ndarray:
    """Return tokens (P, K) as (P, K · codes) zeros and ones."""
    return np.eye(codes)[tokens.astype(int)].reshape(len(tokens), -1)


def probe_r2(inputs: np.ndarray, targets: np.ndarray, groups: np.ndarray, folds: int = 5) -> float:
    """
    Return the cross-validated R² of a ridge regression, averaged over target columns.

    Samples of one group (a clip) are never in training and test at once. Below 0 means worse
    than always predicting the mean.
    """
    fold = np.searchsorted(np.unique(groups), groups) % folds
    predicted = np.empty_like(targets, dtype=np.float64)
    for number in range(folds):
        train, test = fold != number, fold == number
        mean_in, mean_out = inputs[train].mean(0), targets[train].mean(0)
        centred = inputs[train] - mean_in
        gram = centred.T @ centred + _RIDGE * np.eye(inputs.shape[1])
        weights = np.linalg.solve(gram, centred.T @ (targets[train] - mean_out))
        predicted[test] = (inputs[test] - mean_in) @ weights + mean_out
    residual = ((targets - predicted) ** 2).sum(0)
    total = ((targets - targets.mean(0)) ** 2).sum(0)
    return float(np.mean(1 - residual / np.maximum(total, 1e-12)))


def probe_motion(labels: LabelCache, truth: Path, codes: int) -> dict[str, float]:
    """Return the R² of every motion from action and from background tokens."""
    motions, actions, backgrounds, groups = [], [], [], []
    for number, name in enumerate(labels.names()):
        found = labels.read_clip(name)
        if not len(found.tokens):
            continue
        motions.append(pair_motion(truth / f'{name}.npz', found.times_s))
        actions.append(found.tokens)
        backgrounds.append(found.background_tokens)
        groups.append(np.full(len(found.tokens), number))
    if len(groups) < 10:
        raise DataError(f'{labels.root}: {len(groups)} labelled clips are too few to probe')
    group = np.concatenate(groups)
    report = {}
    for source, parts in (('action', actions), ('background', backgrounds)):
        inputs = one_hot(np.concatenate(parts), codes)
        for motion in ('hand_end', 'hand_change', 'camera_change'):
            targets = np.concatenate([getattr(found, motion) for found in motions])
            report[f'{motion}_from_{source}'] = probe_r2(inputs, targets, group)
    return report
