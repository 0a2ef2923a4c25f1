# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Cached features come back memory-mapped, keyed by model and preprocessing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from lavla_training.data.errors import DataError
from lavla_training.data.feature_cache import FeatureCache

TIMES = np.arange(5) / 10
FEATURES = np.random.default_rng(0).normal(size=(5, 4, 3)).astype(np.float32)


def test_features_come_back_as_memory_mapped_halves(tmp_path: Path) -> None:
    cache = FeatureCache(tmp_path, 'mini', {'image_size': 224})
    cache.write_clip('day1/a', TIMES, FEATURES, 'v1')
    clip = FeatureCache(tmp_path, 'mini', {'image_size': 224}).read_clip('day1/a')
    assert isinstance(clip.features, np.memmap)
    assert clip.features.dtype == np.float16
    np.testing.assert_allclose(clip.features, FEATURES, atol=2e-3)
    np.testing.assert_array_equal(clip.timestamps_s, TIMES)
    assert list(cache.names()) == ['day1/a']


def test_another_model_or_another_file_is_not_served_old_features(tmp_path: Path) -> None:
    cache = FeatureCache(tmp_path, 'mini', {'image_size': 224, 'rate_hz': 10})
    cache.write_clip('a', TIMES, FEATURES, 'v1')
    assert FeatureCache(tmp_path, 'mini', {'rate_hz': 10, 'image_size': 224}).has('a', 'v1')
    assert not cache.has('a', 'v2')
    assert not FeatureCache(tmp_path, 'large', {'image_size': 224, 'rate_hz': 10}).has('a', 'v1')


def test_a_write_that_was_cut_off_does_not_count(tmp_path: Path) -> None:
    cache = FeatureCache(tmp_path, 'mini', {})
    cache.write_clip('a', TIMES, FEATURES)
    next(cache.root.glob('*.entry.json')).unlink()
    assert not cache.has('a')
    with pytest.raises(DataError, match="no entry 'a'"):
        cache.read_clip('a')


def test_damaged_file_is_named(tmp_path: Path) -> None:
    cache = FeatureCache(tmp_path, 'mini', {})
    cache.write_clip('a', TIMES, FEATURES)
    (cache.root / 'a.features.npy').write_bytes(b'broken')
    with pytest.raises(DataError, match=r'a\.features\.npy'):
        cache.read_clip('a')


def test_impossible_features_are_refused(tmp_path: Path) -> None:
    cache = FeatureCache(tmp_path, 'mini', {})
    with pytest.raises(DataError, match=r'\(T, N, D\)'):
        cache.write_clip('a', TIMES[:3], FEATURES)
    bad = FEATURES.copy()
    bad[0, 0, 0] = np.nan
    with pytest.raises(DataError, match='not finite'):
        cache.write_clip('a', TIMES, bad)
    assert not cache.has('a')
