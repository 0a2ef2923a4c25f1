# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Stage 0, mini size only: train the small vision encoder that stands in for DINOv2.

At paper size this stage does not exist: the encoder is the published DINOv2 ViT-B/14 with
registers. No such weights fit a two-core machine, so the mini chain trains the same class of
network from nothing on rendered frames, by predicting the class of every pixel from the patch
that holds it. The frames are rendered for this purpose alone; they are neither the videos nor
the demonstrations of the later stages. The head that predicts the classes is kept: it is the
mask provider `segmenter`, standing in for SAM2.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from lavla.models.segmenter import Segmenter, SegmenterConfig
from lavla.models.vision_encoder import VisionEncoder, mini_configuration
from lavla_training.data.labelled_frames import FRAME_CLASSES, LabelledFrames, render_frames
from lavla_training.stages.image_augmentation import augment_images
from lavla_training.stages.optimization import (
    check_precision,
    descend,
    make_optimizer,
    mixed_precision,
    open_run,
)

LABEL_STRIDE = 2
"""Every second pixel is classified: a quarter of the cost, borders sharp to two pixels."""


@dataclass(frozen=True)
class VisionRecipe:
    """Settings of the stage; config/training/vision_mini.yaml explains each."""

    steps: int
    batch_size: int
    learning_rate: float
    robot_frames: int
    human_frames: int
    held_out_frames: int
    layers: int = 4
    weight_decay: float = 0.05
    seed: int = 0
    precision: str = 'bf16'
    workers: int = 2

    def __post_init__(self) -> None:
        check_precision(self)


def train_vision(recipe: VisionRecipe, out: Path) -> Path:
    """
    Train the encoder and its segmentation head; write both to `out` and return it.

    Writes `out/encoder` (Dinov2WithRegistersModel), `out/segmenter` and `out/report.json`.
    """
    frames = render_frames(
        out / 'frames',
        robot_frames=recipe.robot_frames,
        human_frames=recipe.human_frames,
        seed=recipe.seed,
        workers=recipe.workers,
    )
    train, held_out = frames.split(recipe.held_out_frames)

    torch.manual_seed(recipe.seed)
    encoder = VisionEncoder.from_configuration(mini_configuration(recipe.layers))
    encoder.unfreeze().train()
    rows, columns = encoder.grid
    head = Segmenter(
        SegmenterConfig(
            classes=FRAME_CLASSES,
            feature_dim=encoder.feature_dim,
            patch_size=encoder.patch_size // LABEL_STRIDE,
            rows=rows,
            columns=columns,
        )
    )
    parameters = [p for p in encoder.parameters() if p.requires_grad] + list(head.parameters())
    optimizer = make_optimizer(recipe, parameters)
    run = open_run(recipe, out, 'vision', {'encoder': encoder, 'segmenter': head}, optimizer)
    # Rare classes (a pot handle covers 1 % of a picture) count more, but not in full proportion.
    weights = torch.as_tensor(train.class_frequencies().clip(1e-4) ** -0.5, dtype=torch.float32)
    weights = weights / weights.mean()

    for step in run.steps():
        rng = run.rng(step)
        images, labels = train.batch(rng.integers(0, len(train), recipe.batch_size), LABEL_STRIDE)
        images = augment_images(torch.from_numpy(images), rng)
        with mixed_precision(recipe):
            features = encoder(images)
            loss = head.loss(features, torch.from_numpy(labels), class_weights=weights)
        descend(loss, optimizer, parameters)
        run.log(loss=loss.item())

    encoder.freeze()
    head.eval()
    report = intersection_over_union(encoder, head, held_out)
    run.record(iou=report)
    encoder.save_pretrained(out / 'encoder')
    head.save(out / 'segmenter')
    print(f'vision: wrote {out / "encoder"} and {out / "segmenter"}')
    print('vision: held-out intersection over union ' + _listed(report))
    return out


@torch.no_grad()
def intersection_over_union(
    encoder: VisionEncoder, head: Segmenter, frames: LabelledFrames, batch_size: int = 32
) -> dict[str, float]:
    """Return each class's intersection over union on the frames, in [0, 1]; nan if absent."""
    classes = len(head.config.classes)
    confusion = np.zeros((classes, classes), np.int64)
    for start in range(0, len(frames), batch_size):
        indices = np.arange(start, min(start + batch_size, len(frames)))
        images, labels = frames.batch(indices, LABEL_STRIDE)
        predicted = head.predict(encoder(torch.from_numpy(images))).numpy()
        confusion += np.bincount(
            labels.reshape(-1).astype(np.int64) * classes + predicted.reshape(-1),
            minlength=classes * classes,
        ).reshape(classes, classes)
    both = np.diag(confusion).astype(float)
    either = confusion.sum(0) + confusion.sum(1) - both
    return {
        name: float(both[i] / either[i]) if either[i] else float('nan')
        for i, name in enumerate(head.config.classes)
    }


def _listed(report: dict[str, float]) -> str:
    return ', '.join(f'{name} {value:.2f}' for name, value in report.items())
