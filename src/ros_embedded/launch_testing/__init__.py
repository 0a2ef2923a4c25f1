# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Tests of running launch descriptions, as ROS 2's launch_testing has them.

A test file has a function `generate_test_description` marked with `pytest.mark.launch_test` and
classes of unittest.TestCase. pytest finds the plugin by itself where this package is installed;
`launch_test file.py` runs a file whose function is not marked, too.
"""

from launch_testing import actions, asserts, util
from launch_testing.io_handler import IoHandler
from launch_testing.markers import (
    parametrize,
    post_shutdown_test,
    ready_to_test_action_timeout,
)
from launch_testing.proc_info_handler import ProcInfoHandler

__all__ = [
    'IoHandler',
    'ProcInfoHandler',
    'actions',
    'asserts',
    'parametrize',
    'post_shutdown_test',
    'ready_to_test_action_timeout',
    'util',
]
