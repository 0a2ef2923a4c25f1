# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Assertions about processes that have ended."""

from launch_testing.asserts.assert_exit_codes import (
    EXIT_FORCED,
    EXIT_OK,
    EXIT_SEGV,
    EXIT_SIGINT,
    EXIT_SIGKILL,
    EXIT_SIGQUIT,
    assertExitCodes,
)
from launch_testing.asserts.assert_output import assertInStderr, assertInStdout

__all__ = [
    'EXIT_FORCED',
    'EXIT_OK',
    'EXIT_SEGV',
    'EXIT_SIGINT',
    'EXIT_SIGKILL',
    'EXIT_SIGQUIT',
    'assertExitCodes',
    'assertInStderr',
    'assertInStdout',
]
