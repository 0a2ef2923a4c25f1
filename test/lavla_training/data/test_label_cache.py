# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Cached labels come back as they were written."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from lavla_training.data.errors import DataError
from lavla_training.data.label_cache import ClipLabels, LabelCache

LABELS = ClipLabels(
    times_s=np.array([[0.0, 1.0], [0.1, 1.1]]),
    tokens=np.array([[1, 2, 3, 15], [0, 0, 4, 5]]),
    background_tokens=np.array([[7, 7, 7, 7], [8, 8, 8, 8]]),
)


def test_labels_come_back(tmp_path: Path) -> None:
    cache = LabelCache(tmp_path, 'lam-1', {'interval_s': 1.0})
    assert not cache.has('a')
    cache.write_clip('a', LABELS)
    found = cache.read_clip('a')
    np.testing.assert_array_equal(found.tokens, LABELS.tokens)
    np.testing.assert_array_equal(found.background_tokens, LABELS.background_tokens)
    np.testing.assert_array_equal(found.times_s, LABELS.times_s)
    assert found.tokens.dtype == np.uint16


def test_a_clip_too_short_for_a_pair_is_remembered(tmp_path: Path) -> None:
    cache = LabelCache(tmp_path, 'lam-1', {})
    nothing = np.zeros((0, 4), int)
    cache.write_clip('short', ClipLabels(np.zeros((0, 2)), nothing, nothing))
    assert cache.has('short')
    assert cache.read_clip('short').tokens.shape == (0, 4)


def test_impossible_labels_are_refused(tmp_path: Path) -> None:
    cache = LabelCache(tmp_path, 'lam-1', {})
    with pytest.raises(DataError, match='outside of 0'):
        cache.write_clip('a', ClipLabels(LABELS.times_s, LABELS.tokens - 5, LABELS.tokens))
    with pytest.raises(DataError, match=r'tokens must be \(2, K\)'):
        cache.write_clip('a', ClipLabels(LABELS.times_s, LABELS.tokens[:1], LABELS.tokens))
