# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Timers and clocks, on system time and on /clock."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from builtin_interfaces.msg import Time as TimeMsg
from rclpy.clock import Clock, ClockChange, JumpThreshold, ROSClock
from rclpy.clock_type import ClockType
from rclpy.duration import Duration
from rclpy.exceptions import InvalidHandle
from rclpy.parameter import Parameter
from rclpy.time import Time
from rclpy.timer import TimerInfo
from rosgraph_msgs.msg import Clock as ClockMsg

SIM_TIME = [Parameter('use_sim_time', value=True)]


def test_timer_calls_until_cancelled(
    make_node: Callable[..., Any], executor: Any, spin_until: Callable[..., bool]
) -> None:
    node = make_node()
    executor.add_node(node)
    calls: list[int] = []
    timer = node.create_timer(0.01, lambda: calls.append(1))
    assert spin_until(lambda: len(calls) == 3)
    timer.cancel()
    spin_until(lambda: False, timeout=0.1)
    assert len(calls) == 3
    assert timer.is_canceled()
    timer.reset()
    assert spin_until(lambda: len(calls) == 4)


def test_timer_tells_a_callback_when_it_was_due(
    make_node: Callable[..., Any], executor: Any, spin_until: Callable[..., bool]
) -> None:
    node = make_node()
    executor.add_node(node)
    infos: list[TimerInfo] = []

    def on_timer(info: TimerInfo) -> None:
        infos.append(info)

    timer = node.create_timer(0.02, on_timer)
    assert spin_until(lambda: len(infos) >= 2)
    assert all(info.actual_call_time >= info.expected_call_time for info in infos)
    between = infos[1].expected_call_time - infos[0].expected_call_time
    assert between.nanoseconds % timer.timer_period_ns == 0
    assert infos[0].actual_call_time.clock_type == ClockType.ROS_TIME


def test_timer_started_by_hand_runs_once_when_it_cancels_itself(
    make_node: Callable[..., Any], executor: Any, spin_until: Callable[..., bool]
) -> None:
    node = make_node()
    executor.add_node(node)
    calls: list[int] = []

    def once() -> None:
        calls.append(1)
        timer.cancel()

    timer = node.create_timer(0.01, once, autostart=False)
    assert timer.is_canceled()
    assert timer.time_until_next_call() is None
    timer.reset()
    assert 0 < timer.time_until_next_call() <= 10**7
    assert spin_until(lambda: calls)
    spin_until(lambda: False, timeout=0.1)
    assert calls == [1]
    timer.timer_period_ns = 10**12  # starts it anew
    assert not timer.is_canceled()
    assert timer.time_until_next_call() > 10**11
    assert timer.time_since_last_call() < 10**11
    node.destroy_timer(timer)
    with pytest.raises(InvalidHandle):
        timer.reset()


def test_timer_follows_simulated_time(
    make_node: Callable[..., Any], executor: Any, spin_until: Callable[..., bool]
) -> None:
    node = make_node(parameter_overrides=SIM_TIME)
    simulator = make_node('simulator')
    executor.add_node(node)
    clock = simulator.create_publisher(ClockMsg, '/clock', 10)
    assert spin_until(lambda: clock.get_subscription_count() >= 1)

    def set_time(seconds: float) -> None:
        clock.publish(ClockMsg(clock=Time(nanoseconds=int(seconds * 1e9)).to_msg()))
        target = int(seconds * 1e9)
        assert spin_until(lambda: node.get_clock().now().nanoseconds == target)

    set_time(100.0)
    calls: list[float] = []
    node.create_timer(1.0, lambda: calls.append(node.get_clock().now().nanoseconds / 1e9))
    spin_until(lambda: False, timeout=0.1)
    assert calls == []
    set_time(100.9)
    spin_until(lambda: False, timeout=0.05)
    assert calls == []
    set_time(101.1)
    assert spin_until(lambda: calls == [101.1])
    set_time(105.5)  # missed periods are skipped, the phase stays
    assert spin_until(lambda: calls == [101.1, 105.5])
    set_time(106.1)
    assert spin_until(lambda: calls == [101.1, 105.5, 106.1])


def test_sim_time_can_be_switched_off_and_on(make_node: Callable[..., Any], executor: Any) -> None:
    node = make_node(parameter_overrides=SIM_TIME)
    executor.add_node(node)
    assert node.get_clock().ros_time_is_active
    assert node.get_clock().now().nanoseconds == 0
    node.set_parameters([Parameter('use_sim_time', value=False)])
    assert not node.get_clock().ros_time_is_active
    assert node.get_clock().now().nanoseconds > 10**18
    result = node.set_parameters([Parameter('use_sim_time', value='yes')])[0]
    assert not result.successful


def test_rate_sleeps_in_another_thread(
    make_node: Callable[..., Any], executor: Any, spin_until: Callable[..., bool]
) -> None:
    node = make_node()
    executor.add_node(node)
    rate = node.create_rate(50.0)
    done = threading.Event()

    def work() -> None:
        for _ in range(3):
            rate.sleep()
        done.set()

    thread = threading.Thread(target=work)
    thread.start()
    assert spin_until(done.is_set)
    thread.join()


def test_sleep_until_ends_when_simulated_time_arrives(context: Any) -> None:
    clock = ROSClock()
    clock.set_ros_time_override(Time(seconds=1, clock_type=ClockType.ROS_TIME))
    clock._set_ros_time_is_active(True)
    results: list[bool] = []
    until = Time(seconds=2, clock_type=ClockType.ROS_TIME)
    thread = threading.Thread(target=lambda: results.append(clock.sleep_until(until, context)))
    thread.start()
    clock.set_ros_time_override(Time(seconds=3, clock_type=ClockType.ROS_TIME))
    thread.join(60.0)
    assert results == [True]


def test_jump_callbacks(context: Any) -> None:
    clock = ROSClock()
    jumps: list[Any] = []
    threshold = JumpThreshold(
        min_forward=Duration(seconds=10), min_backward=Duration(seconds=-1), on_clock_change=True
    )
    handle = clock.create_jump_callback(threshold, post_callback=jumps.append)
    clock._set_ros_time_is_active(True)
    for seconds in (5, 6, 60, 61, 2):
        clock.set_ros_time_override(Time(seconds=seconds, clock_type=ClockType.ROS_TIME))
    assert [jump.clock_change for jump in jumps] == [
        ClockChange.ROS_TIME_ACTIVATED,
        ClockChange.ROS_TIME_NO_CHANGE,
        ClockChange.ROS_TIME_NO_CHANGE,
    ]
    assert [jump.delta.nanoseconds // 10**9 for jump in jumps[1:]] == [54, -59]
    handle.unregister()


def test_time_arithmetic() -> None:
    early = Time(seconds=1, nanoseconds=5)
    late = early + Duration(seconds=2)
    assert late - early == Duration(seconds=2)
    assert (late - Duration(nanoseconds=5)).seconds_nanoseconds() == (3, 0)
    assert late > early
    assert Time.from_msg(TimeMsg(sec=3, nanosec=4)).to_msg() == TimeMsg(sec=3, nanosec=4)
    with pytest.raises(TypeError, match='different clock types'):
        _ = early < Time(seconds=1, clock_type=ClockType.ROS_TIME)
    with pytest.raises(ValueError, match='negative'):
        _ = early - Duration(seconds=5)
    assert Clock(clock_type=ClockType.STEADY_TIME).now().clock_type is ClockType.STEADY_TIME
    assert isinstance(Clock(clock_type=ClockType.ROS_TIME), ROSClock)
