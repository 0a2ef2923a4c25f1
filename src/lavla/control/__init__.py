# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""From action chunks to safe, smooth set-points. NumPy only."""

from lavla.control.chunk import Chunk
from lavla.control.errors import ControlError
from lavla.control.gate.joint_controller import JointController
from lavla.control.reason import Reason
from lavla.control.setpoint import SetPoint
from lavla.control.settings import Blending, ChunkAge, GateSettings
from lavla.control.state import State, Status

__all__ = [
    'Blending',
    'Chunk',
    'ChunkAge',
    'ControlError',
    'GateSettings',
    'JointController',
    'Reason',
    'SetPoint',
    'State',
    'Status',
]
