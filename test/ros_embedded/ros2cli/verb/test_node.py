# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 node`."""


def test_list(ros2, talker):
    assert ros2('node', 'list').stdout == '/robot/talker\n'
    assert ros2('node', 'list', '-c').stdout == '1\n'


def test_info(ros2, talker):
    text = ros2('node', 'info', '/robot/talker').stdout
    assert text.startswith(
        '/robot/talker\n  Subscribers:\n    /robot/heard: std_msgs/msg/String\n'
    )
    assert '    /robot/joints: sensor_msgs/msg/JointState\n' in text.split('Publishers:')[1]
    assert '/robot/talker/switch: std_srvs/srv/SetBool' in text.split('Service Servers:')[1]


def test_an_unknown_node_is_an_error(ros2, talker):
    result = ros2('node', 'info', '/nobody')
    assert result.returncode == 1
    assert "unknown node '/nobody'" in result.stderr
