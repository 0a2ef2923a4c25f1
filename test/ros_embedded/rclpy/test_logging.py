# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Log messages: format, levels, throttling, /rosout."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from rcl_interfaces.msg import Log
from rclpy.logging import LoggingSeverity, get_logger
from rclpy.qos import DurabilityPolicy, QoSProfile


def test_format_and_levels(capfd: pytest.CaptureFixture[str]) -> None:
    logger = get_logger('format_test')
    logger.info('hello')
    logger.debug('hidden')
    logger.set_level(LoggingSeverity.ERROR)
    logger.warning('hidden')
    child = logger.get_child('part')
    child.warning('hidden')
    child.error('shown')
    lines = capfd.readouterr().err.splitlines()
    assert len(lines) == 2
    assert re.fullmatch(r'\[INFO\] \[\d+\.\d{9}\] \[format_test\]: hello', lines[0])
    assert lines[1].startswith('[ERROR]')
    assert lines[1].endswith('[format_test.part]: shown')
    assert not logger.is_enabled_for(LoggingSeverity.INFO)


def test_once_skip_first_and_throttle(capfd: pytest.CaptureFixture[str]) -> None:
    logger = get_logger('throttle_test')
    for number in range(5):
        logger.info(f'once {number}', once=True)
        logger.info(f'skip {number}', skip_first=True)
        logger.info(f'throttle {number}', throttle_duration_sec=1000.0)
    messages = [line.rpartition(': ')[2] for line in capfd.readouterr().err.splitlines()]
    assert [each for each in messages if 'once' in each] == ['once 0']
    assert [each for each in messages if 'skip' in each] == [f'skip {n}' for n in range(1, 5)]
    assert [each for each in messages if 'throttle' in each] == ['throttle 0']
    with pytest.raises(TypeError, match='unknown keyword for a log message: often'):
        logger.info('x', often=True)


def test_messages_of_a_node_go_to_rosout(
    make_node: Callable[..., Any], executor: Any, spin_until: Callable[..., bool]
) -> None:
    node = make_node('speaker')
    executor.add_node(node)
    received: list[Log] = []
    qos = QoSProfile(depth=100, durability=DurabilityPolicy.TRANSIENT_LOCAL)
    node.create_subscription(Log, '/rosout', received.append, qos)
    node.get_logger().get_child('part').warning('for everybody')
    assert spin_until(lambda: any(log.msg == 'for everybody' for log in received))
    log = next(log for log in received if log.msg == 'for everybody')
    assert log.name == 'speaker.part'
    assert log.level == LoggingSeverity.WARN
    assert log.function == 'test_messages_of_a_node_go_to_rosout'
