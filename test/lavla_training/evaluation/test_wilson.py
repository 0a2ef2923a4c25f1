# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The interval against published values and its own definition."""

import pytest

from lavla_training.evaluation.wilson import wilson_interval


def test_known_values():
    assert wilson_interval(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)  # Newcombe 1998
    assert wilson_interval(0, 20)[0] == 0.0
    assert wilson_interval(20, 20)[1] == pytest.approx(1.0)


@pytest.mark.parametrize(('successes', 'trials'), [(1, 0), (5, 4), (-1, 4)])
def test_impossible_counts_are_refused(successes: int, trials: int):
    with pytest.raises(ValueError, match='no rate'):
        wilson_interval(successes, trials)
