# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""States of the safety gate and what it reports about itself."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import IntEnum

from lavla.control.reason import Reason


class State(IntEnum):
    """Values of `state` in the message SafetyStatus."""

    DISABLED = 0
    READY = 1
    ACTIVE = 2
    HOLD = 3
    INTERVENTION = 4
    FAULT = 5
    ESTOP = 6


@dataclass(frozen=True)
class Status:
    """
    One report of the gate.

    :param state: what the gate does now.
    :param reasons: gathered since the last collected report, and all that still hold.
    :param clamped_joints: names of joints whose motion was changed since the last one.
    :param speed_scale: fraction of the velocity limits in use, (0, 1].
    :param observation_age_s: age of the newest joint state; NaN before the first.
    :param chunk_age_s: time since the observation of the newest chunk; NaN before the first.
    :param message: one line for people; empty when all is well.
    """

    state: State = State.DISABLED
    reasons: Reason = Reason.NONE
    clamped_joints: tuple[str, ...] = ()
    speed_scale: float = 1.0
    observation_age_s: float = math.nan
    chunk_age_s: float = math.nan
    message: str = ''
