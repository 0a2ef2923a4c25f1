# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Images of OpenCV (NumPy arrays) to ROS messages and back."""

from __future__ import annotations

from cv_bridge.core import CvBridge
from cv_bridge.error import CvBridgeError

__all__ = ['CvBridge', 'CvBridgeError']
