# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The visual foundation: a DINOv2 with registers that yields one feature per patch."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import torch
from torch import nn
from transformers import Dinov2WithRegistersConfig, Dinov2WithRegistersModel

from lavla.models.image_preprocessing import normalize_images
from lavla.models.transformers_folder import load_transformers_model, quiet_transformers

PATCH_SIZE = 14
IMAGE_SIZE = 224


class PatchFeatures(NamedTuple):
    """Patch features (B, N, D) in row-major order and the grid they came from."""

    features: torch.Tensor
    rows: int
    columns: int


class VisionEncoder(nn.Module):
    """
    Encode images into patch features with a DINOv2 ViT with registers.

    Paper size is `facebook/dinov2-with-registers-base` (000 §IV: 256 patches × 768); mini
    size is the same class with `mini_configuration()`. The encoder is frozen unless
    `unfreeze()` is called: it stays in evaluation mode and computes no gradients.
    """

    def __init__(self, backbone: Dinov2WithRegistersModel) -> None:
        super().__init__()
        self.backbone = backbone
        self._frozen = True
        self.freeze()

    @classmethod
    def from_pretrained(cls, name_or_folder: str | Path) -> VisionEncoder:
        """
        Load a folder, or a model of the hub by name, in the format of Dinov2WithRegistersModel.

        Raises
        ------
        WeightsError
            If the files are missing, damaged or do not fit the configuration.

        """
        return cls(load_transformers_model(Dinov2WithRegistersModel, name_or_folder))

    @classmethod
    def from_configuration(cls, configuration: Dinov2WithRegistersConfig) -> VisionEncoder:
        """Build an encoder with random weights."""
        return cls(Dinov2WithRegistersModel(configuration))

    def save_pretrained(self, folder: str | Path) -> None:
        """Write config.json and model.safetensors."""
        with quiet_transformers():
            self.backbone.save_pretrained(folder)

    @property
    def configuration(self) -> Dinov2WithRegistersConfig:
        """Return the configuration of the backbone."""
        return self.backbone.config

    @property
    def feature_dim(self) -> int:
        """Return the number of features per patch."""
        return int(self.configuration.hidden_size)

    @property
    def image_size(self) -> int:
        """Return the side of the square image the network sees."""
        return _side(self.configuration.image_size)

    @property
    def patch_size(self) -> int:
        """Return the side of a patch in pixels."""
        return _side(self.configuration.patch_size)

    @property
    def grid(self) -> tuple[int, int]:
        """Rows and columns of the patch grid."""
        side = self.image_size // self.patch_size
        return side, side

    @property
    def frozen(self) -> bool:
        """Whether encode computes no gradients."""
        return self._frozen

    def freeze(self) -> VisionEncoder:
        """Keep the encoder in evaluation mode, without gradients."""
        self._frozen = True
        self.requires_grad_(False)
        super().train(False)
        return self

    def unfreeze(self) -> VisionEncoder:
        """Let the encoder be trained."""
        self._frozen = False
        self.requires_grad_(True)
        # transformers draws this token for masked pre-training; it never enters encode
        self.backbone.embeddings.mask_token.requires_grad_(False)
        return self

    def train(self, mode: bool = True) -> VisionEncoder:
        """Set training mode; a frozen encoder stays in evaluation mode."""
        super().train(mode and not self._frozen)
        return self

    def encode(self, images: torch.Tensor) -> PatchFeatures:
        """
        Encode images into patch features.

        Parameters
        ----------
        images : torch.Tensor
            RGB images (B, H, W, 3), uint8, of any size.

        Returns
        -------
        PatchFeatures
            Features (B, N, D) float32 with N = rows · columns.

        """
        pixels = normalize_images(images.to(self.backbone.device), self.image_size)
        with torch.set_grad_enabled(torch.is_grad_enabled() and not self._frozen):
            tokens = self.backbone(pixel_values=pixels).last_hidden_state
        skipped = 1 + int(self.configuration.num_register_tokens)
        rows, columns = self.grid
        return PatchFeatures(tokens[:, skipped:].float(), rows, columns)

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        """Encode images (B, H, W, 3) uint8 into features (B, N, D)."""
        return self.encode(images).features


def _side(size: int | list[int] | tuple[int, int]) -> int:
    if isinstance(size, int):
        return size
    if size[0] != size[1]:
        raise ValueError(f'the vision encoder works on squares, not on {size}')
    return size[0]


def mini_configuration(layers: int = 4) -> Dinov2WithRegistersConfig:
    """Return the configuration of the mini encoder: 192 wide, 3 heads."""
    return Dinov2WithRegistersConfig(
        hidden_size=192,
        num_hidden_layers=layers,
        num_attention_heads=3,
        mlp_ratio=4,
        image_size=IMAGE_SIZE,
        patch_size=PATCH_SIZE,
        num_register_tokens=4,
    )


def base_configuration() -> Dinov2WithRegistersConfig:
    """Return the configuration of ViT-B/14 with registers at 224 × 224 (000 §IV)."""
    return Dinov2WithRegistersConfig(
        hidden_size=768,
        num_hidden_layers=12,
        num_attention_heads=12,
        mlp_ratio=4,
        image_size=IMAGE_SIZE,
        patch_size=PATCH_SIZE,
        num_register_tokens=4,
    )
