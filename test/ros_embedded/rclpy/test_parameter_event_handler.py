# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Functions that are called when parameters change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rclpy.parameter import Parameter
from rclpy.parameter_event_handler import ParameterEventHandler


def test_handler_tells_of_one_parameter_and_of_all_events(
    make_node: Callable[..., Any], executor: Any, spin_until: Callable[..., bool]
) -> None:
    watcher, watched = make_node('watcher', namespace='ns'), make_node('watched', namespace='ns')
    executor.add_node(watcher)
    executor.add_node(watched)
    handler = ParameterEventHandler(watcher)
    assert spin_until(lambda: handler.parameter_event_subscription.get_publisher_count() == 2)
    speeds: list[float] = []
    events: list[Any] = []
    speed = handler.add_parameter_callback(
        'speed', 'watched', lambda parameter: speeds.append(parameter.value.double_value)
    )
    everything = handler.add_parameter_event_callback(events.append)
    watched.declare_parameter('speed', 1.0)
    watched.declare_parameter('other', 1)
    watched.set_parameters([Parameter('speed', value=2.0)])
    assert spin_until(lambda: len(events) == 3)
    assert speeds == [1.0, 2.0]
    assert events[0].node == '/ns/watched'
    found = ParameterEventHandler.get_parameter_from_event(events[2], 'speed', '/ns/watched')
    assert found.value.double_value == 2.0
    assert ParameterEventHandler.get_parameter_from_event(events[2], 'speed', '/x') is None
    names = [each.name for each in ParameterEventHandler.get_parameters_from_event(events[1])]
    assert names == ['other']
    handler.remove_parameter_callback(speed)
    watched.set_parameters([Parameter('speed', value=3.0)])
    assert spin_until(lambda: len(events) == 4)
    assert speeds == [1.0, 2.0]
    handler.remove_parameter_event_callback(everything)
    with pytest.raises(RuntimeError, match="doesn't exist"):
        handler.remove_parameter_callback(speed)
    handler.destroy()
