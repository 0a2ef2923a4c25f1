# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Timers."""

from launch.actions import LogInfo, RegisterEventHandler, Shutdown, TimerAction
from launch.event_handlers import OnExecutionComplete


def test_timers_elapse_in_order(run):
    result = run(
        TimerAction(period='0.2', actions=[LogInfo(msg='late')]),
        TimerAction(period=0.05, actions=[LogInfo(msg='early')]),
        LogInfo(msg='now'),
    )
    assert result.lines() == ['now', 'early', 'late']


def test_a_shutdown_cancels_timers(run):
    result = run(
        TimerAction(period=60.0, actions=[LogInfo(msg='never')]),
        TimerAction(period=0.05, actions=[Shutdown(reason='done')]),
    )
    assert result.lines() == []
    assert result.returncode == 0


def test_actions_follow_the_completion_of_another(run):
    first = LogInfo(msg='first')
    result = run(
        RegisterEventHandler(
            OnExecutionComplete(target_action=first, on_completion=[LogInfo(msg='second')])
        ),
        first,
    )
    assert result.lines() == ['first', 'second']
