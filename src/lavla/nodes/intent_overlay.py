# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Draw the intent, the chunk and the safety state beside and into a camera image."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import cv2
import numpy as np

Colour = tuple[int, int, int]

IMAGE_HEIGHT = 640
PANEL_WIDTH = 400
SIDE_COLOURS: dict[str, Colour] = {'left': (64, 196, 255), 'right': (255, 160, 40)}

_BACKGROUND: Colour = (24, 26, 30)
_TEXT: Colour = (236, 238, 240)
_LABEL: Colour = (140, 148, 156)
_TRACK: Colour = (58, 62, 68)
_GOOD: Colour = (76, 200, 110)
_BAD: Colour = (235, 80, 70)
_WAITING: Colour = (240, 190, 60)
_STATE_COLOURS = {
    'ACTIVE': _GOOD,
    'READY': _GOOD,
    'DISABLED': _LABEL,
    'HOLD': _WAITING,
    'INTERVENTION': _WAITING,
    'FAULT': _BAD,
    'ESTOP': _BAD,
}
_OUTCOME_COLOURS = {'SUCCESS': _GOOD, 'FAILURE': _BAD}
_FONT = cv2.FONT_HERSHEY_SIMPLEX


@dataclass(frozen=True)
class ControllerState:
    """What one controller last said in safety_status."""

    state: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class OverlayState:
    """
    All that is drawn, besides the image itself.

    paths holds pixel coordinates (n, 2) in the image as it came, by side. Ages are in seconds,
    None while there is nothing yet.
    """

    instruction: str = ''
    tokens: tuple[int, ...] = ()
    code_probabilities: np.ndarray = field(default_factory=lambda: np.zeros((0, 0)))
    confidence: float = 0.0
    intent_age_s: float | None = None
    chunk_age_s: float | None = None
    paths: Mapping[str, np.ndarray] = field(default_factory=dict)
    controllers: Mapping[str, ControllerState] = field(default_factory=dict)
    episode: str = ''
    outcome: str = ''


def confidence_colour(confidence: float) -> Colour:
    """Return red for 0, yellow for 0.5 and green for 1."""
    low, high = (_BAD, _WAITING) if confidence < 0.5 else (_WAITING, _GOOD)
    share = float(np.clip(confidence * 2.0 - (confidence >= 0.5), 0.0, 1.0))
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(low, high, strict=True))
    return red, green, blue


def draw_overlay(image: np.ndarray, state: OverlayState) -> np.ndarray:
    """
    Return an RGB canvas: the image at 640 rows with the tool paths, and a panel with text.

    image is RGB uint8 (H, W, 3); height and width of the canvas are even.
    """
    scale = IMAGE_HEIGHT / image.shape[0]
    width = round(image.shape[1] * scale / 2.0) * 2
    picture = cv2.resize(image, (width, IMAGE_HEIGHT), interpolation=cv2.INTER_CUBIC)
    for side, points in state.paths.items():
        _draw_path(picture, points * scale, SIDE_COLOURS[side])
    if state.outcome:
        _draw_outcome(picture, state.outcome)
    canvas = np.empty((IMAGE_HEIGHT, width + PANEL_WIDTH, 3), dtype=np.uint8)
    canvas[:, :width] = picture
    panel = np.empty((IMAGE_HEIGHT, PANEL_WIDTH, 3), dtype=np.uint8)
    panel[:] = _BACKGROUND
    _draw_panel(panel, state)
    canvas[:, width:] = panel
    return canvas


def _draw_path(picture: np.ndarray, points: np.ndarray, colour: Colour) -> None:
    points = points[np.isfinite(points).all(axis=1)]
    points = np.clip(points, -4096.0, 4096.0)
    if len(points) < 2:
        return
    fixed = np.round(points * 16.0).astype(np.int32).reshape(-1, 1, 2)
    cv2.polylines(picture, [fixed], False, (0, 0, 0), 7, cv2.LINE_AA, 4)
    cv2.polylines(picture, [fixed], False, colour, 4, cv2.LINE_AA, 4)
    end = (round(float(points[-1, 0])), round(float(points[-1, 1])))
    cv2.circle(picture, end, 9, (0, 0, 0), -1, cv2.LINE_AA)
    cv2.circle(picture, end, 7, colour, -1, cv2.LINE_AA)


def _draw_outcome(picture: np.ndarray, outcome: str) -> None:
    colour = _OUTCOME_COLOURS.get(outcome, _WAITING)
    (width, height), _ = cv2.getTextSize(outcome, _FONT, 1.1, 3)
    left = (picture.shape[1] - width) // 2
    cv2.rectangle(picture, (left - 18, 18), (left + width + 18, 42 + height), _BACKGROUND, -1)
    cv2.putText(picture, outcome, (left, 30 + height), _FONT, 1.1, colour, 3, cv2.LINE_AA)


def _draw_panel(panel: np.ndarray, state: OverlayState) -> None:
    row = _label(panel, 'INSTRUCTION', 30)
    for line in _wrapped(state.instruction or 'none', PANEL_WIDTH - 40, 0.62, 2)[:3]:
        row = _text(panel, line, row, 0.62, 2)
    row = _label(panel, 'INTENT' + _age(state.intent_age_s), row + 16)
    row = _draw_tokens(panel, state, row)
    row = _label(panel, 'CONFIDENCE', row + 18)
    row = _draw_confidence(panel, state, row)
    row = _label(panel, 'PLANNED MOTION' + _age(state.chunk_age_s), row + 18)
    left = 20
    for side, colour in SIDE_COLOURS.items():
        cv2.line(panel, (left, row - 2), (left + 28, row - 2), (0, 0, 0), 7, cv2.LINE_AA)
        cv2.line(panel, (left, row - 2), (left + 28, row - 2), colour, 4, cv2.LINE_AA)
        name = f'{side} tool' if side in state.paths else f'{side}: none'
        cv2.putText(panel, name, (left + 40, row + 3), _FONT, 0.52, _TEXT, 1, cv2.LINE_AA)
        left += 180
    row = _label(panel, 'SAFETY', row + 38)
    for name, controller in sorted(state.controllers.items()):
        row = _draw_controller(panel, name, controller, row)
    _label(panel, 'EPISODE', IMAGE_HEIGHT - 44)
    _text(panel, state.episode or 'none', IMAGE_HEIGHT - 20, 0.55, 1)


def _draw_tokens(panel: np.ndarray, state: OverlayState, row: int) -> int:
    if not state.tokens:
        return _text(panel, 'none', row, 0.62, 2)
    width = (PANEL_WIDTH - 40 - 8 * (len(state.tokens) - 1)) // len(state.tokens)
    colour = confidence_colour(state.confidence)
    for index, token in enumerate(state.tokens):
        left = 20 + index * (width + 8)
        cv2.rectangle(panel, (left, row - 18), (left + width, row + 10), _TRACK, -1)
        name = f'ACT_{token}'
        text_width = cv2.getTextSize(name, _FONT, 0.5, 1)[0][0]
        start = (left + (width - text_width) // 2, row + 1)
        cv2.putText(panel, name, start, _FONT, 0.5, _TEXT, 1, cv2.LINE_AA)
        probabilities = state.code_probabilities[index]
        bar = width / max(1, len(probabilities))
        for code, probability in enumerate(probabilities):
            top = row + 60 - round(44 * float(np.clip(probability, 0.0, 1.0)))
            corner = (round(left + code * bar), min(top, row + 59))
            end = (round(left + (code + 1) * bar) - 2, row + 60)
            cv2.rectangle(panel, corner, end, colour if code == token else _LABEL, -1)
    return row + 68


def _draw_confidence(panel: np.ndarray, state: OverlayState, row: int) -> int:
    right = PANEL_WIDTH - 84
    cv2.rectangle(panel, (20, row - 14), (right, row + 6), _TRACK, -1)
    filled = 20 + round((right - 20) * float(np.clip(state.confidence, 0.0, 1.0)))
    if filled > 20:
        colour = confidence_colour(state.confidence)
        cv2.rectangle(panel, (20, row - 14), (filled, row + 6), colour, -1)
    text = f'{100.0 * state.confidence:.0f} %'
    cv2.putText(panel, text, (right + 12, row + 3), _FONT, 0.6, _TEXT, 2, cv2.LINE_AA)
    return row + 14


def _draw_controller(panel: np.ndarray, name: str, controller: ControllerState, row: int) -> int:
    colour = _STATE_COLOURS.get(controller.state, _LABEL)
    cv2.circle(panel, (27, row - 5), 6, colour, -1, cv2.LINE_AA)
    short = name.replace('_controller', '').replace('_', ' ')
    cv2.putText(panel, short, (42, row), _FONT, 0.5, _TEXT, 1, cv2.LINE_AA)
    cv2.putText(panel, controller.state, (142, row), _FONT, 0.5, colour, 1, cv2.LINE_AA)
    reasons = ' '.join(controller.reasons).replace('_', ' ').lower()
    lines = _wrapped(reasons, PANEL_WIDTH - 268, 0.4, 1)
    if lines:
        text = lines[0] + (' ...' if len(lines) > 1 else '')
        cv2.putText(panel, text, (252, row), _FONT, 0.4, _WAITING, 1, cv2.LINE_AA)
    return row + 23


def _label(panel: np.ndarray, text: str, row: int) -> int:
    cv2.putText(panel, text, (20, row), _FONT, 0.42, _LABEL, 1, cv2.LINE_AA)
    return row + 26


def _text(panel: np.ndarray, text: str, row: int, size: float, thickness: int) -> int:
    cv2.putText(panel, text, (20, row), _FONT, size, _TEXT, thickness, cv2.LINE_AA)
    return row + round(40 * size)


def _age(age_s: float | None) -> str:
    return '' if age_s is None else f'  ({age_s:.2f} s old)'


def _wrapped(text: str, width: int, size: float, thickness: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        candidate = f'{lines[-1]} {word}' if lines else word
        if lines and cv2.getTextSize(candidate, _FONT, size, thickness)[0][0] <= width:
            lines[-1] = candidate
        else:
            lines.append(word)
    return lines
