# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 launch` and `ros2 run`."""

import signal

import pytest

PROGRAM = """#!/usr/bin/env python3
import sys, time
print('arguments', sys.argv[1:], flush=True)
if sys.argv[1] == 'wait':
    time.sleep(1000)
sys.exit(int(sys.argv[1]))
"""

LAUNCH_FILE = """
from launch import LaunchDescription
from launch.actions import DeclareLaunchArgument, RegisterEventHandler, Shutdown
from launch.event_handlers import OnProcessExit
from launch.substitutions import LaunchConfiguration
from launch_ros.actions import Node

def finish(event, context):
    if event.returncode:
        raise RuntimeError(f'the runner failed with {event.returncode}')
    return [Shutdown(reason='done')]

def generate_launch_description():
    runner = Node(
        package='tested', executable='program', arguments=[LaunchConfiguration('code')],
        name='runner', output='screen',
    )
    return LaunchDescription([
        DeclareLaunchArgument('code', description='Exit code.', choices=['0', '3', 'wait']),
        DeclareLaunchArgument('unused', default_value='u', description='Nothing.'),
        runner,
        Node(package='tested', executable='program', arguments=['wait'], output='screen'),
        RegisterEventHandler(OnProcessExit(target_action=runner, on_exit=finish)),
    ])
"""


@pytest.fixture(autouse=True)
def package(tmp_path, monkeypatch, ros_environment):
    """Install a package with a program and a launch file."""
    share = tmp_path / 'prefix/share/tested'
    (share / 'launch').mkdir(parents=True)
    (share / 'package.xml').write_text('<package/>')
    (share / 'launch/tested.launch.py').write_text(LAUNCH_FILE)
    program = tmp_path / 'prefix/lib/tested/program'
    program.parent.mkdir(parents=True)
    program.write_text(PROGRAM)
    program.chmod(0o755)
    monkeypatch.setitem(ros_environment, 'AMENT_PREFIX_PATH', str(tmp_path / 'prefix'))
    return share


def test_show_arguments_is_the_manual(ros2):
    result = ros2('launch', 'tested', 'tested.launch.py', '--show-args')
    assert result.returncode == 0
    assert result.stdout.splitlines() == [
        "Arguments (pass arguments as '<name>:=<value>'):",
        '',
        "    'code':",
        "        Exit code. Valid choices are: ['0', '3', 'wait']",
        '',
        "    'unused':",
        '        Nothing.',
        "        (default: 'u')",
    ]


def test_print_shows_the_description(ros2, package):
    result = ros2('launch', str(package / 'launch/tested.launch.py'), '--print')
    assert result.returncode == 0
    assert "├── Node(package='tested', executable='program', name='runner')" in result.stdout


def test_launch_files_in_xml_are_found_in_packages_and_by_path(ros2, package):
    path = package / 'launch/tested.launch.xml'
    path.write_text('<launch><arg name="a" default="b"/><log message="a is $(var a)"/></launch>')
    result = ros2('launch', 'tested', 'tested.launch.xml', 'a:=c')
    assert result.returncode == 0
    assert 'a is c' in result.stdout
    assert "'a':" in ros2('launch', str(path), '--show-args').stdout


def test_a_prefix_goes_before_the_executables_that_match(ros2, package):
    path = package / 'launch/tested.launch.yaml'
    path.write_text(
        'launch:\n'
        '- executable: {cmd: echo one, output: screen}\n'
        '- executable: {cmd: printf two, output: screen}\n'
    )
    result = ros2('launch', '--launch-prefix', 'echo before', str(path))
    assert 'before echo one' in result.stdout
    assert 'before printf two' in result.stdout
    filtered = ('--launch-prefix-filter', 'prin.*')
    result = ros2('launch', '--launch-prefix', 'echo before', *filtered, str(path))
    assert 'before echo one' not in result.stdout
    assert 'before printf two' in result.stdout
    result = ros2('launch', *filtered, str(path))
    assert result.returncode == 1
    assert '--launch-prefix-filter needs --launch-prefix' in result.stderr


def test_launch_ends_with_its_runner(ros2):
    result = ros2('launch', 'tested', 'tested.launch.py', 'code:=0')
    assert result.returncode == 0
    assert "arguments ['0', '--ros-args', '-r', '__node:=runner']" in result.stdout


def test_launch_fails_with_its_runner(ros2, package):
    result = ros2('launch', str(package / 'launch/tested.launch.py'), 'code:=3')
    assert result.returncode == 1
    assert 'exit code 3' in result.stdout
    assert 'the runner failed with 3' in result.stdout


@pytest.mark.parametrize(
    ('arguments', 'message'),
    [
        (['code:=7'], "value '7' is not valid"),
        ([], "needs the argument 'code'"),
        (['code'], "malformed launch argument 'code'"),
    ],
)
def test_mistakes_in_arguments_are_errors(ros2, arguments, message):
    result = ros2('launch', 'tested', 'tested.launch.py', *arguments)
    assert result.returncode == 1
    assert message in result.stdout + result.stderr


def test_an_unknown_launch_file_is_an_error_that_names_the_known(ros2):
    result = ros2('launch', 'tested', 'absent.launch.py')
    assert result.returncode == 1
    assert 'it has: tested.launch.py' in result.stderr


def test_ctrl_c_ends_a_launch(start_ros2):
    process = start_ros2('launch', 'tested', 'tested.launch.py', 'code:=wait')
    seen = 0
    for line in process.stdout:
        seen += 'arguments' in line
        if seen == 2:
            break
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=120)
    assert "sending signal 'SIGINT' to process[program-" in output
    assert 'Caught exception in launch' in output
    assert process.returncode == 1


def test_run_returns_the_exit_code_of_the_program(ros2):
    result = ros2('run', 'tested', 'program', '3', '--ros-args', '-p', 'a:=1')
    assert result.returncode == 3
    assert result.stdout == "arguments ['3', '--ros-args', '-p', 'a:=1']\n"
    result = ros2('run', '--prefix', 'echo run', 'tested', 'program', '3')
    assert result.stdout.startswith('run ')
    result = ros2('run', 'tested', 'absent')
    assert result.returncode == 1
    assert "no executable 'absent' in package 'tested'; it has: program" in result.stderr


def test_ctrl_c_reaches_the_program_that_is_run(start_ros2):
    process = start_ros2('run', 'tested', 'program', 'wait')
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=120)
    assert 'KeyboardInterrupt' in output
    assert process.returncode == -signal.SIGINT
