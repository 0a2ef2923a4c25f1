# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Chunks are coded absolutely or relative to the joint positions."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from lavla.policy import PolicyStatistics

NAMES = ('a', 'b')


@pytest.fixture
def demonstrations() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(0)
    positions = rng.normal(size=(200, 2))
    steps = np.arange(1, 5)[None, :, None]
    return positions, positions[:, None] + steps * rng.normal(size=(200, 1, 2)) * 0.1


@pytest.mark.parametrize('representation', ['absolute', 'relative'])
@pytest.mark.parametrize('per_row', [False, True])
def test_coding_is_undone_exactly(
    demonstrations: tuple[np.ndarray, np.ndarray], representation: str, per_row: bool
) -> None:
    positions, chunks = demonstrations
    statistics = PolicyStatistics.fit(NAMES, positions, chunks, representation, per_row=per_row)
    coded = statistics.normalize_chunk(chunks, positions)
    assert np.abs(coded).mean() < 1
    np.testing.assert_allclose(statistics.denormalize_chunk(coded, positions), chunks, atol=1e-12)


def test_rows_scaled_by_themselves_use_the_whole_range(
    demonstrations: tuple[np.ndarray, np.ndarray],
) -> None:
    positions, chunks = demonstrations
    together = PolicyStatistics.fit(NAMES, positions, chunks, 'relative')
    apart = PolicyStatistics.fit(NAMES, positions, chunks, 'relative', per_row=True)
    first_row = np.s_[:, 0]
    assert together.normalize_chunk(chunks, positions)[first_row].std() < 0.3
    np.testing.assert_allclose(
        apart.normalize_chunk(chunks, positions).std(axis=(0, 2)), 0.43, atol=0.05
    )


def test_file_round_trip(demonstrations: tuple[np.ndarray, np.ndarray], tmp_path: Path) -> None:
    positions, chunks = demonstrations
    statistics = PolicyStatistics.fit(NAMES, positions, chunks, 'relative', per_row=True)
    statistics.write(tmp_path / 'statistics.json')
    again = PolicyStatistics.read(tmp_path / 'statistics.json')
    np.testing.assert_array_equal(
        again.normalize_chunk(chunks, positions), statistics.normalize_chunk(chunks, positions)
    )


def test_shapes_must_fit_the_joints(demonstrations: tuple[np.ndarray, np.ndarray]) -> None:
    positions, chunks = demonstrations
    with pytest.raises(ValueError, match='3 joints'):
        PolicyStatistics.fit(('a', 'b', 'c'), positions, chunks)
