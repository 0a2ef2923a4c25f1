# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""A chunk of joint targets as a policy sends it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class Chunk:
    """
    Joint targets over the next second or so; nothing in it is trusted before validation.

    Row k of positions is the target at stamp_s + (k + 1) · period_s.

    :param stamp_s: ROS time of the observation that the chunk was computed from, seconds.
    :param sequence: grows with every chunk of an epoch.
    :param epoch: grows with every instruction.
    :param joint_names: J names; they may hold more joints than one controller moves.
    :param period_s: time between rows, seconds.
    :param positions: (H, J) radians, metres for prismatic joints.
    """

    stamp_s: float
    sequence: int
    epoch: int
    joint_names: Sequence[str]
    period_s: float
    positions: np.ndarray
