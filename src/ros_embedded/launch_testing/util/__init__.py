# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Actions that tests need around what they test."""

from launch_testing.util.keep_alive_process import KeepAliveProc

__all__ = ['KeepAliveProc']
