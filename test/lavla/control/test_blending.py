# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Chunks join without a jump in position, velocity or acceleration."""

from __future__ import annotations

import numpy as np
import pytest

from lavla.control import GateSettings
from lavla.control.blending import Layer, make_blender, mix, smooth_step


def curve(times: np.ndarray, offset: float, frequency: float) -> np.ndarray:
    """Return a sine and its derivatives, (3, T, 1)."""
    w = 2 * np.pi * frequency
    value = np.stack(
        [offset + np.sin(w * times), w * np.cos(w * times), -w * w * np.sin(w * times)]
    )
    return value[:, :, None]


@pytest.mark.parametrize('blending', ['real_time', 'ensemble'])
def test_the_joint_curve_is_smooth_and_its_derivatives_are_true(blending):
    blender = make_blender(GateSettings(blending=blending, freeze_s=0.05))
    step = 1e-4
    times = np.arange(0.9, 1.5, step)
    layers = [
        Layer(0.0, curve(times, 0.0, 0.5)),
        Layer(1.0, curve(times, 0.3, 0.6)),
        Layer(1.1, curve(times, -0.2, 0.4)),
    ]
    joined = blender.join(layers, times)[:, :, 0]
    for order in (0, 1):
        slope = np.gradient(joined[order], step)
        error = np.abs(slope - joined[order + 1])[2:-2]
        assert np.quantile(error, 0.99) < 2e-3 * np.abs(joined[order + 1]).max()
        assert error.max() < 0.05 * np.abs(joined[order + 1]).max()
    assert np.abs(np.diff(joined[0])).max() < 20 * step


def test_real_time_keeps_the_frozen_part_and_ends_with_the_new_chunk():
    blender = make_blender(GateSettings(freeze_s=0.05, blend_s=0.1))
    times = np.array([1.0, 1.049, 1.1, 1.15, 1.3])
    old, new = np.zeros((3, 5, 1)), np.zeros((3, 5, 1))
    new[0] = 1.0
    joined = blender.join([Layer(0.0, old), Layer(1.0, new)], times)
    np.testing.assert_allclose(joined[0, :, 0], [0.0, 0.0, 0.5, 1.0, 1.0])


def test_ensemble_weighs_newer_chunks_more():
    settings = GateSettings(blending='ensemble', ensemble_time_constant_s=0.1, blend_s=0.1)
    times = np.array([5.0])
    layers = [Layer(1.0, np.full((3, 1, 1), 0.0)), Layer(1.1, np.full((3, 1, 1), 1.0))]
    joined = make_blender(settings).join(layers, times)
    np.testing.assert_allclose(joined[0, 0, 0], 1.0 - 1.0 / np.e)


def test_replace_takes_the_newest_at_once():
    layers = [Layer(0.0, np.zeros((3, 1, 1))), Layer(1.0, np.ones((3, 1, 1)))]
    joined = make_blender(GateSettings(blending='replace')).join(layers, np.array([1.0]))
    assert joined[0, 0, 0] == 1.0


def test_a_step_is_flat_at_both_ends():
    step = smooth_step(np.array([0.0, 1.0, 1.05, 1.1, 2.0]), 1.0, 0.1)
    np.testing.assert_allclose(step[0], [0.0, 0.0, 0.5, 1.0, 1.0])
    np.testing.assert_allclose(step[1:, [0, 1, 3, 4]], 0.0, atol=1e-9)


def test_a_mix_with_share_one_is_the_other_curve():
    base, other = np.zeros((3, 2, 1)), np.ones((3, 2, 1))
    share = np.zeros((3, 2))
    share[0] = 1.0
    np.testing.assert_array_equal(mix(base, other, share), other)
