# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Limits are scaled as the settings say."""

from __future__ import annotations

import numpy as np

from lavla.control import GateSettings
from lavla.control.motion_limits import MotionLimits


def test_scales(arm):
    limits = MotionLimits.of(arm.limits, GateSettings(speed_scale=0.2, acceleration_scale=0.5))
    np.testing.assert_allclose(limits.velocity, 0.2 * arm.limits.velocity)
    np.testing.assert_allclose(limits.acceleration, 0.5 * arm.limits.acceleration)
    np.testing.assert_allclose(limits.acceleration_change, 0.5 * arm.limits.jerk / 60)


def test_a_low_jerk_limit_makes_stops_softer(arm):
    low = type(arm.limits)(
        arm.limits.names,
        arm.limits.position_min,
        arm.limits.position_max,
        arm.limits.velocity * 0.1,
        arm.limits.acceleration,
        arm.limits.acceleration * 20.0,
    )
    assert MotionLimits.of(low, GateSettings()).ramp_steps == 6
