# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Stand in for the drivers of a robot: joints that follow every trajectory exactly."""

from __future__ import annotations

from functools import partial

from rclpy.qos import QoSProfile
from sensor_msgs.msg import JointState
from std_msgs.msg import Header
from trajectory_msgs.msg import JointTrajectory

from lavla.control.trajectory_player import TrajectoryError
from lavla.nodes.joint_followers import JointFollowers
from lavla.nodes.node_process import ProcessNode, run_node_and_exit
from lavla.nodes.parameter_declaration import declare_float, declare_text
from lavla.nodes.ros_time import now_seconds, stamp
from lavla.robots import known_robots, load_robot

NAME = 'fake_driver'


class FakeDriverNode(ProcessNode):
    """
    Publish joint_states of joints that start at home and follow the set-points.

    There is no dynamics and no camera: it serves to try controllers, names and rates on the
    wall clock without a robot.
    """

    def __init__(self) -> None:
        """Declare parameters and open the topics of every part of the robot."""
        super().__init__(NAME)
        robot = load_robot(
            declare_text(
                self,
                'robot',
                'fake',
                f'Robot: {", ".join(known_robots())}, or the path of a YAML file.',
            )
        )
        rate_hz = declare_float(
            self, 'joint_state_rate_hz', 200.0, 'Rate of joint_states, Hz.', 1.0, 1000.0
        )
        self._robot = robot
        self._followers = JointFollowers(robot)
        self._followers.hold(robot.home)
        for topic in self._followers.topics:
            self.create_subscription(
                JointTrajectory, topic, partial(self._follow, topic), QoSProfile(depth=1)
            )
        self._joint_states = self.create_publisher(
            JointState, 'joint_states', QoSProfile(depth=10)
        )
        self.create_timer(1.0 / rate_hz, self._publish)
        self.get_logger().info(
            f'no hardware: {len(robot.joint_names)} joints of {robot.name} follow set-points'
        )

    def _follow(self, topic: str, message: JointTrajectory) -> None:
        try:
            self._followers.follow(topic, message, now_seconds(self))
        except TrajectoryError as error:
            self.get_logger().error(
                f'{topic}: trajectory dropped: {error}', throttle_duration_sec=1.0
            )

    def _publish(self) -> None:
        now_s = now_seconds(self)
        positions, velocities = self._followers.sample(now_s)
        self._joint_states.publish(
            JointState(
                header=Header(stamp=stamp(now_s)),
                name=list(self._robot.joint_names),
                position=positions.tolist(),
                velocity=velocities.tolist(),
            )
        )


def main() -> None:
    """Run the node."""
    run_node_and_exit(FakeDriverNode, NAME)
