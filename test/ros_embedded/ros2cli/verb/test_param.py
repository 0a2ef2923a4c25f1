# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 param`."""

import yaml


def test_list(ros2, talker):
    lines = ros2('param', 'list').stdout.splitlines()
    assert lines[0] == '/robot/talker:'
    assert {'  gain', '  names', '  nested.flag'} <= set(lines)
    assert '  gain (type: double)' in ros2('param', 'list', '/robot/talker', '--param-type').stdout


def test_get_and_set(ros2, talker):
    result = ros2('param', 'set', '/robot/talker', 'gain', '0.75')
    assert (result.returncode, result.stdout) == (0, 'Set parameter successful\n')
    assert ros2('param', 'get', '/robot/talker', 'gain').stdout == 'Double value is: 0.75\n'
    assert ros2('param', 'get', '/robot/talker', 'names', '--hide-type').stdout == "['a', 'b']\n"


def test_a_value_that_is_refused_is_an_error_with_the_reason(ros2, talker):
    result = ros2('param', 'set', '/robot/talker', 'gain', '5.0')
    assert result.returncode == 1
    assert "setting parameter 'gain' failed" in result.stderr
    assert '5.0' in result.stderr


def test_dump_is_a_parameter_file(ros2, talker):
    content = yaml.safe_load(ros2('param', 'dump', '/robot/talker').stdout)
    parameters = content['/robot/talker']['ros__parameters']
    assert parameters['names'] == ['a', 'b']
    assert parameters['nested'] == {'flag': True}


def test_describe(ros2, talker):
    text = ros2('param', 'describe', '/robot/talker', 'gain').stdout
    assert text.splitlines() == [
        'Parameter name: gain',
        '  Type: double',
        '  Description: The gain.',
        '  Constraints:',
        '    Min value: 0.0',
        '    Max value: 1.0',
    ]


def test_what_is_unknown_is_an_error(ros2, talker):
    result = ros2('param', 'get', '/robot/talker', 'absent')
    assert result.returncode == 1
    assert "parameter 'absent' of '/robot/talker' is not set" in result.stderr
    result = ros2('param', 'get', '--timeout', '0.3', '/nobody', 'gain')
    assert result.returncode == 1
    assert "node '/nobody' not found" in result.stderr


def test_list_below_a_prefix(here, talker):
    arguments = ['param', 'list', '/robot/talker', '--param-prefixes', 'nested']
    assert here(*arguments)[:2] == (0, '  nested.flag\n')


def test_load(here, talker, tmp_path):
    path = tmp_path / 'parameters.yaml'
    path.write_text(
        '/**: {ros__parameters: {names: [c]}}\n'
        '/robot/talker: {ros__parameters: {gain: 0.25, nested.flag: false}}\n'
    )
    code, output, _ = here('param', 'load', '/robot/talker', str(path), '--no-use-wildcard')
    assert (code, output.splitlines()) == (
        0,
        ['Set parameter gain successful', 'Set parameter nested.flag successful'],
    )
    assert here('param', 'get', '/robot/talker', 'gain')[1] == 'Double value is: 0.25\n'
    assert here('param', 'load', '/robot/talker', str(path))[0] == 0
    assert here('param', 'get', '/robot/talker', 'names')[1] == "String values are: ['c']\n"
    path.write_text('/robot/talker: {ros__parameters: {gain: 7.0, names: [d]}}')
    code, output, errors = here('param', 'load', '/robot/talker', str(path))
    assert (code, output) == (1, 'Set parameter names successful\n')
    assert errors.startswith('Set parameter gain failed: ')


def test_load_of_a_file_for_others_is_an_error(here, talker, tmp_path):
    path = tmp_path / 'parameters.yaml'
    path.write_text('/other: {ros__parameters: {gain: 0.25}}')
    code, _, errors = here('param', 'load', '/robot/talker', str(path))
    assert code == 1
    assert "has nothing for node '/robot/talker'" in errors
    code, _, errors = here('param', 'load', '/robot/talker', str(tmp_path / 'absent.yaml'))
    assert code == 1
    assert 'cannot read parameter file' in errors


def test_delete(here, talker):
    code, output, _ = here('param', 'delete', '/robot/talker', 'extra')
    assert (code, output) == (0, 'Deleted parameter successfully\n')
    code, _, errors = here('param', 'delete', '/robot/talker', 'gain')
    assert code == 1
    assert "deleting parameter 'gain' failed: " in errors
    assert here('param', 'delete', '/robot/talker', 'absent')[0] == 1
