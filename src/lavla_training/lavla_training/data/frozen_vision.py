# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""What the vision stage trained, frozen: patch features and the foreground of pictures."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from lavla.models.segmenter import Segmenter
from lavla.models.vision_encoder import VisionEncoder
from lavla_training.data.errors import DataError
from lavla_training.data.labelled_frames import FOREGROUND_CLASSES

_BATCH = 32


@dataclass(frozen=True)
class FrozenVision:
    """The encoder, its segmentation head, and a text that changes with their weights."""

    encoder: VisionEncoder
    segmenter: Segmenter
    identity: str

    @classmethod
    def open(cls, folder: Path) -> FrozenVision:
        """
        Load what the vision stage wrote.

        Raises DataError when there is no such folder, WeightsError naming a damaged file.
        """
        # A folder that is missing would be taken for the name of a model on a hub.
        for name in ('encoder', 'segmenter'):
            if not (folder / name).is_dir():
                raise DataError(f'{folder / name}: no such folder; run `lavla-train vision` first')
        encoder = VisionEncoder.from_pretrained(folder / 'encoder')
        segmenter = Segmenter.from_pretrained(folder / 'segmenter')
        digest = hashlib.sha256()
        for name in ('encoder', 'segmenter'):
            digest.update((folder / name / 'model.safetensors').read_bytes())
        return cls(encoder, segmenter, digest.hexdigest())

    @torch.no_grad()
    def features(self, images: np.ndarray) -> np.ndarray:
        """Return patch features (T, N, D) float32 of images (T, H, W, 3) uint8."""
        parts = [
            self.encoder(torch.from_numpy(images[start : start + _BATCH])).numpy()
            for start in range(0, len(images), _BATCH)
        ]
        return np.concatenate(parts)

    @torch.no_grad()
    def foreground(self, features: np.ndarray) -> np.ndarray:
        """Return the foreground share of each patch, (T, N) float16 in [0, 1]."""
        parts = [
            self.segmenter.patch_probabilities(torch.from_numpy(features[start : start + _BATCH]))
            for start in range(0, len(features), _BATCH)
        ]
        # A little probability everywhere is no foreground: it would let the background in.
        share = torch.cat(parts)[..., self._foreground_classes()].sum(-1).clamp(0, 1)
        return torch.where(share < 0.05, 0.0, share).half().numpy()

    @torch.no_grad()
    def foreground_pixels(self, images: np.ndarray) -> np.ndarray:
        """Return the foreground's probability in each pixel the head sees, (T, h, w) float32."""
        parts = []
        for start in range(0, len(images), _BATCH):
            features = self.encoder(torch.from_numpy(images[start : start + _BATCH]))
            classes = self.segmenter(features).logits.softmax(dim=1)
            parts.append(classes[:, self._foreground_classes()].sum(1).numpy())
        return np.concatenate(parts)

    def _foreground_classes(self) -> list[int]:
        classes = self.segmenter.config.classes
        return [index for index, name in enumerate(classes) if name in FOREGROUND_CLASSES]
