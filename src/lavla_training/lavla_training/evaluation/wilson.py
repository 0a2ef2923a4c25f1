# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Confidence interval of a success rate."""

from __future__ import annotations

import math


def wilson_interval(successes: int, trials: int, z: float = 1.959964) -> tuple[float, float]:
    """
    Return the Wilson score interval of a success probability (95 % by default).

    Wilson, "Probable inference, the law of succession, and statistical inference", 1927. Unlike
    the normal approximation it stays inside [0, 1] and is right for few trials and extreme rates.
    Raises ValueError unless 0 <= successes <= trials and trials > 0.
    """
    if trials <= 0 or not 0 <= successes <= trials:
        raise ValueError(f'{successes} successes in {trials} trials is no rate')
    rate = successes / trials
    denominator = 1 + z * z / trials
    centre = (rate + z * z / (2 * trials)) / denominator
    half = z * math.sqrt(rate * (1 - rate) / trials + z * z / (4 * trials * trials)) / denominator
    return max(0.0, centre - half), min(1.0, centre + half)
