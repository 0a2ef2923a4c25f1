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


def test_mistakes_are_errors(ros2, talker):
    result = ros2('service', 'call', '--timeout', '0.2', '/absent', 'std_srvs/srv/SetBool')
    assert result.returncode == 1
    assert "service '/absent' is not available" in result.stderr
    result = ros2('service', 'call', '/a', 'std_srvs/srv/Absent')
    assert result.returncode == 1
    assert "unknown service type 'std_srvs/srv/Absent'" in result.stderr
    assert ros2('service', 'type', '/absent').returncode == 1
