# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Loggers of a launch."""

from __future__ import annotations

import logging

from launch.logging.launch_config import launch_config


def get_logger(name: str = 'launch') -> logging.Logger:
    """Return the logger of that name, which prints to the screen and to launch.log."""
    logger = logging.getLogger(f'launch_loggers.{name}')
    if logger not in launch_config.loggers:
        logger.name = name
        logger.propagate = False
        logger.setLevel(launch_config.level)
        logger.addHandler(launch_config.get_screen_handler())
        logger.addHandler(_MainLogHandler())
        launch_config.loggers.append(logger)
    return logger


def reset() -> None:
    """Close all log files and start anew: the next record makes a new log folder."""
    launch_config.reset()


class _MainLogHandler(logging.Handler):
    """Write to launch.log, which is opened at the first record."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record."""
        launch_config.get_log_file_handler().emit(record)
