# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Settings of the safety gate, checked when they are made."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum

from lavla.control.errors import ControlError


class Blending(str, Enum):
    """How a new chunk joins the ones before it."""

    REAL_TIME = 'real_time'
    ENSEMBLE = 'ensemble'
    REPLACE = 'replace'


class ChunkAge(str, Enum):
    """From when on the age of a chunk in execution counts."""

    RECEPTION = 'reception'
    OBSERVATION = 'observation'


_RANGES = {
    'period_s': (0.001, 0.2),
    'horizon_s': (0.1, 0.5),
    'follow_s': (0.0, 0.4),
    'observation_age_max_s': (0.001, 5.0),
    'chunk_delay_max_s': (0.001, 5.0),
    'chunk_age_max_s': (0.001, 5.0),
    'watchdog_s': (0.001, 5.0),
    'stamp_tolerance_s': (0.0, 1.0),
    'speed_scale': (0.01, 1.0),
    'acceleration_scale': (0.01, 1.0),
    'freeze_s': (0.0, 1.0),
    'blend_s': (0.01, 1.0),
    'ensemble_time_constant_s': (0.01, 2.0),
    'smoothing': (0.0, 100.0),
    'lead_s': (0.0, 0.2),
    'following_error_max': (1e-4, math.inf),
}


@dataclass(frozen=True)
class GateSettings:
    """
    Settings of one JointController.

    Two ages bound a chunk. On arrival, the time since its *observation* may be chunk_delay_max_s:
    an older one is dropped. In execution, chunk_age_max_s counts from its reception by default,
    so that a chunk stays usable until its successor, which takes as long to compute, can arrive;
    with chunk_age_from = observation it counts from the chunk's stamp. Past it the joints
    decelerate and hold.

    :param period_s: time between updates, 1/60 s for arms.
    :param horizon_s: length of each set-point trajectory.
    :param follow_s: how long a set-point follows the chunk before it begins to brake; it covers a
        late update.
    :param observation_age_max_s: oldest joint state that may be acted on, by its stamp.
    :param chunk_delay_max_s: oldest observation of a chunk on arrival.
    :param chunk_age_max_s: longest execution of a chunk.
    :param chunk_age_from: from when on chunk_age_max_s counts.
    :param watchdog_s: longest silence of the joint states, and longest pause between updates.
    :param stamp_tolerance_s: how far a stamp may lie in the future.
    :param speed_scale: fraction of the velocity limits that is used.
    :param acceleration_scale: fraction of the acceleration and jerk limits that is used.
    :param blending: how a new chunk joins the ones before it.
    :param freeze_s: real_time: how long the old motion is kept after a chunk arrived.
    :param blend_s: how long the change-over to a new chunk takes.
    :param ensemble_time_constant_s: ensemble: a chunk older by this weighs 1/e.
    :param smoothing: penalty on third differences of the rows; 0 follows every row exactly, 0.1
        leaves 2 Hz as it is and halves what alternates every two rows.
    :param lead_s: how far the reference runs ahead, to make up for a robot's own lag.
    :param following_error_max: largest distance of a joint from its command, inf for none.
    :param resume: whether a motion goes on by itself when fresh data ends a stale hold.
    :raises ControlError: when a value is outside its range.
    """

    period_s: float = 1.0 / 60.0
    horizon_s: float = 0.4
    follow_s: float = 0.05
    observation_age_max_s: float = 0.15
    chunk_delay_max_s: float = 0.3
    chunk_age_max_s: float = 0.3
    chunk_age_from: ChunkAge = ChunkAge.RECEPTION
    watchdog_s: float = 0.1
    stamp_tolerance_s: float = 0.05
    speed_scale: float = 1.0
    acceleration_scale: float = 1.0
    blending: Blending = Blending.REAL_TIME
    freeze_s: float = 0.0
    blend_s: float = 0.15
    ensemble_time_constant_s: float = 0.15
    smoothing: float = 0.1
    lead_s: float = 0.0
    following_error_max: float = 0.5
    resume: bool = True

    def __post_init__(self) -> None:
        """Check every range and accept the enumerations by value."""
        for name, (low, high) in _RANGES.items():
            value = float(getattr(self, name))
            if not low <= value <= high:
                raise ControlError(f'{name} is {value}; it must lie in [{low}, {high}]')
        for name, kind in (('blending', Blending), ('chunk_age_from', ChunkAge)):
            try:
                object.__setattr__(self, name, kind(getattr(self, name)))
            except ValueError:
                known = ', '.join(item.value for item in kind)
                raise ControlError(
                    f'{name} is {getattr(self, name)!r}; it must be one of: {known}'
                ) from None
        if self.horizon_steps < self.follow_steps + 2:
            raise ControlError(
                f'horizon_s {self.horizon_s} leaves no time to brake after follow_s '
                f'{self.follow_s}; raise the one or lower the other'
            )

    @property
    def horizon_steps(self) -> int:
        """Return the number of periods in the horizon."""
        return round(self.horizon_s / self.period_s)

    @property
    def follow_steps(self) -> int:
        """Return the number of periods that a set-point follows the chunk, at least 1."""
        return max(1, round(self.follow_s / self.period_s))
