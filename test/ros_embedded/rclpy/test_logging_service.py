# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Levels of loggers that other nodes read and set."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rcl_interfaces.msg import LoggerLevel
from rcl_interfaces.srv import GetLoggerLevels, SetLoggerLevels
from rclpy.logging import LoggingSeverity, get_logger


def test_levels_are_read_and_set_from_elsewhere(
    make_node: Callable[..., Any], executor: Any, spin_until: Callable[..., bool]
) -> None:
    node = make_node('talkative', enable_logger_service=True)
    executor.add_node(node)
    setter = node.create_client(SetLoggerLevels, 'talkative/set_logger_levels')
    getter = node.create_client(GetLoggerLevels, 'talkative/get_logger_levels')
    assert setter.wait_for_service(timeout_sec=60.0)
    assert getter.wait_for_service(timeout_sec=60.0)
    levels = [LoggerLevel(name='some.part', level=10), LoggerLevel(name='some.part', level=17)]
    future = setter.call_async(SetLoggerLevels.Request(levels=levels))
    assert spin_until(future.done)
    assert [result.successful for result in future.result().results] == [True, False]
    assert get_logger('some.part').get_effective_level() == LoggingSeverity.DEBUG
    future = getter.call_async(GetLoggerLevels.Request(names=['some.part', 'unknown']))
    assert spin_until(future.done)
    assert [level.level for level in future.result().levels] == [10, 0]
    get_logger('some.part').set_level(LoggingSeverity.UNSET)
