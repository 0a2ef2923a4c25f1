# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Normalisation maps the data's range to about [-1, 1] and back."""

from __future__ import annotations

import json

import numpy as np
import pytest

from lavla.policy import Normalizer


@pytest.fixture
def samples() -> np.ndarray:
    rng = np.random.default_rng(0)
    return rng.uniform([-1, 0, 2.0], [1, 0.04, 2.0], (2000, 3))


@pytest.mark.parametrize('mode', ['quantile', 'min_max', 'mean_std'])
def test_denormalize_undoes_normalize(mode: str, samples: np.ndarray) -> None:
    normalizer = Normalizer.fit(samples, mode)
    again = normalizer.denormalize(normalizer.normalize(samples))
    np.testing.assert_allclose(again, samples, atol=1e-12)


def test_ranges(samples: np.ndarray) -> None:
    extremes = Normalizer.fit(samples, 'min_max').normalize(samples)[:, :2]
    np.testing.assert_allclose([extremes.min(0), extremes.max(0)], [[-1, -1], [1, 1]])
    scaled = Normalizer.fit(samples, 'mean_std').normalize(samples)[:, :2]
    np.testing.assert_allclose([scaled.mean(0), scaled.std(0)], [[0, 0], [1, 1]], atol=1e-9)
    quantiles = Normalizer.fit(samples, 'quantile').normalize(samples)[:, :2]
    np.testing.assert_allclose((np.abs(quantiles) > 1).mean(0), 0.02, atol=1e-3)


@pytest.mark.parametrize('mode', ['quantile', 'min_max', 'mean_std'])
def test_a_joint_that_never_moves_stays_quiet(mode: str, samples: np.ndarray) -> None:
    normalizer = Normalizer.fit(samples, mode)
    assert abs(normalizer.normalize(samples + 1e-4)[0, 2]) <= 0.1 + 1e-9


def test_json_round_trip(samples: np.ndarray) -> None:
    normalizer = Normalizer.fit(samples, 'quantile')
    again = Normalizer.from_json(json.loads(json.dumps(normalizer.to_json())))
    np.testing.assert_array_equal(again.normalize(samples), normalizer.normalize(samples))


@pytest.mark.parametrize(
    ('change', 'message'),
    [
        ({'mode': 'magic'}, 'magic'),
        ({'std': [1.0]}, "'std'"),
        ({'min': ['a', 'b', 'c']}, "'min'"),
        ({'max': [float('nan')] * 3}, "'max'"),
        ({'more': 1}, "'more'"),
    ],
)
def test_bad_statistics_name_their_key(samples: np.ndarray, change: dict, message: str) -> None:
    values = Normalizer.fit(samples, 'quantile').to_json() | change
    with pytest.raises(ValueError, match=message):
        Normalizer.from_json(values)
