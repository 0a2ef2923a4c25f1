# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Conversion between the safety gate's types and messages."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import numpy as np
from builtin_interfaces.msg import Duration, Time
from std_msgs.msg import Header
from trajectory_msgs.msg import JointTrajectory, JointTrajectoryPoint

from lavla.control import Chunk, SetPoint, Status
from lavla.msg import ActionChunk, SafetyStatus
from lavla.nodes.ros_time import seconds


def chunk_from_message(message: ActionChunk) -> Chunk:
    """Return a chunk as it came; positions that fit no table stay a list for the gate to drop."""
    names = tuple(message.joint_names)
    positions = np.asarray(message.positions, dtype=np.float64)
    if positions.size == message.horizon * len(names):
        positions = positions.reshape(message.horizon, len(names))
    return Chunk(
        stamp_s=seconds(message.header.stamp),
        sequence=int(message.sequence),
        epoch=int(message.epoch),
        joint_names=names,
        period_s=float(message.period),
        positions=positions,
    )


def trajectory_message(set_point: SetPoint, joint_names: Sequence[str]) -> JointTrajectory:
    """Return a trajectory that begins when it is received: its stamp is zero."""
    return JointTrajectory(
        joint_names=list(joint_names),
        points=[
            JointTrajectoryPoint(
                positions=array('d', positions.tobytes()),
                velocities=array('d', velocities.tobytes()),
                time_from_start=_duration(time_s),
            )
            for time_s, positions, velocities in zip(
                set_point.times_s.tolist(),
                set_point.positions,
                set_point.velocities,
                strict=True,
            )
        ],
    )


def status_message(status: Status, source: str, stamp: Time) -> SafetyStatus:
    """Return the report of one controller."""
    return SafetyStatus(
        header=Header(stamp=stamp),
        source=source,
        state=int(status.state),
        reasons=int(status.reasons),
        clamped_joints=list(status.clamped_joints),
        speed_scale=status.speed_scale,
        observation_age=status.observation_age_s,
        chunk_age=status.chunk_age_s,
        message=status.message,
    )


def _duration(time_s: float) -> Duration:
    whole, nanoseconds = divmod(round(time_s * 1e9), 1_000_000_000)
    return Duration(sec=whole, nanosec=nanoseconds)
