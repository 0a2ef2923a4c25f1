# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The arithmetic networks run in."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Literal, get_args

import torch

Precision = Literal['float32', 'bfloat16']


@contextlib.contextmanager
def inference(device: torch.device, precision: Precision) -> Iterator[None]:
    """
    Run networks without gradients, in mixed bfloat16 if asked for.

    Raises
    ------
    ValueError
        If the precision is unknown.

    """
    if precision not in get_args(Precision):
        raise ValueError(f'precision: {precision!r} is unknown; allowed: {get_args(Precision)}')
    mixed = precision == 'bfloat16'
    with torch.inference_mode(), torch.autocast(device.type, torch.bfloat16, enabled=mixed):
        yield
