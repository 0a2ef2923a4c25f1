# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of the drawing of the intent image."""

import numpy as np
import pytest

from lavla.nodes.intent_overlay import (
    PANEL_WIDTH,
    SIDE_COLOURS,
    ControllerState,
    OverlayState,
    confidence_colour,
    draw_overlay,
)


def full_state(**changes) -> OverlayState:
    fields = {
        'instruction': 'lift the pot with both arms',
        'tokens': (1, 5, 9, 15),
        'code_probabilities': np.full((4, 16), 1 / 16),
        'confidence': 0.8,
        'intent_age_s': 0.1,
        'chunk_age_s': 0.05,
        'controllers': {'left_arm_controller': ControllerState('HOLD', ('WATCHDOG',))},
        'episode': 'episode 000001',
    }
    return OverlayState(**{**fields, **changes})


@pytest.mark.parametrize('shape', [(224, 224, 3), (480, 640, 3), (479, 637, 3)])
def test_canvas_is_large_and_even_so_that_it_can_be_encoded(shape) -> None:
    canvas = draw_overlay(np.zeros(shape, dtype=np.uint8), full_state())
    assert canvas.shape[0] >= 640
    assert canvas.shape[0] % 2 == canvas.shape[1] % 2 == 0
    assert abs((canvas.shape[1] - PANEL_WIDTH) / canvas.shape[0] - shape[1] / shape[0]) < 0.01


def test_draws_each_tool_path_in_its_colour_where_it_was_projected() -> None:
    image = np.zeros((224, 224, 3), dtype=np.uint8)
    paths = {
        'left': np.array([[20.0, 50.0], [100.0, 50.0]]),
        'right': np.array([[20.0, 150.0], [np.nan, np.nan], [100.0, 150.0]]),
    }
    canvas = draw_overlay(image, full_state(paths=paths))
    scale = 640 / 224
    for row, side in ((50, 'left'), (150, 'right')):
        pixel = canvas[round(row * scale), round(60 * scale)]
        assert tuple(pixel) == SIDE_COLOURS[side]


def test_a_longer_bar_stands_for_more_confidence() -> None:
    image = np.zeros((224, 224, 3), dtype=np.uint8)
    filled = []
    for confidence in (0.55, 0.95):
        canvas = draw_overlay(image, full_state(confidence=confidence, tokens=()))
        filled.append((canvas == confidence_colour(confidence)).all(axis=2).sum())
    assert filled[1] > 1.5 * filled[0] > 0


def test_draws_before_anything_is_known() -> None:
    canvas = draw_overlay(np.zeros((224, 224, 3), dtype=np.uint8), OverlayState())
    assert canvas[:, -PANEL_WIDTH:].max() > 200
