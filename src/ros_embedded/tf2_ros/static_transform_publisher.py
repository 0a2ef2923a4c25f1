# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Publish one static transform until stopped: ``python -m tf2_ros.static_transform_publisher``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

import rclpy
from geometry_msgs.msg import TransformStamped
from rclpy.executors import ExternalShutdownException
from rclpy.node import Node
from rclpy.utilities import remove_ros_args
from tf_transformations import quaternion_from_euler

from tf2_ros.static_transform_broadcaster import StaticTransformBroadcaster

_OFFSETS = ('x', 'y', 'z')
_ANGLES = ('roll', 'pitch', 'yaw')
_QUATERNION = ('qx', 'qy', 'qz', 'qw')
# Arguments without names, as ROS has had them before: by their number.
_UNNAMED = {
    8: (*_OFFSETS, 'yaw', 'pitch', 'roll', 'frame-id', 'child-frame-id'),
    9: (*_OFFSETS, *_QUATERNION, 'frame-id', 'child-frame-id'),
}


def parse_transform(arguments: Sequence[str]) -> TransformStamped:
    """
    Return the transform that the program's arguments mean.

    Exit with a usage message when they mean none.
    """
    parser = argparse.ArgumentParser(
        prog='static_transform_publisher',
        description='Publish a static transform until stopped.',
        epilog='Without names the arguments are: x y z yaw pitch roll frame_id child_frame_id, '
        'or x y z qx qy qz qw frame_id child_frame_id (deprecated).',
    )
    for name in _OFFSETS:
        parser.add_argument(f'--{name}', type=float, default=0.0, help=f'offset along {name} (m)')
    for name in _ANGLES:
        parser.add_argument(f'--{name}', type=float, help=f'{name} about a fixed axis (rad)')
    for name in _QUATERNION:
        parser.add_argument(f'--{name}', type=float, help=f'{name[1]} of the quaternion')
    parser.add_argument('--frame-id', required=True, help='parent frame')
    parser.add_argument('--child-frame-id', required=True, help='child frame')
    values = parser.parse_args(_named(arguments))
    angles = [getattr(values, name) for name in _ANGLES]
    quaternion = [getattr(values, name) for name in _QUATERNION]
    if any(each is not None for each in angles) and any(each is not None for each in quaternion):
        parser.error('give a quaternion or roll, pitch and yaw, not both')
    if values.frame_id == values.child_frame_id:
        parser.error(f"cannot publish a transform from '{values.frame_id}' to itself")
    if any(each is not None for each in quaternion):
        rotation = tuple(
            default if value is None else value
            for value, default in zip(quaternion, (0.0, 0.0, 0.0, 1.0), strict=True)
        )
    else:
        roll, pitch, yaw = (each or 0.0 for each in angles)
        rotation = quaternion_from_euler(roll, pitch, yaw)
    message = TransformStamped(child_frame_id=values.child_frame_id)
    message.header.frame_id = values.frame_id
    t, r = message.transform.translation, message.transform.rotation
    t.x, t.y, t.z = values.x, values.y, values.z
    r.x, r.y, r.z, r.w = rotation
    return message


def main(args: Sequence[str] | None = None) -> None:
    """Publish a transform until stopped."""
    command_line = list(sys.argv if args is None else ['static_transform_publisher', *args])
    transform = parse_transform(remove_ros_args(command_line)[1:])
    rclpy.init(args=command_line)
    try:
        # One program per transform is usual: their nodes need names of their own.
        node = Node(f'static_transform_publisher_{id(transform):x}')
        transform.header.stamp = node.get_clock().now().to_msg()
        StaticTransformBroadcaster(node).sendTransform(transform)
        t, r = transform.transform.translation, transform.transform.rotation
        node.get_logger().info(
            'Spinning until stopped - publishing transform\n'
            f"translation: ('{t.x:f}', '{t.y:f}', '{t.z:f}')\n"
            f"rotation: ('{r.x:f}', '{r.y:f}', '{r.z:f}', '{r.w:f}')\n"
            f"from '{transform.header.frame_id}' to '{transform.child_frame_id}'"
        )
        rclpy.spin(node)
    except (KeyboardInterrupt, ExternalShutdownException):
        return
    finally:
        rclpy.try_shutdown()


def _named(arguments: Sequence[str]) -> list[str]:
    names = _UNNAMED.get(len(arguments))
    if names is None or any(argument.startswith('--') for argument in arguments):
        return list(arguments)
    print(
        'Old-style arguments are deprecated; see --help for new-style arguments', file=sys.stderr
    )
    return [f'--{name}={value}' for name, value in zip(names, arguments, strict=True)]


if __name__ == '__main__':
    main()
