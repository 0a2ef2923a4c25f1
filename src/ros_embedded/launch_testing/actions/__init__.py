# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Actions for tests."""

from launch_testing.actions.ready import ReadyToTest

__all__ = ['ReadyToTest']
