# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
A node with one of everything that the tools of the other side look at.

It is an ordinary rclpy program: it runs on a real ROS 2 and on ros_embedded alike.
"""

from __future__ import annotations

import rclpy
from geometry_msgs.msg import TransformStamped
from rcl_interfaces.msg import FloatingPointRange, ParameterDescriptor
from rclpy.action import ActionServer
from rclpy.executors import ExternalShutdownException, MultiThreadedExecutor
from rclpy.lifecycle import LifecycleNode, LifecycleState, TransitionCallbackReturn
from rclpy.node import Node
from rclpy.qos import DurabilityPolicy, QoSProfile, qos_profile_sensor_data
from sensor_msgs.msg import Image, JointState
from std_msgs.msg import String
from std_srvs.srv import SetBool
from tf2_msgs.action import LookupTransform
from tf2_ros import StaticTransformBroadcaster

PERIOD_S = 0.2
WIDTH, HEIGHT = 640, 480
LATCHED = QoSProfile(depth=1, durability=DurabilityPolicy.TRANSIENT_LOCAL)


class Peer(Node):
    """Publish, listen, serve, log, act."""

    def __init__(self) -> None:
        """Open everything."""
        super().__init__('interop_peer')
        span = FloatingPointRange(from_value=0.0, to_value=10.0)
        self.declare_parameter('gain', 1.5, ParameterDescriptor(floating_point_range=[span]))
        self._chatter = self.create_publisher(String, 'interop/chatter', 10)
        self._joints = self.create_publisher(JointState, 'interop/joints', 10)
        self._images = self.create_publisher(Image, 'interop/image', qos_profile_sensor_data)
        self._last_heard = self.create_publisher(String, 'interop/last_heard', LATCHED)
        self.create_subscription(String, 'interop/heard', self._last_heard.publish, 10)
        self.create_service(SetBool, '~/flip', self._flip)
        self.create_timer(PERIOD_S, self._publish)
        self._transforms = StaticTransformBroadcaster(self)
        transform = TransformStamped()
        transform.header.frame_id, transform.child_frame_id = 'world', 'interop_tool'
        transform.header.stamp = self.get_clock().now().to_msg()
        transform.transform.rotation.w = 1.0
        self._transforms.sendTransform(transform)
        self._action = ActionServer(self, LookupTransform, 'interop/look_up', self._look_up)

    def _publish(self) -> None:
        now = self.get_clock().now().to_msg()
        self._chatter.publish(String(data='hello'))
        joints = JointState(name=['a', 'b'], position=[0.25, -1.5])
        joints.header.stamp = now
        self._joints.publish(joints)
        image = Image(height=HEIGHT, width=WIDTH, encoding='rgb8', step=3 * WIDTH)
        image.header.stamp = now
        image.data = bytes(3 * WIDTH * HEIGHT)
        self._images.publish(image)
        self.get_logger().info('still here')

    def _flip(self, request: SetBool.Request, response: SetBool.Response) -> SetBool.Response:
        response.success, response.message = request.data, f'flipped to {request.data}'
        return response

    def _look_up(self, goal_handle) -> LookupTransform.Result:
        goal_handle.publish_feedback(LookupTransform.Feedback())
        result = LookupTransform.Result()
        result.transform.header.frame_id = goal_handle.request.target_frame
        result.transform.child_frame_id = goal_handle.request.source_frame
        goal_handle.succeed()
        return result


class Managed(LifecycleNode):
    """A lifecycle node that agrees to every transition."""

    def on_configure(self, state: LifecycleState) -> TransitionCallbackReturn:
        """Agree."""
        self.get_logger().info(f'configured, it was {state.label}')
        return TransitionCallbackReturn.SUCCESS


def main() -> None:
    """Spin until interrupted."""
    rclpy.init()
    executor = MultiThreadedExecutor()
    nodes = [Peer(), Managed('interop_managed')]
    for node in nodes:
        executor.add_node(node)
    print('ready', flush=True)
    try:
        executor.spin()
    except (KeyboardInterrupt, ExternalShutdownException):
        print('interrupted', flush=True)
    finally:
        for node in nodes:
            node.destroy_node()
        rclpy.try_shutdown()


if __name__ == '__main__':
    main()
