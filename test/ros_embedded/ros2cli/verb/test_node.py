# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 node`."""


def test_list(ros2, talker):
    assert ros2('node', 'list').stdout == '/robot/talker\n'
    assert ros2('node', 'list', '-c').stdout == '1\n'


def test_info(here, talker):
    parameter_services = {
        'describe_parameters': 'DescribeParameters',
        'get_parameter_types': 'GetParameterTypes',
        'get_parameters': 'GetParameters',
        'list_parameters': 'ListParameters',
        'set_parameters': 'SetParameters',
        'set_parameters_atomically': 'SetParametersAtomically',
    }
    lines = here('node', 'info', 'robot/talker')[1].splitlines()
    start = lines.index('  Service Servers:')
    assert lines[:start] == [
        '/robot/talker',
        '  Subscribers:',
        '    /robot/heard: std_msgs/msg/String',
        '  Publishers:',
        '    /parameter_events: rcl_interfaces/msg/ParameterEvent',
        '    /robot/chatter: std_msgs/msg/String',
        '    /robot/joints: sensor_msgs/msg/JointState',
        '    /robot/latched: std_msgs/msg/String',
        '    /rosout: rcl_interfaces/msg/Log',
    ]
    end = lines.index('  Service Clients:')
    assert lines[start + 1 : end] == sorted(
        [
            *(
                f'    /robot/talker/{name}: rcl_interfaces/srv/{kind}'
                for name, kind in parameter_services.items()
            ),
            '    /robot/talker/get_type_description: '
            'type_description_interfaces/srv/GetTypeDescription',
            '    /robot/talker/switch: std_srvs/srv/SetBool',
        ]
    )
    # As in ROS 2, an empty line stands for an empty group.
    assert lines[end:] == [
        '  Service Clients:',
        '',
        '  Action Servers:',
        '',
        '  Action Clients:',
        '',
    ]


def test_an_unknown_node_is_an_error(ros2, talker):
    result = ros2('node', 'info', '/nobody')
    assert result.returncode == 1
    assert "unknown node '/nobody'" in result.stderr
