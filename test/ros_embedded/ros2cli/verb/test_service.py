# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 service`."""


def test_list_and_type(ros2, talker):
    lines = ros2('service', 'list', '-t').stdout.splitlines()
    assert '/robot/talker/switch [std_srvs/srv/SetBool]' in lines
    assert ros2('service', 'type', '/robot/talker/switch').stdout == 'std_srvs/srv/SetBool\n'


def test_call(ros2, talker):
    result = ros2('service', 'call', 'robot/talker/switch', 'std_srvs/srv/SetBool', 'data: true')
    assert result.returncode == 0
    assert 'requester: making request: std_srvs.srv.SetBool_Request(data=True)' in result.stdout
    assert "response:\nstd_srvs.srv.SetBool_Response(success=True, message='switched')" in (
        result.stdout
    )


def test_call_says_that_it_waits(here):
    code, output, errors = here('service', 'call', '--timeout', '0.1', '/a', 'std_srvs/srv/Empty')
    assert code == 1
    assert output.startswith('waiting for service to become available...\n')
    assert "service '/a' is not available after 0.1 s" in errors


def test_mistakes_are_errors(ros2, talker):
    result = ros2('service', 'call', '--timeout', '0.2', '/absent', 'std_srvs/srv/SetBool')
    assert result.returncode == 1
    assert "service '/absent' is not available" in result.stderr
    result = ros2('service', 'call', '/a', 'std_srvs/srv/Absent')
    assert result.returncode == 1
    assert "unknown service type 'std_srvs/srv/Absent'" in result.stderr
    assert ros2('service', 'type', '/absent').returncode == 1


def test_info_and_find(here, talker):
    code, output, _ = here('service', 'info', '/robot/talker/switch')
    assert code == 0
    assert output == 'Type: std_srvs/srv/SetBool\nClients count: 0\nServices count: 1\n'
    assert here('service', 'find', 'std_srvs/srv/SetBool')[1] == '/robot/talker/switch\n'
    assert here('service', 'find', '-c', 'std_srvs/srv/Empty')[1] == '0\n'
    assert here('service', 'info', '/absent')[0] == 1


def test_echo_says_what_is_missing(here):
    code, _, errors = here('service', 'echo', '/robot/talker/switch')
    assert code == 1
    assert 'service introspection does not exist here' in errors
