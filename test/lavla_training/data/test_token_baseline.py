# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The constant prediction that models are compared with."""

from __future__ import annotations

import numpy as np
import pytest

from lavla_training.data.token_baseline import commonest_token_accuracy


def test_each_place_says_its_own_commonest_token() -> None:
    tokens = np.array([[3, 0], [3, 1], [3, 1], [5, 2]])
    assert commonest_token_accuracy(tokens) == pytest.approx((3 + 2) / 8)


def test_constant_tokens_are_always_right() -> None:
    assert commonest_token_accuracy(np.full((5, 4), 7)) == 1.0
