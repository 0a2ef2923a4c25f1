# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Chunks of an older instruction, or out of order, are found."""

from __future__ import annotations

import numpy as np

from lavla.control import Chunk
from lavla.control.ordering import ChunkOrder


def chunk(epoch: int, sequence: int) -> Chunk:
    """Return an empty chunk with a place in the order."""
    return Chunk(0.0, sequence, epoch, (), 0.05, np.zeros((1, 0)))


def test_order():
    order = ChunkOrder()
    assert order.objection(chunk(3, 7)) == ''
    order.remember(chunk(3, 7))
    assert order.objection(chunk(3, 8)) == ''
    assert order.objection(chunk(3, 7)) == 'sequence 7 does not follow 7'
    assert order.objection(chunk(2, 99)) == 'epoch 2 is over, epoch 3 runs'
    assert order.objection(chunk(4, 0)) == ''


def test_a_restart_keeps_the_epoch():
    order = ChunkOrder()
    order.remember(chunk(3, 7))
    order.restart_sequence()
    assert order.objection(chunk(3, 0)) == ''
    assert order.objection(chunk(2, 8)) != ''
