# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""What a constant prediction of tokens reaches: the least that a model must beat."""

from __future__ import annotations

import numpy as np


def commonest_token_accuracy(tokens: np.ndarray) -> float:
    """
    Return the share of tokens that are right when each place always says its commonest one.

    :param tokens: codes of every sample and place, (N, K) integers.
    """
    return sum(int(np.bincount(column).max()) for column in tokens.T) / tokens.size
