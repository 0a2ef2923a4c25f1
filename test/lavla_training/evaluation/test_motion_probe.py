# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The probe finds motion that tokens tell and none that they do not."""

import numpy as np

from lavla_training.evaluation.motion_probe import one_hot, probe_r2


def test_tokens_that_tell_the_motion_and_tokens_that_do_not():
    rng = np.random.default_rng(0)
    groups = np.repeat(np.arange(50), 8)
    tokens = rng.integers(0, 16, (400, 4))
    told = np.column_stack([tokens[:, 0] % 4, tokens[:, 1] // 4]).astype(float)
    untold = rng.normal(size=(400, 2))
    assert probe_r2(one_hot(tokens, 16), told, groups) > 0.9
    assert probe_r2(one_hot(tokens, 16), untold, groups) < 0.05


def test_one_hot_has_one_entry_per_token():
    encoded = one_hot(np.array([[0, 3], [2, 1]], np.uint16), 4)
    assert encoded.tolist() == [[1, 0, 0, 0, 0, 0, 0, 1], [0, 0, 1, 0, 0, 1, 0, 0]]
