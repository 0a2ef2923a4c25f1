# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Bring pixel masks to patch resolution."""

from __future__ import annotations

import torch
import torch.nn.functional as F


def patch_coverage(masks: torch.Tensor, rows: int, columns: int) -> torch.Tensor:
    """
    Measure how much of each patch a mask covers.

    Parameters
    ----------
    masks : torch.Tensor
        Masks (..., H, W); every value other than 0 is foreground.
    rows, columns : int
        The patch grid.

    Returns
    -------
    torch.Tensor
        Coverage (..., rows · columns), float32 in [0, 1], row-major.

    """
    leading = masks.shape[:-2]
    pixels = (masks != 0).float().reshape(-1, 1, *masks.shape[-2:])
    coverage = F.adaptive_avg_pool2d(pixels, (rows, columns))
    return coverage.reshape(*leading, rows * columns)
