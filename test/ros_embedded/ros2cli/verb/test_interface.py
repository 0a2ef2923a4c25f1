# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 interface` and `ros2 pkg`."""

import io

import pytest
from ros2cli.cli import main


def test_show_expands_nested_messages(capsys):
    assert main(['interface', 'show', 'geometry_msgs/msg/PoseStamped', '--no-comments']) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:4] == [
        'std_msgs/Header header',
        '\tbuiltin_interfaces/Time stamp',
        '\t\tint32 sec',
        '\t\tuint32 nanosec',
    ]
    assert any(line.startswith('\t\tfloat64 w') for line in lines)


def test_show_of_a_service(capsys):
    assert main(['interface', 'show', 'std_srvs/srv/SetBool', '--no-comments']) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if line]
    assert lines == ['bool data', '---', 'bool success', 'string message']


def test_show_of_the_type_on_standard_input(capsys, monkeypatch):
    monkeypatch.setattr('sys.stdin', io.StringIO('std_msgs/msg/String\n'))
    assert main(['interface', 'show', '-', '--no-comments']) == 0
    assert capsys.readouterr().out.strip() == 'string data'


def test_the_manifest_of_a_package(capsys):
    assert main(['pkg', 'xml', 'lavla']) == 0
    assert '<name>lavla</name>' in capsys.readouterr().out
    assert main(['pkg', 'xml', 'lavla', '--tag', 'license']) == 0
    assert capsys.readouterr().out == 'Apache-2.0\n'


def test_lists(capsys):
    assert main(['interface', 'list', '-s']) == 0
    text = capsys.readouterr().out
    assert text.startswith('Services:\n')
    assert '    std_srvs/srv/Trigger\n' in text
    assert main(['interface', 'package', 'std_srvs']) == 0
    assert 'std_srvs/srv/SetBool\n' in capsys.readouterr().out
    assert main(['interface', 'packages', '-m']) == 0
    assert 'sensor_msgs\n' in capsys.readouterr().out


def test_proto(capsys):
    assert main(['interface', 'proto', 'std_srvs/srv/SetBool']) == 0
    assert capsys.readouterr().out == '"data: false\n"\n'


@pytest.mark.parametrize(
    ('arguments', 'message'),
    [
        (['interface', 'show', 'std_msgs/msg/Absent'], "unknown interface 'std_msgs/msg/Absent'"),
        (['interface', 'show', 'Absent'], "'Absent' is no interface type"),
        (['interface', 'package', 'absent'], "unknown package 'absent'"),
        (['pkg', 'prefix', 'absent'], "package 'absent' not found"),
        (['pkg', 'xml', 'absent'], "package 'absent' not found"),
        (['pkg', 'xml', 'lavla', '-t', 'colour'], "has no tag 'colour'"),
        (['run', 'absent', 'a'], "package 'absent' not found"),
        (['launch', 'absent', 'a.launch.py'], "package 'absent' not found"),
        (['launch', 'absent.launch.py'], "no launch file 'absent.launch.py'"),
        (['bag', 'info', 'absent'], "there is no bag 'absent'"),
        (['bag', 'play', 'absent'], "there is no bag 'absent'"),
        (['bag', 'record'], 'nothing to record'),
    ],
)
def test_what_is_unknown_is_one_line_and_an_error(capsys, arguments, message):
    assert main(arguments) == 1
    text = capsys.readouterr().err
    assert message in text
    assert len(text.splitlines()) == 1


def test_help_of_commands_and_verbs(capsys):
    assert main([]) == 0
    assert 'launch' in capsys.readouterr().out
    assert main(['topic']) == 0
    assert 'Print the average publishing rate' in capsys.readouterr().out
    with pytest.raises(SystemExit) as stop:
        main(['topic', 'hertz'])
    assert stop.value.code == 2
