# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Whether measurement and policy are new enough to move on."""

from __future__ import annotations

from typing import NamedTuple

from lavla.control.chunk_buffer import BufferedChunk
from lavla.control.gate.joint_observation import JointObservation
from lavla.control.reason import Reason
from lavla.control.settings import ChunkAge, GateSettings


class Staleness(NamedTuple):
    """
    Why the joints may not move now; NONE when they may.

    :param reason: WATCHDOG, STALE_OBSERVATION or STALE_CHUNK, or several.
    :param message: one line for people.
    """

    reason: Reason
    message: str


def observation_staleness(
    observation: JointObservation | None, now_s: float, settings: GateSettings
) -> Staleness:
    """Judge the joint states by their silence and by their stamp."""
    if observation is None:
        return Staleness(Reason.STALE_OBSERVATION, 'no joint states yet')
    silence_s = now_s - observation.received_s
    if silence_s > settings.watchdog_s:
        return Staleness(Reason.WATCHDOG, f'no joint states for {silence_s:.2f} s')
    age_s = now_s - observation.stamp_s
    if age_s > settings.observation_age_max_s:
        return Staleness(Reason.STALE_OBSERVATION, f'the joint states are {age_s:.2f} s old')
    return Staleness(Reason.NONE, '')


def chunk_staleness(
    chunk: BufferedChunk | None, now_s: float, settings: GateSettings
) -> Staleness:
    """Judge the newest chunk by its age in execution and by its end."""
    if chunk is None:
        return Staleness(Reason.STALE_CHUNK, 'no action chunk yet')
    if now_s >= chunk.spline.end_s:
        return Staleness(Reason.STALE_CHUNK, 'the action chunk is at its end')
    from_observation = settings.chunk_age_from is ChunkAge.OBSERVATION
    age_s = now_s - (chunk.stamp_s if from_observation else chunk.received_s)
    if age_s > settings.chunk_age_max_s:
        return Staleness(Reason.STALE_CHUNK, f'no new action chunk for {age_s:.2f} s')
    return Staleness(Reason.NONE, '')
