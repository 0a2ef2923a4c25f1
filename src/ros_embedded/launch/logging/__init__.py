# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Logging of a launch: the screen, the main log file, and the output of processes."""

from launch.logging.launch_config import LaunchConfig, launch_config
from launch.logging.loggers import get_logger, reset
from launch.logging.process_output import ProcessOutput, get_output_destinations

__all__ = [
    'LaunchConfig',
    'ProcessOutput',
    'get_logger',
    'get_output_destinations',
    'launch_config',
    'reset',
]
