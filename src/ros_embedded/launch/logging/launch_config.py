# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Where a launch logs to, and how much."""

from __future__ import annotations

import datetime
import logging
import os
import socket
from pathlib import Path

from launch.logging.screen_handler import ScreenHandler

_LOG_FORMAT = '{created:.7f} [{levelname}] [{name}]: {message}'


class LaunchConfig:
    """Create the log folder and the handlers when they are first needed."""

    def __init__(self) -> None:
        """Start with the level INFO and no folder."""
        self._level = logging.INFO
        self._log_dir: Path | None = None
        self._screen_handler: ScreenHandler | None = None
        self._file_handlers: dict[str, logging.FileHandler] = {}
        self.loggers: list[logging.Logger] = []

    @property
    def level(self) -> int:
        """Return the level below which nothing is logged."""
        return self._level

    @level.setter
    def level(self, level: int | str) -> None:
        number = logging.getLevelName(level.upper()) if isinstance(level, str) else level
        if not isinstance(number, int):
            raise ValueError(
                f"unknown log level '{level}': use DEBUG, INFO, WARNING, ERROR or CRITICAL"
            )
        self._level = number
        for logger in self.loggers:
            logger.setLevel(number)

    @property
    def level_name(self) -> str:
        """Return the name of the level."""
        return logging.getLevelName(self._level)

    @property
    def log_dir(self) -> str:
        """Return the folder of this launch's log files, made when it is first needed."""
        if self._log_dir is None:
            self._log_dir = _make_unique_log_dir(find_base_log_dir())
        return str(self._log_dir)

    @log_dir.setter
    def log_dir(self, path: str | None) -> None:
        if any(self._file_handlers):
            raise RuntimeError('the log folder cannot be changed after a log file was opened')
        self._log_dir = None if path is None else Path(path).expanduser()
        if self._log_dir is not None:
            self._log_dir.mkdir(parents=True, exist_ok=True)

    def get_screen_handler(self) -> ScreenHandler:
        """Return the handler that prints to the standard output."""
        if self._screen_handler is None:
            self._screen_handler = ScreenHandler()
        return self._screen_handler

    def get_log_file_path(self, file_name: str = 'launch.log') -> str:
        """Return the path of a log file of this launch."""
        return os.path.join(self.log_dir, file_name)

    def get_log_file_handler(self, file_name: str = 'launch.log') -> logging.FileHandler:
        """Return the handler that writes to a log file of this launch."""
        if file_name not in self._file_handlers:
            handler = logging.FileHandler(self.get_log_file_path(file_name), encoding='utf-8')
            handler.setFormatter(logging.Formatter(_LOG_FORMAT, style='{'))
            self._file_handlers[file_name] = handler
        return self._file_handlers[file_name]

    def reset(self) -> None:
        """Close all log files and forget folder, handlers and level."""
        for logger in self.loggers:
            for handler in list(logger.handlers):
                logger.removeHandler(handler)
        for handler in self._file_handlers.values():
            handler.close()
        self.__init__()  # type: ignore[misc]


def find_base_log_dir() -> Path:
    """Return ROS_LOG_DIR, else ROS_HOME/log, else ~/.ros/log."""
    if os.environ.get('ROS_LOG_DIR'):
        return Path(os.environ['ROS_LOG_DIR']).expanduser()
    ros_home = os.environ.get('ROS_HOME') or '~/.ros'
    return Path(ros_home).expanduser() / 'log'


def _make_unique_log_dir(base: Path) -> Path:
    stamp = datetime.datetime.now().strftime('%Y-%m-%d-%H-%M-%S-%f')
    path = base / f'{stamp}-{socket.gethostname()}-{os.getpid()}'
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RuntimeError(
            f"cannot make the log folder '{path}' ({error.strerror}): "
            'set ROS_LOG_DIR to a folder that can be written'
        ) from error
    return path


launch_config = LaunchConfig()
