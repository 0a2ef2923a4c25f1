# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Substitutions and conditions."""

import pytest
from launch import LaunchContext
from launch.conditions import (
    IfCondition,
    InvalidConditionExpressionError,
    LaunchConfigurationEquals,
    LaunchConfigurationNotEquals,
    UnlessCondition,
)
from launch.frontend import SubstitutionSyntaxError, parse_substitution
from launch.substitutions import (
    AllSubstitution,
    AndSubstitution,
    AnySubstitution,
    Command,
    EnvironmentVariable,
    EqualsSubstitution,
    FileContent,
    FindExecutable,
    IfElseSubstitution,
    LaunchConfiguration,
    NotEqualsSubstitution,
    NotSubstitution,
    OrSubstitution,
    PathJoinSubstitution,
    PythonExpression,
    StringJoinSubstitution,
    SubstitutionFailure,
)
from launch.utilities import perform_substitutions


@pytest.fixture
def context():
    context = LaunchContext()
    context.launch_configurations.update(name='arm', count='2', flag='true')
    return context


@pytest.mark.parametrize(
    ('substitution', 'expected'),
    [
        (LaunchConfiguration('name'), 'arm'),
        (LaunchConfiguration('absent', default='d'), 'd'),
        (LaunchConfiguration(['na', 'me']), 'arm'),
        (PathJoinSubstitution(['/a', LaunchConfiguration('name'), ['b', '.txt']]), '/a/arm/b.txt'),
        (PathJoinSubstitution(['/a']) / 'b', '/a/b'),
        (StringJoinSubstitution([['a', 'b'], 'c'], delimiter=','), 'ab,c'),
        (PythonExpression([LaunchConfiguration('count'), ' * 3 + floor(pi)']), '9'),
        (PythonExpression(["'", LaunchConfiguration('name'), "' == 'arm'"]), 'True'),
        (EnvironmentVariable('NO_SUCH_VARIABLE', default_value='d'), 'd'),
        (Command(['echo ', LaunchConfiguration('name')]), 'arm\n'),
        (EqualsSubstitution(LaunchConfiguration('name'), 'arm'), 'true'),
        (EqualsSubstitution('1', '1.0'), 'true'),
        (EqualsSubstitution('1', 'true'), 'true'),
        (EqualsSubstitution('a', 'A'), 'false'),
        (EqualsSubstitution(LaunchConfiguration('flag'), True), 'true'),
        (NotEqualsSubstitution('a', 'b'), 'true'),
        (NotSubstitution('false'), 'true'),
        (AndSubstitution('true', LaunchConfiguration('flag')), 'true'),
        (OrSubstitution('false', '0'), 'false'),
        (AnySubstitution('false', 'true', 'false'), 'true'),
        (AllSubstitution('true', 'false'), 'false'),
        (IfElseSubstitution(LaunchConfiguration('flag'), 'yes', 'no'), 'yes'),
        (IfElseSubstitution('false', if_value='yes'), ''),
    ],
)
def test_substitutions_give_text(context, substitution, expected):
    assert substitution.perform(context) == expected


def test_file_content_and_executables(context, tmp_path):
    (tmp_path / 'a.urdf').write_text('<robot/>')
    assert FileContent(str(tmp_path / 'a.urdf')).perform(context) == '<robot/>'
    assert FindExecutable(name='sh').perform(context).endswith('/sh')


@pytest.mark.parametrize(
    ('substitution', 'message'),
    [
        (LaunchConfiguration('absent'), "launch configuration 'absent' does not exist"),
        (EnvironmentVariable('NO_SUCH_VARIABLE'), 'NO_SUCH_VARIABLE'),
        (PythonExpression('1 +'), 'SyntaxError'),
        (Command('false'), 'exit code 1'),
        (Command('/no/such/program'), 'No such file'),
        (FindExecutable(name='no_such_program'), 'no_such_program'),
        (FileContent('/no/such/file'), '/no/such/file'),
        (NotSubstitution('maybe'), 'neither true nor false'),
    ],
)
def test_a_substitution_without_a_value_says_why(context, substitution, message):
    with pytest.raises(SubstitutionFailure, match=message):
        substitution.perform(context)


@pytest.mark.parametrize(
    ('condition', 'expected'),
    [
        (IfCondition('True'), True),
        (IfCondition(LaunchConfiguration('flag')), True),
        (UnlessCondition('1'), False),
        (LaunchConfigurationEquals('name', 'arm'), True),
        (LaunchConfigurationEquals('absent', None), True),
        (LaunchConfigurationNotEquals('name', 'arm'), False),
    ],
)
def test_conditions(context, condition, expected):
    assert condition.evaluate(context) is expected


def test_a_condition_that_is_neither_true_nor_false_is_an_error(context):
    with pytest.raises(InvalidConditionExpressionError, match="'perhaps'"):
        IfCondition('perhaps').evaluate(context)


@pytest.mark.parametrize(
    ('text', 'expected'),
    [
        ('plain', 'plain'),
        ('$(var name)_$(var count)', 'arm_2'),
        ('$(var absent fallback)', 'fallback'),
        ("$(var absent 'two words')", 'two words'),
        ('$(var $(var which name))', 'arm'),
        ('$(eval "(1 + $(var count)) * 2")', '6'),
        ("$(eval '$(var count) == 2 and 1.5 < 2')", 'True'),
        ("$(eval '$(var name)' == 'arm')", 'True'),
        ('$(eval "os.sep" "os")', '/'),
        ('$(any false $(var flag))', 'true'),
        ('$(all true $(not $(var flag)))', 'false'),
        ('$(env NO_SUCH_VARIABLE d)/x', 'd/x'),
        ('\\$(var name)', '$(var name)'),
        ('$(not $(var flag))', 'false'),
        ('$(if $(var flag) yes no)', 'yes'),
    ],
)
def test_substitutions_are_parsed_from_text(context, text, expected):
    assert perform_substitutions(context, parse_substitution(text)) == expected


@pytest.mark.parametrize('text', ['$(var name', '$(nonsense x)', '$(var)', "$(var 'a)"])
def test_malformed_substitutions_are_refused(text):
    with pytest.raises(SubstitutionSyntaxError):
        parse_substitution(text)
