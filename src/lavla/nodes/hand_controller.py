# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Turn `action_chunk` into safe, smooth set-points of one gripper or hand."""

from __future__ import annotations

from lavla.control import JointController
from lavla.nodes.command_filter import CommandFilter
from lavla.nodes.controller_node import ControllerNode
from lavla.nodes.controller_process import run_controller_and_exit
from lavla.nodes.gate_parameters import declare_gate_parameters
from lavla.nodes.parameter_declaration import declare_boolean, declare_float, declare_text
from lavla.robots import SIDES, load_robot

NAME = 'hand_controller'
# Fingers that hold something are meant to stay behind their command.
NO_FOLLOWING_ERROR = 1e9


class HandControllerNode(ControllerNode):
    """Run the safety gate of one hand; a gripper gets set-points when its command changes."""

    def __init__(self) -> None:
        """Load the robot and connect its hand."""
        super().__init__(NAME)
        robot = load_robot(
            declare_text(self, 'robot', 'panda_duo_sim', 'Name or file of the robot.')
        )
        hand = robot.hand(declare_text(self, 'side', 'left', 'Which hand.', SIDES))
        on_change = declare_boolean(
            self, 'command_on_change', hand.command_on_change, 'Send only changed commands.'
        )
        dead_band = declare_float(
            self,
            'command_deadband',
            hand.command_deadband,
            "Smallest change that is sent, in the joints' unit.",
            0.0,
            10.0,
        )
        settings = declare_gate_parameters(
            self, robot.control, hand.rate_hz, 1.0, NO_FOLLOWING_ERROR
        )
        self.connect(
            JointController(hand.limits, settings),
            hand.joint_names,
            hand.trajectory_topic,
            CommandFilter(dead_band) if on_change else None,
        )


def main() -> None:
    """Run the node."""
    run_controller_and_exit(HandControllerNode, NAME)
