# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Settings out of range are refused by name."""

from __future__ import annotations

import pytest

from lavla.control import Blending, ControlError, GateSettings


@pytest.mark.parametrize(
    ('name', 'value'),
    [
        ('period_s', 0.0),
        ('horizon_s', 0.6),
        ('speed_scale', 1.5),
        ('speed_scale', float('nan')),
        ('watchdog_s', -1.0),
        ('smoothing', -0.1),
        ('blending', 'average'),
        ('chunk_age_from', 'birth'),
    ],
)
def test_a_value_out_of_range_is_named(name, value):
    with pytest.raises(ControlError, match=name):
        GateSettings(**{name: value})


def test_following_longer_than_the_horizon_is_refused():
    with pytest.raises(ControlError, match='no time to brake'):
        GateSettings(follow_s=0.4, horizon_s=0.4)


def test_enumerations_are_taken_by_value():
    assert GateSettings(blending='ensemble').blending is Blending.ENSEMBLE
