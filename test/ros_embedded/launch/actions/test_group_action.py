# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Groups: scope of launch configurations and environment."""

import os

from launch.actions import GroupAction, LogInfo, SetEnvironmentVariable, SetLaunchConfiguration
from launch.conditions import IfCondition
from launch.substitutions import EnvironmentVariable, LaunchConfiguration


def show():
    return LogInfo(msg=['value=', LaunchConfiguration('value', default='unset')])


def test_what_a_group_sets_ends_with_it(run):
    result = run(
        SetLaunchConfiguration('value', 'outer'),
        GroupAction([SetLaunchConfiguration('value', 'inner'), show()]),
        show(),
    )
    assert result.lines() == ['value=inner', 'value=outer']


def test_what_a_group_without_scope_sets_stays(run):
    result = run(GroupAction([SetLaunchConfiguration('value', 'inner')], scoped=False), show())
    assert result.lines() == ['value=inner']


def test_a_group_without_forwarding_sees_only_what_it_is_given(run):
    result = run(
        SetLaunchConfiguration('value', 'outer'),
        SetLaunchConfiguration('other', '1'),
        GroupAction(
            [show(), LogInfo(msg=LaunchConfiguration('other', default='hidden'))],
            forwarding=False,
            launch_configurations={'value': ['given ', LaunchConfiguration('value')]},
        ),
        LogInfo(msg=LaunchConfiguration('other')),
    )
    assert result.lines() == ['value=given outer', 'hidden', '1']


def test_the_environment_of_a_group_ends_with_it(run):
    variable = EnvironmentVariable('LAUNCH_TEST_VARIABLE', default_value='unset')
    result = run(
        GroupAction([SetEnvironmentVariable('LAUNCH_TEST_VARIABLE', 'x'), LogInfo(msg=variable)]),
        LogInfo(msg=variable),
    )
    assert result.lines() == ['x', 'unset']
    assert 'LAUNCH_TEST_VARIABLE' not in os.environ


def test_a_condition_holds_for_the_whole_group(run):
    result = run(GroupAction([show()], condition=IfCondition('false')), LogInfo(msg='end'))
    assert result.lines() == ['end']
