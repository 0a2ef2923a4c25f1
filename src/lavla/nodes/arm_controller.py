# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Turn `action_chunk` into safe, smooth set-points of one arm."""

from __future__ import annotations

from lavla.control import JointController
from lavla.nodes.controller_node import ControllerNode
from lavla.nodes.controller_process import run_controller_and_exit
from lavla.nodes.gate_parameters import declare_gate_parameters
from lavla.nodes.parameter_declaration import declare_text
from lavla.robots import SIDES, load_robot

NAME = 'arm_controller'
FOLLOWING_ERROR_MAX_RAD = 0.5
# An arm that gets no set-points follows none.
NO_FOLLOWING_ERROR = 1e9


class ArmControllerNode(ControllerNode):
    """Run the safety gate of one arm at 60 Hz."""

    def __init__(self) -> None:
        """Load the robot and connect its arm."""
        super().__init__(NAME)
        robot = load_robot(
            declare_text(self, 'robot', 'panda_duo_sim', 'Name or file of the robot.')
        )
        arm = robot.arm(declare_text(self, 'side', 'left', 'Which arm.', SIDES))
        settings = declare_gate_parameters(
            self,
            robot.control,
            robot.control.rate_hz,
            arm.speed_scale,
            NO_FOLLOWING_ERROR if self.dry_run else FOLLOWING_ERROR_MAX_RAD,
        )
        gate = JointController(arm.limits, settings, arm.kinematics, arm.workspace)
        self.connect(gate, arm.joint_names, arm.trajectory_topic)


def main() -> None:
    """Run the node."""
    run_controller_and_exit(ArmControllerNode, NAME)
