# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Parameters of the safety gate, with the robot's own values as defaults."""

from __future__ import annotations

from rclpy.node import Node

from lavla.control import Blending, ChunkAge, ControlError, GateSettings
from lavla.nodes.node_process import NodeError
from lavla.nodes.parameter_declaration import declare_boolean, declare_float, declare_text
from lavla.robots import ControlSettings


def declare_gate_parameters(
    node: Node,
    control: ControlSettings,
    rate_hz: float,
    speed_scale: float,
    following_error_max: float,
) -> GateSettings:
    """
    Declare all parameters of one gate and return its settings.

    Raise NodeError when they do not fit each other.
    """
    usual = GateSettings()
    rate_hz = declare_float(node, 'rate_hz', rate_hz, 'Set-points per second.', 5.0, 500.0)
    try:
        return GateSettings(
            period_s=1.0 / rate_hz,
            horizon_s=declare_float(
                node,
                'horizon_s',
                control.set_point_horizon_s,
                'Length of every set-point trajectory, which ends at rest, s.',
                0.1,
                0.5,
            ),
            follow_s=declare_float(
                node,
                'follow_s',
                usual.follow_s,
                'How long a set-point follows the chunk before it brakes, s.',
                0.0,
                0.4,
            ),
            observation_age_max_s=declare_float(
                node,
                'observation_age_max_s',
                control.observation_age_max_s,
                'Older joint states make the joints hold, s.',
                0.001,
                5.0,
            ),
            chunk_delay_max_s=declare_float(
                node,
                'chunk_delay_max_s',
                usual.chunk_delay_max_s,
                'A chunk whose observation is older on arrival is dropped, s.',
                0.001,
                5.0,
            ),
            chunk_age_max_s=declare_float(
                node,
                'chunk_age_max_s',
                control.chunk_age_max_s,
                'A chunk in execution for longer makes the joints hold, s.',
                0.001,
                5.0,
            ),
            chunk_age_from=ChunkAge(
                declare_text(
                    node,
                    'chunk_age_from',
                    usual.chunk_age_from.value,
                    'From when on chunk_age_max_s counts.',
                    [item.value for item in ChunkAge],
                )
            ),
            watchdog_s=declare_float(
                node,
                'watchdog_s',
                control.watchdog_s,
                'A longer silence of the joint states makes the joints hold, s.',
                0.001,
                5.0,
            ),
            speed_scale=declare_float(
                node,
                'speed_scale',
                speed_scale,
                'Fraction of the velocity limits in use.',
                0.01,
                1.0,
            ),
            acceleration_scale=declare_float(
                node,
                'acceleration_scale',
                usual.acceleration_scale,
                'Fraction of the acceleration and jerk limits in use.',
                0.01,
                1.0,
            ),
            blending=Blending(
                declare_text(
                    node,
                    'blending',
                    usual.blending.value,
                    'How a new chunk joins the ones before it.',
                    [item.value for item in Blending],
                )
            ),
            freeze_s=declare_float(
                node,
                'freeze_s',
                usual.freeze_s,
                'How long the old motion is kept after a chunk arrived (real_time), s.',
                0.0,
                1.0,
            ),
            blend_s=declare_float(
                node,
                'blend_s',
                usual.blend_s,
                'How long the change-over to a new chunk takes, s.',
                0.01,
                1.0,
            ),
            ensemble_time_constant_s=declare_float(
                node,
                'ensemble_time_constant_s',
                usual.ensemble_time_constant_s,
                'A chunk older by this weighs 1/e (ensemble), s.',
                0.01,
                2.0,
            ),
            smoothing=declare_float(
                node,
                'smoothing',
                usual.smoothing,
                'Penalty on third differences of the rows; 0 follows every row.',
                0.0,
                100.0,
            ),
            lead_s=declare_float(
                node,
                'lead_s',
                usual.lead_s,
                "How far the reference runs ahead, for the robot's own lag, s.",
                0.0,
                0.2,
            ),
            following_error_max=declare_float(
                node,
                'following_error_max',
                following_error_max,
                'A joint further from its command is a fault, rad or m.',
                1e-4,
                1e9,
            ),
            resume=declare_boolean(
                node,
                'resume',
                usual.resume,
                'Go on by itself when fresh data ends a stale hold.',
            ),
        )
    except ControlError as error:
        raise NodeError(str(error)) from error
