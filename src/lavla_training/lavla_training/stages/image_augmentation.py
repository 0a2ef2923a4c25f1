# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Changes of colour and sharpness that leave every pixel where it is."""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F


def augment_images(images: torch.Tensor, rng: np.random.Generator) -> torch.Tensor:
    """
    Vary brightness, contrast, colour and noise of each image of a batch (B, H, W, 3) uint8.

    Geometry stays as it is, so that labels of pixels, positions and directions remain right.
    """
    batch = images.shape[0]

    def drawn(low: float, high: float, *shape: int) -> torch.Tensor:
        return torch.as_tensor(rng.uniform(low, high, (batch, *shape)), dtype=torch.float32)

    pixels = images.float()
    mean = pixels.mean(dim=(1, 2, 3), keepdim=True)
    pixels = (pixels - mean) * drawn(0.75, 1.25, 1, 1, 1) + mean * drawn(0.75, 1.25, 1, 1, 1)
    pixels = pixels * drawn(0.9, 1.1, 1, 1, 3)
    # Noise costs more than all the rest, so some batches have it and others are blurred.
    kind = rng.random()
    if kind < 0.3:
        noise = torch.as_tensor(rng.standard_normal(images.shape, dtype=np.float32))
        pixels = pixels + drawn(0.0, 8.0, 1, 1, 1) * noise
    elif kind < 0.5:
        blurred = F.avg_pool2d(pixels.permute(0, 3, 1, 2), 3, stride=1, padding=1)
        pixels = blurred.permute(0, 2, 3, 1)
    return pixels.clamp(0, 255).to(torch.uint8)
