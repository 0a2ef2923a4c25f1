# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Dense head on patch features: segmentation, and depth if asked for."""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn

from lavla.models.pretrained import PretrainedModule


@dataclass(frozen=True)
class SegmenterConfig:
    """
    Configure the dense head.

    `classes` are the names in the order of the labels, background first. `hidden_dim` 0
    makes the head linear, which forces the features themselves to tell the classes apart.
    """

    classes: tuple[str, ...] = ('background', 'hand')
    feature_dim: int = 192
    hidden_dim: int = 0
    patch_size: int = 14
    rows: int = 16
    columns: int = 16
    depth: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, 'classes', tuple(self.classes))
        if len(self.classes) < 2:
            raise ValueError(f'classes: needs background and one more, found {self.classes}')


@dataclass
class DenseOutput:
    """Hold class scores (B, C, H, W) and relative depth (B, H, W) or None."""

    logits: torch.Tensor
    depth: torch.Tensor | None


class Segmenter(PretrainedModule):
    """
    Predict a class, and optionally a depth, for every pixel from patch features.

    Training it together with an unfrozen vision encoder is the mini encoder's training
    objective; with a frozen encoder it provides masks where no ground truth exists.
    """

    config_class = SegmenterConfig

    def __init__(self, config: SegmenterConfig) -> None:
        super().__init__()
        self.config = config
        channels = len(config.classes) + int(config.depth)
        outputs = channels * config.patch_size**2
        if config.hidden_dim:
            self.head = nn.Sequential(
                nn.Linear(config.feature_dim, config.hidden_dim),
                nn.GELU(),
                nn.Linear(config.hidden_dim, outputs),
            )
        else:
            self.head = nn.Sequential(nn.Linear(config.feature_dim, outputs))

    def forward(self, features: torch.Tensor) -> DenseOutput:
        """
        Predict dense scores.

        Parameters
        ----------
        features : torch.Tensor
            Patch features (B, N, D), N = rows · columns.

        Returns
        -------
        DenseOutput
            Scores and depth at image resolution (rows · patch, columns · patch).

        """
        config = self.config
        batch = features.shape[0]
        patch, classes = config.patch_size, len(config.classes)
        dense = self.head(features).view(
            batch, config.rows, config.columns, classes + int(config.depth), patch, patch
        )
        dense = dense.permute(0, 3, 1, 4, 2, 5).reshape(
            batch, -1, config.rows * patch, config.columns * patch
        )
        return DenseOutput(dense[:, :classes], dense[:, classes] if config.depth else None)

    def loss(
        self,
        features: torch.Tensor,
        labels: torch.Tensor,
        depth: torch.Tensor | None = None,
        class_weights: torch.Tensor | None = None,
    ) -> torch.Tensor:
        """
        Compute cross-entropy to the labels plus the absolute error of depth where given.

        Parameters
        ----------
        features : torch.Tensor
            Patch features (B, N, D).
        labels : torch.Tensor
            Class of every pixel (B, H, W), integer.
        depth : torch.Tensor, optional
            Target depth (B, H, W); only with `depth` in the configuration.
        class_weights : torch.Tensor, optional
            Weight of each class (C,), against rare classes being ignored.

        Raises
        ------
        ValueError
            If depth is given to a head without depth.

        """
        output = self(features)
        loss = F.cross_entropy(output.logits.float(), labels.long(), weight=class_weights)
        if depth is not None:
            if output.depth is None:
                raise ValueError('depth: this head predicts none; set depth in its configuration')
            loss = loss + F.l1_loss(output.depth.float(), depth)
        return loss

    @torch.no_grad()
    def predict(self, features: torch.Tensor) -> torch.Tensor:
        """Return the most likely class of every pixel, (B, H, W) uint8."""
        return self(features).logits.argmax(dim=1).to(torch.uint8)

    @torch.no_grad()
    def patch_probabilities(self, features: torch.Tensor) -> torch.Tensor:
        """Return each class's mean probability within every patch, (B, N, C) in [0, 1]."""
        probabilities = self(features).logits.softmax(dim=1)
        pooled = F.avg_pool2d(probabilities, self.config.patch_size)
        return pooled.flatten(2).transpose(1, 2)
