# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Let squares of neighbouring patches share one token."""

from __future__ import annotations

import torch


def group_patches(patches: torch.Tensor, rows: int, columns: int, group: int) -> torch.Tensor:
    """
    Gather squares of patches.

    Parameters
    ----------
    patches : torch.Tensor
        Values per patch (..., rows · columns, D), row-major.
    rows, columns, group : int
        The grid and the side of a square; the side divides both.

    Returns
    -------
    torch.Tensor
        Values (..., rows · columns / group², group², D), squares in row-major order.

    """
    if group == 1:
        return patches.unsqueeze(-2)
    *leading, _, dim = patches.shape
    squares = patches.reshape(-1, rows // group, group, columns // group, group, dim)
    squares = squares.transpose(2, 3)
    return squares.reshape(*leading, -1, group * group, dim)
