# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The services through which others read and set the levels of a process's loggers."""

from __future__ import annotations

from typing import Any

from rcl_interfaces.msg import LoggerLevel, SetLoggerLevelsResult
from rcl_interfaces.srv import GetLoggerLevels, SetLoggerLevels

from rclpy.impl.logging_severity import LoggingSeverity
from rclpy.logging import get_logger_level, set_logger_level
from rclpy.qos import qos_profile_services_default


class LoggingService:
    """Servers of the two logger services of a node."""

    def __init__(self, node: Any) -> None:
        """Create the servers."""
        for service_type, name, callback in (
            (GetLoggerLevels, 'get_logger_levels', self._get_logger_levels),
            (SetLoggerLevels, 'set_logger_levels', self._set_logger_levels),
        ):
            node.create_service(
                service_type, f'~/{name}', callback, qos_profile=qos_profile_services_default
            )

    def _get_logger_levels(self, request: Any, response: Any) -> Any:
        response.levels = [
            LoggerLevel(name=name, level=int(get_logger_level(name))) for name in request.names
        ]
        return response

    def _set_logger_levels(self, request: Any, response: Any) -> Any:
        response.results = [self._set(each.name, each.level) for each in request.levels]
        return response

    def _set(self, name: str, level: int) -> Any:
        try:
            set_logger_level(name, LoggingSeverity(level))
        except ValueError as error:
            return SetLoggerLevelsResult(successful=False, reason=str(error))
        return SetLoggerLevelsResult(successful=True)
