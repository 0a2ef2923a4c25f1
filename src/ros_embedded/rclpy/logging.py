# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Loggers and their levels."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rclpy.impl.log_output import output
from rclpy.impl.logging_severity import LoggingSeverity
from rclpy.impl.rcutils_logger import RcutilsLogger

__all__ = ['LoggingSeverity', 'RcutilsLogger', 'get_logger', 'set_logger_level']

_root_logger = RcutilsLogger()


def configure_logging(arguments: Any, environment: Mapping[str, str]) -> None:
    """Apply the log arguments of a command line (``--log-level``, ``--disable-stdout-logs``)."""
    output.configure(environment)
    output.console = arguments.stdout_logs
    for name, level in arguments.log_levels.items():
        output.set_level(name, level)


def initialize() -> None:
    """Do nothing: logging works from the start."""


def shutdown() -> None:
    """Do nothing: messages are written at once."""


def clear_config() -> None:
    """Do nothing: there is no configuration beyond the levels."""


def get_logger(name: str) -> RcutilsLogger:
    """Return the logger of a name."""
    if not name:
        raise ValueError('Logger name must not be empty.')
    return RcutilsLogger(name)


def get_logger_effective_level(name: str) -> LoggingSeverity:
    """Return the least severity that a logger lets through."""
    return LoggingSeverity(output.effective_level(name))


def get_logger_level(name: str) -> LoggingSeverity:
    """Return the level that was set for a logger, UNSET for none."""
    return LoggingSeverity(output.level(name))


def set_logger_level(
    name: str, level: LoggingSeverity | int, detailed_error: bool = False
) -> None:
    """Set the least severity that a logger lets through."""
    output.set_level(name, LoggingSeverity(level))


def get_logging_severity_from_string(log_severity: str) -> LoggingSeverity:
    """
    Return the severity of a name.

    :raises RuntimeError: when there is none.
    """
    try:
        return LoggingSeverity[log_severity.upper()]
    except KeyError as error:
        raise RuntimeError(f"unknown log severity '{log_severity}'") from error


def get_logging_directory() -> Path:
    """Return the folder for log files: ROS_LOG_DIR, ROS_HOME/log or ~/.ros/log."""
    log_dir = os.environ.get('ROS_LOG_DIR')
    if log_dir:
        return Path(log_dir).expanduser()
    return Path(os.environ.get('ROS_HOME') or '~/.ros').expanduser() / 'log'
