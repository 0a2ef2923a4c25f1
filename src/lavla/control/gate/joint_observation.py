# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The newest measured state of the joints."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class JointObservation:
    """
    One measurement.

    :param positions: (n,) radians, metres for prismatic joints.
    :param velocities: (n,).
    :param stamp_s: when it was measured.
    :param received_s: when it arrived.
    """

    positions: np.ndarray
    velocities: np.ndarray
    stamp_s: float
    received_s: float
