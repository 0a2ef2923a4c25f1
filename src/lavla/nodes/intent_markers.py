# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Markers of the intent: tool paths, token names and workspaces, in the frame `world`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

import numpy as np
from builtin_interfaces.msg import Duration, Time
from geometry_msgs.msg import Point
from std_msgs.msg import ColorRGBA
from visualization_msgs.msg import Marker

from lavla.nodes.intent_overlay import Colour, confidence_colour
from lavla.robots import Robot

FRAME = 'world'
LIFETIME = Duration(sec=1)
_WORKSPACE_COLOUR: Colour = (120, 140, 160)
_TEXT_COLOUR: Colour = (255, 255, 255)


def path_markers(paths: Mapping[str, np.ndarray], confidence: float, stamp: Time) -> list[Marker]:
    """Return one line per arm, from tool positions (n, 3), coloured by confidence."""
    markers = []
    for index, (side, points) in enumerate(sorted(paths.items())):
        if len(points) == 0:
            continue
        marker = _marker('tool_path', index, Marker.LINE_STRIP, stamp)
        marker.scale.x = 0.012
        marker.color = _colour(confidence_colour(confidence), 0.95)
        marker.points = _points(points)
        markers.append(marker)
        label = _marker('tool_path_end', index, Marker.SPHERE, stamp)
        label.scale.x = label.scale.y = label.scale.z = 0.03
        label.color = marker.color
        label.pose.position = _points(points[-1:])[0]
        label.text = side
        markers.append(label)
    return markers


def text_marker(
    instruction: str, tokens: Sequence[int], confidence: float, stamp: Time, height_m: float
) -> Marker:
    """Return the instruction, the token names and the confidence as text above the scene."""
    marker = _marker('intent', 0, Marker.TEXT_VIEW_FACING, stamp)
    marker.scale.z = 0.06
    marker.color = _colour(_TEXT_COLOUR, 1.0)
    marker.pose.position.z = height_m
    names = ' '.join(f'ACT_{token}' for token in tokens)
    marker.text = f'{instruction}\n{names}\nconfidence {100.0 * confidence:.0f} %'
    return marker


def workspace_markers(robot: Robot, stamp: Time) -> list[Marker]:
    """Return the edges of the box that each arm's tool must stay in."""
    markers = []
    for index, arm in enumerate(robot.arms):
        if arm.workspace is None:
            continue
        marker = _marker('workspace', index, Marker.LINE_LIST, stamp)
        marker.scale.x = 0.004
        marker.color = _colour(_WORKSPACE_COLOUR, 0.6)
        marker.points = _points(box_edges(arm.workspace.position_min, arm.workspace.position_max))
        markers.append(marker)
    return markers


def box_edges(low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Return the 12 edges of a box as pairs of points, (24, 3)."""
    corners = list(product((0, 1), repeat=3))
    pairs = [
        (a, b)
        for a in corners
        for b in corners
        if a < b and sum(x != y for x, y in zip(a, b, strict=True)) == 1
    ]
    weights = np.array(pairs, dtype=np.float64).reshape(-1, 3)
    return low + weights * (high - low)


def _marker(namespace: str, index: int, kind: int, stamp: Time) -> Marker:
    marker = Marker(ns=namespace, id=index, type=kind, action=Marker.ADD, lifetime=LIFETIME)
    marker.header.frame_id = FRAME
    marker.header.stamp = stamp
    marker.pose.orientation.w = 1.0
    return marker


def _points(points: np.ndarray) -> list[Point]:
    return [Point(x=float(x), y=float(y), z=float(z)) for x, y, z in points]


def _colour(colour: Colour, alpha: float) -> ColorRGBA:
    red, green, blue = (component / 255.0 for component in colour)
    return ColorRGBA(r=red, g=green, b=blue, a=alpha)
