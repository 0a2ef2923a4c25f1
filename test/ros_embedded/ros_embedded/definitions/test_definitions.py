# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Interfaces that come with the runtime, beyond the messages of rosbags' Jazzy store."""

from __future__ import annotations

import pytest
from control_msgs.action import FollowJointTrajectory, GripperCommand
from rclpy.serialization import deserialize_message, serialize_message
from rosidl_runtime_py import get_interfaces
from rosidl_runtime_py.utilities import get_interface

from ros_embedded.interfaces.type_hash import type_hash
from ros_embedded.packages.index import DEFINITIONS_FOLDER

# What the packages have in Jazzy.
SERVICES_AND_ACTIONS = {
    'action_msgs': 'srv/CancelGoal',
    'composition_interfaces': 'srv/ListNodes srv/LoadNode srv/UnloadNode',
    'control_msgs': 'srv/QueryCalibrationState srv/QueryTrajectoryState '
    'action/FollowJointTrajectory action/GripperCommand action/JointTrajectory '
    'action/ParallelGripperCommand action/PointHead action/SingleJointPosition',
    'diagnostic_msgs': 'srv/AddDiagnostics srv/SelfTest',
    'lifecycle_msgs': 'srv/ChangeState srv/GetAvailableStates srv/GetAvailableTransitions '
    'srv/GetState',
    'nav_msgs': 'srv/GetMap srv/GetPlan srv/LoadMap srv/SetMap',
    'rcl_interfaces': 'srv/DescribeParameters srv/GetLoggerLevels srv/GetParameterTypes '
    'srv/GetParameters srv/ListParameters srv/SetLoggerLevels srv/SetParameters '
    'srv/SetParametersAtomically',
    'sensor_msgs': 'srv/SetCameraInfo',
    'std_srvs': 'srv/Empty srv/SetBool srv/Trigger',
    'tf2_msgs': 'srv/FrameGraph action/LookupTransform',
    'type_description_interfaces': 'srv/GetTypeDescription',
    'visualization_msgs': 'srv/GetInteractiveMarkers',
}

# Hashes that a real ROS 2 gives: they tell that every field has the right name and type.
HASHES = {
    'composition_interfaces/srv/ListNodes_Request': (
        '57c879a1825b3fa15fd58e70d2e73223af6b9c45c7ae104cc107e73464d3a724'
    ),
    'composition_interfaces/srv/ListNodes_Response': (
        'b7cd8401aedcd85c4cedce384944001d5c1ab611e0164a8207045cfcaf4a2584'
    ),
    'composition_interfaces/srv/LoadNode_Request': (
        '7d3496175f54f92d652547e144c9b2a3b22afd604f84ed70adfcd1cfe35801b5'
    ),
    'control_msgs/msg/AdmittanceControllerState': (
        '8a23c54184ba101c9a733a0a882001edae478c8c3ea37132f9aae1d82fad0b73'
    ),
    'control_msgs/msg/GripperCommand': (
        '57eb8f326c9889ca8bb34ead82cc94cc09bf6bc5c3b6c09546dca3a00b589890'
    ),
    'control_msgs/msg/JointComponentTolerance': (
        '739ea7566931944d33830fa10f1bf5e7a7fbdc3172bce7a7eaac642bd6e3ffa4'
    ),
    'control_msgs/msg/JointJog': (
        'ba249455a20f70168a1acb7bf43b776b72ff1f7eb5fc4cfea443f749e963c6e7'
    ),
    'control_msgs/msg/JointTolerance': (
        'c254f9cece0f3b733017b6990fd46d1326e25242d6b8844398c97d9a88e7d648'
    ),
    'control_msgs/msg/MecanumDriveControllerState': (
        'c560d21a4484fd5f2c05896a11de3315f4c33535a203d3e8d62af4b6a9cd3355'
    ),
    'control_msgs/msg/MultiDOFCommand': (
        '033fb0fa1ffc63a872ca73c61a49ded83a22daa5cc3f074cc28949f73359e677'
    ),
    'control_msgs/msg/PidState': (
        '9ab329825048ab6152868c2d086fc19f5525ed2c6fec886f719577e1ae3a6acd'
    ),
    'control_msgs/msg/SingleDOFState': (
        'fe8365f86265bddfefbd26698975a818bf024a1c267c8ce577cd366ef06d7163'
    ),
    'control_msgs/msg/SteeringControllerStatus': (
        '151ec2fabdfdf10cabe982ceab9fec8882c9efff0effc8d07ba7a1d404cf8143'
    ),
    'control_msgs/srv/QueryTrajectoryState_Request': (
        'ec3322824b7a1ee850e03ff951f48b10395cab62a5a5662da32000f8b06aa791'
    ),
    'control_msgs/srv/QueryTrajectoryState_Response': (
        'f7b920129b8d5841312bcb89e6275508e19b3735a371b2df6e417447a44ea5db'
    ),
    'diagnostic_msgs/srv/SelfTest_Request': (
        '3bb94b497e74e9beed2dddc7212d3ae596696d30413bd1550fe932fc20efb8a4'
    ),
    'diagnostic_msgs/srv/SelfTest_Response': (
        '489da82e00dce6671cb0ff423a0f0939b546336fbfe49d6c7e64c9b89f898f57'
    ),
    'lifecycle_msgs/srv/ChangeState_Request': (
        'd74c6f524e14cade7b67e7297190360ed749264af300524fc1456f27cc2a553a'
    ),
    'nav_msgs/srv/LoadMap_Request': (
        '0f8fe3aac433c977d7c2f8b57ab1c3a17677e24880d76919b69e4208e99f5132'
    ),
    'nav_msgs/srv/LoadMap_Response': (
        'e7970ddf9f58e10d34b5eae6d2baca31b2b3e2f2fe6d082b3aae2a5f92777b2a'
    ),
    'nav_msgs/srv/SetMap_Request': (
        '5a83a0c20af4d79248fc3287524bf358b603fb5a05818b5ec85b50fa6e5d0266'
    ),
    'std_srvs/srv/SetBool_Request': (
        'c62fbb99d94e1b25e8ef9e109f9581956bb1b3361a45a4e5810c36a90d29932e'
    ),
    'visualization_msgs/srv/GetInteractiveMarkers_Request': (
        '7fa7e0830e3cbe9c15927a29fdc09fedcd9a86757e375f29ce6b0744cb0b6905'
    ),
    'visualization_msgs/srv/GetInteractiveMarkers_Response': (
        '414620cf7471b5469b159989af34edd1ed9276be592e43d1b7544204f4177302'
    ),
}
FILES = sorted(path for path in DEFINITIONS_FOLDER.rglob('*.*') if path.is_file())


@pytest.mark.parametrize('package', sorted(SERVICES_AND_ACTIONS))
def test_services_and_actions_are_complete(package: str) -> None:
    found = [name for name in get_interfaces([package])[package] if not name.startswith('msg/')]
    assert found == SERVICES_AND_ACTIONS[package].split()


@pytest.mark.parametrize('name', sorted(HASHES))
def test_hash_of_a_real_ros(name: str) -> None:
    assert type_hash(name) == f'RIHS01_{HASHES[name]}'


@pytest.mark.parametrize('path', FILES, ids=lambda path: f'{path.parts[-3]}/{path.stem}')
def test_every_interface_can_be_sent(path: object) -> None:
    package, kind, name = path.parts[-3], path.parts[-2], path.stem
    assert path.suffix == f'.{kind}'
    interface = get_interface(f'{package}/{kind}/{name}')
    parts = {'msg': [], 'srv': ['Request', 'Response'], 'action': ['Goal', 'Result', 'Feedback']}
    for cls in [getattr(interface, part) for part in parts[kind]] or [interface]:
        assert deserialize_message(serialize_message(cls()), cls) == cls()


def test_names_that_mean_a_message_and_an_action() -> None:
    goal = GripperCommand.Goal()
    goal.command.max_effort = 40.0
    assert goal.command.get_fields_and_field_types() == {
        'position': 'double',
        'max_effort': 'double',
    }
    result = FollowJointTrajectory.Result
    assert result(error_code=result.GOAL_TOLERANCE_VIOLATED).error_code == -5
