# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 action send_goal`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from ros2cli.api.action_names import add_action_argument
from ros2cli.api.cli_node import HIDDEN_PREFIX, cli_node
from ros2cli.api.graph_completion import add_completed, complete_type
from ros2cli.api.interfaces import fill_message, load_type, parse_values
from ros2cli.api.spin import spin_until
from ros2cli.cli_error import CliError

if TYPE_CHECKING:
    from rclpy.node import Node
    from rclpy.task import Future

# How long an interrupted call waits to hear whether there is a goal to cancel.
_ANSWER_S = 2.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_action_argument(parser)
    add_completed(
        parser,
        'action_type',
        complete_type('action'),
        help="Type of the ROS action ('example_interfaces/action/Fibonacci')",
    )
    parser.add_argument(
        'goal', nargs='?', default='{}', help="Values of the goal in YAML ('{order: 10}')"
    )
    parser.add_argument(
        '-f', '--feedback', action='store_true', help='Echo feedback messages for the goal'
    )


def main(args: argparse.Namespace) -> None:
    """Send a goal, and print its result; Ctrl-C cancels the goal."""
    from rclpy.action import ActionClient
    from rclpy.signals import uninstall_signal_handlers

    action_type = load_type(args.action_type, 'action')
    values = parse_values(args.goal, args.action_type)
    goal = fill_message(action_type.Goal(), values, args.action_type)
    name = f'{HIDDEN_PREFIX}ros2cli_send_goal_{args.action_type.replace("/", "_")}'
    with cli_node(name=name) as node:
        # Ctrl-C must not end the context: the goal is to be canceled first.
        uninstall_signal_handlers()
        try:
            client = ActionClient(node, action_type, args.action_name)
        except ValueError as error:
            raise CliError(str(error)) from error
        print('Waiting for an action server to become available...', flush=True)
        spin_until(node, client.server_is_ready)
        print(f'Sending goal:\n     {_text(goal)}', flush=True)
        future = client.send_goal_async(goal, _print_feedback if args.feedback else None)
        try:
            _follow(node, future)
        except KeyboardInterrupt:
            _cancel(node, future)
            raise


def _text(message: Any) -> str:
    from rosidl_runtime_py import message_to_yaml

    return message_to_yaml(message)


def _print_feedback(message: Any) -> None:
    print(f'Feedback:\n    {_text(message.feedback)}', flush=True)


def _follow(node: Node, goal_future: Future) -> None:
    """Print what becomes of a goal."""
    from rclpy.action.goal_state import status_name

    spin_until(node, goal_future.done)
    goal_handle = goal_future.result()
    if not goal_handle.accepted:
        print('Goal was rejected.')
        return
    print(f'Goal accepted with ID: {bytes(goal_handle.goal_id.uuid).hex()}\n', flush=True)
    future = goal_handle.get_result_async()
    spin_until(node, future.done)
    response = future.result()
    print(f'Result:\n    {_text(response.result)}')
    print(f'Goal finished with status: {status_name(response.status)}')


def _cancel(node: Node, goal_future: Future) -> None:
    """Cancel a goal, if it was accepted."""
    if not spin_until(node, goal_future.done, _ANSWER_S):
        return
    goal_handle = goal_future.result()
    if not goal_handle.accepted:
        return
    print('Canceling goal...', flush=True)
    future = goal_handle.cancel_goal_async()
    spin_until(node, future.done)
    if goal_handle.goal_id not in [info.goal_id for info in future.result().goals_canceling]:
        raise CliError('Failed to cancel goal: the action server did not accept it')
    print('Goal canceled.', flush=True)
