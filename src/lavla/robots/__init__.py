# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Embodiments: joints, limits, units, kinematics and topic names. NumPy and PyYAML only."""

from lavla.robots.errors import RobotError
from lavla.robots.kinematics import SerialChain
from lavla.robots.limits import JointLimits
from lavla.robots.loader import known_robots, load_robot
from lavla.robots.robot import (
    SIDES,
    Arm,
    CameraMount,
    ControlSettings,
    Hand,
    Robot,
    SimulationSettings,
    Workspace,
)
from lavla.robots.share_directory import find_share_directory

__all__ = [
    'SIDES',
    'Arm',
    'CameraMount',
    'ControlSettings',
    'Hand',
    'JointLimits',
    'Robot',
    'RobotError',
    'SerialChain',
    'SimulationSettings',
    'Workspace',
    'find_share_directory',
    'known_robots',
    'load_robot',
]
