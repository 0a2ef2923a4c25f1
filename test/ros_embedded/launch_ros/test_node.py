# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Nodes: the command line that they are started with."""

from pathlib import Path

import pytest
import yaml
from launch import LaunchDescription, LaunchService
from launch.actions import DeclareLaunchArgument, GroupAction
from launch.substitutions import LaunchConfiguration
from launch_ros.actions import (
    Node,
    PushRosNamespace,
    SetParameter,
    SetParametersFromFile,
    SetRemap,
    SetUseSimTime,
)
from launch_ros.parameter_descriptions import Parameter, ParameterFile, ParameterValue
from launch_ros.substitutions import ExecutableInPackage, FindPackagePrefix, FindPackageShare


def run(*entities):
    service = LaunchService()
    service.include_launch_description(LaunchDescription(entities))
    return service.run()


def arguments_of(node, *before):
    """Run a node in a group and return the arguments it was started with."""
    assert run(GroupAction([*before, node])) == 0
    return node.process_description.final_cmd[1:]


def values_after(arguments, option):
    return [arguments[i + 1] for i, one in enumerate(arguments) if one == option]


def parameters_of(arguments):
    [path] = values_after(arguments, '--params-file')
    return yaml.safe_load(Path(path).read_text())


def test_a_node_without_anything_gets_no_ros_arguments(package):
    assert arguments_of(Node(package='tested', executable='show')) == []


def test_name_namespace_and_remappings(package):
    node = Node(
        package='tested',
        executable='show',
        name='mine',
        namespace='inner',
        remappings=[('chatter', '/talk'), ('a', LaunchConfiguration('new'))],
        arguments=['--fast'],
        ros_arguments=['--log-level', 'debug'],
    )
    arguments = arguments_of(
        node,
        DeclareLaunchArgument('new', default_value='b'),
        PushRosNamespace('outer'),
        PushRosNamespace('middle'),
        SetRemap('all', 'every'),
    )
    assert arguments[:5] == ['--fast', '--ros-args', '--log-level', 'debug', '--']
    assert values_after(arguments, '-r') == [
        '__node:=mine',
        '__ns:=/outer/middle/inner',
        'all:=every',
        'chatter:=/talk',
        'a:=b',
    ]
    assert node.node_name == '/outer/middle/inner/mine'


def test_an_absolute_namespace_replaces_that_of_the_scope(package):
    node = Node(package='tested', executable='show', namespace='/alone')
    assert '__ns:=/alone' in arguments_of(node, PushRosNamespace('outer'))


def test_a_pushed_namespace_ends_with_its_group(package):
    inner = Node(package='tested', executable='show')
    outer = Node(package='tested', executable='show')
    assert run(GroupAction([PushRosNamespace('robot'), inner]), outer) == 0
    assert '__ns:=/robot' in inner.process_description.final_cmd
    assert '--ros-args' not in outer.process_description.final_cmd


def test_parameters_of_a_dictionary_go_to_a_file_with_their_types(package):
    node = Node(
        package='tested',
        executable='show',
        name='mine',
        namespace='ns',
        parameters=[
            {
                'integer': LaunchConfiguration('x'),
                'text': ParameterValue(LaunchConfiguration('x'), value_type=str),
                'joined': ['robot_', LaunchConfiguration('x')],
                'numbers': [1, 2.5],
                'names': ['a', '1'],
                'flag': 'true',
                'nested': {'gain': 0.5},
            }
        ],
    )
    arguments = arguments_of(node, DeclareLaunchArgument('x', default_value='3'))
    assert parameters_of(arguments) == {
        '/ns/mine': {
            'ros__parameters': {
                'integer': 3,
                'text': '3',
                'joined': 'robot_3',
                'numbers': [1.0, 2.5],
                'names': ['a', '1'],
                'flag': True,
                'nested.gain': 0.5,
            }
        }
    }


def test_parameters_for_a_node_without_a_name_are_for_every_node(package):
    node = Node(package='tested', executable='show', parameters=[{'a': 1}])
    assert parameters_of(arguments_of(node)) == {'/**': {'ros__parameters': {'a': 1}}}


def test_parameter_files_come_in_order_and_substitutions_are_replaced(package, tmp_path):
    plain, templated = tmp_path / 'plain.yaml', tmp_path / 'templated.yaml'
    plain.write_text('/**: {ros__parameters: {a: 1}}')
    templated.write_text(
        '/**: {ros__parameters: {b: $(var value), dir: $(find-pkg-share tested)}}'
    )
    node = Node(
        package='tested',
        executable='show',
        parameters=[plain, ParameterFile(str(templated), allow_substs=True), Parameter('c', 7)],
    )
    arguments = arguments_of(node, DeclareLaunchArgument('value', default_value='2'))
    first, second = values_after(arguments, '--params-file')
    assert first == str(plain)
    assert yaml.safe_load(Path(second).read_text()) == {
        '/**': {'ros__parameters': {'b': 2, 'dir': str(package / 'share/tested')}}
    }
    assert values_after(arguments, '-p') == ['c:=7']


def test_parameters_of_the_scope_come_before_those_of_the_node(package, tmp_path):
    path = tmp_path / 'shared.yaml'
    path.write_text('/**: {ros__parameters: {a: 1}}')
    node = Node(package='tested', executable='show', parameters=[Parameter('own', 'x')])
    arguments = arguments_of(
        node, SetUseSimTime(True), SetParametersFromFile(str(path)), SetParameter('rate', 2.0)
    )
    assert arguments == [
        '--ros-args',
        *['-p', 'use_sim_time:=true', '--params-file', str(path), '-p', 'rate:=2.0'],
        *['-p', 'own:=x'],
    ]


@pytest.mark.parametrize(
    ('node', 'message'),
    [
        (lambda: Node(package='absent', executable='show'), "package 'absent' not found"),
        (lambda: Node(package='tested', executable='hide'), "no executable 'hide'"),
        (lambda: Node(package='tested', executable='show', name='a-b'), "node name 'a-b'"),
        (lambda: Node(package='tested', executable='show', namespace='1a'), "'/1a'"),
        (
            lambda: Node(package='tested', executable='show', parameters=['/no/such.yaml']),
            "parameter file '/no/such.yaml' does not exist",
        ),
        (
            lambda: Node(package='tested', executable='show', parameters=[{'a': [1, 'b']}]),
            "parameter 'a': the elements of a parameter array must be of one type",
        ),
    ],
)
def test_mistakes_end_the_launch_with_a_clear_line(package, capfd, node, message):
    assert run(node()) == 1
    assert message in capfd.readouterr().out


def test_parameters_must_be_a_list():
    with pytest.raises(TypeError, match='parameters'):
        Node(executable='show', parameters={'a': 1})


def test_folders_of_packages(package):
    from launch import LaunchContext

    context = LaunchContext()
    assert FindPackageShare('tested').perform(context) == str(package / 'share/tested')
    assert FindPackagePrefix('tested').perform(context) == str(package)
    executable = ExecutableInPackage(executable='show', package='tested')
    assert executable.perform(context) == str(package / 'lib/tested/show')


def test_what_is_not_there_is_refused_by_name():
    with pytest.raises(NotImplementedError, match='LifecycleTransition is not part'):
        from launch_ros.actions import LifecycleTransition  # noqa: F401
