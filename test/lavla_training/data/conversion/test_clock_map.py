# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Reception times are brought to the robot's clock."""

from __future__ import annotations

import numpy as np

from lavla_training.data.conversion.clock_map import ClockMap


def test_a_simulation_at_half_speed_is_followed() -> None:
    stamps = np.arange(0.0, 10.0, 0.01)
    received = 1.7e9 + 2 * stamps
    clock = ClockMap(received, stamps)
    np.testing.assert_allclose(
        clock.stamps_s(1.7e9 + np.array([4.0, 7.5])), [2.0, 3.75], atol=1e-5
    )


def test_messages_received_together_and_times_outside_are_no_trouble() -> None:
    clock = ClockMap(np.array([100.0, 100.0, 101.0]), np.array([1.0, 1.1, 2.0]))
    np.testing.assert_allclose(clock.stamps_s(np.array([99.0, 100.0, 103.0])), [0.1, 1.1, 4.0])
