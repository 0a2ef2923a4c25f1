# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Turn uint8 images into the normalised pixels a vision encoder expects."""

from __future__ import annotations

import torch
import torch.nn.functional as F

IMAGENET_MEAN = (0.485, 0.456, 0.406)
IMAGENET_STD = (0.229, 0.224, 0.225)


def normalize_images(images: torch.Tensor, size: int) -> torch.Tensor:
    """
    Normalise uint8 RGB images with the ImageNet mean and deviation.

    Parameters
    ----------
    images : torch.Tensor
        Images (B, H, W, 3), uint8.
    size : int
        Side of the square the network takes; other sizes are resized to it (antialiased).

    Returns
    -------
    torch.Tensor
        Pixels (B, 3, size, size), float32.

    Raises
    ------
    ValueError
        If the images have another shape or type.

    """
    if images.ndim != 4 or images.shape[-1] != 3 or images.dtype != torch.uint8:
        raise ValueError(
            'images must be a uint8 tensor of shape (B, H, W, 3), not '
            f'{images.dtype} of shape {tuple(images.shape)}'
        )
    pixels = images.permute(0, 3, 1, 2).float()
    if pixels.shape[-2:] != (size, size):
        pixels = F.interpolate(
            pixels, size=(size, size), mode='bilinear', align_corners=False, antialias=True
        )
    mean = pixels.new_tensor(IMAGENET_MEAN).view(1, 3, 1, 1) * 255
    std = pixels.new_tensor(IMAGENET_STD).view(1, 3, 1, 1) * 255
    return (pixels - mean) / std
