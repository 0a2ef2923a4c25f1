# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Bring up two arms under a LaVLA policy, in simulation or on a robot."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any

from ament_index_python.packages import PackageNotFoundError, get_package_prefix
from launch import LaunchContext, LaunchDescription, LaunchDescriptionEntity
from launch.actions import (
    DeclareLaunchArgument,
    LogInfo,
    OpaqueFunction,
    RegisterEventHandler,
    Shutdown,
)
from launch.event_handlers import OnProcessExit
from launch.events.process import ProcessExited
from launch.substitutions import LaunchConfiguration
from launch_ros.actions import Node

from lavla.nodes.run_configuration import RunConfiguration, RunConfigurationError, check_run
from lavla.robots import find_share_directory, known_robots

SWITCH = ['true', 'false']
ARGUMENTS: tuple[tuple[str, str, str, list[str] | None], ...] = (
    (
        'robot',
        'panda_duo_sim',
        f'Embodiment ({", ".join(known_robots())}) or the path of its YAML file. A simulated one '
        'comes with the simulator, fake with fake_driver; for others start the drivers yourself.',
        None,
    ),
    ('end_effector', 'gripper', 'What the arms end in.', ['gripper', 'inspire']),
    ('left_robot_ip', '', 'Address of the left arm; drivers are not started here yet.', None),
    ('right_robot_ip', '', 'Address of the right arm; drivers are not started here yet.', None),
    (
        'use_fake_hardware',
        'false',
        "Start fake_driver in place of the robot's drivers: its joints follow every set-point.",
        SWITCH,
    ),
    ('checkpoint', '', 'Folder of the policy; empty: the shipped models/lavla-mini.', None),
    ('device', 'cpu', 'Torch device of the networks: cpu, cuda, cuda:0, …', None),
    (
        'policy',
        'mini',
        'Rates, ages and arithmetic of the networks: a file of config/policies (mini, paper).',
        None,
    ),
    ('threads', '', "Torch threads of each network process; empty: the policy file's.", None),
    ('task', 'lift_pot', 'Task of the simulator.', None),
    ('instruction', '', "What the robot is told; empty: the task's first phrasing.", None),
    ('episodes', '0', 'Episodes to run before the launch ends; 0: run until Ctrl-C.', None),
    ('seed', '100000', 'Seed of the first simulated scene; the next ones count up.', None),
    ('real_time_factor', '', "Simulated seconds per second; empty: the robot file's.", None),
    ('record', 'false', 'Record a bag and a video of the intent.', SWITCH),
    ('bag_dir', '', 'Folder of bag, video and summary; empty: ./lavla_runs/<date-time>.', None),
    ('params_file', '', 'YAML file with node parameters; wins over all others.', None),
    ('namespace', '', 'Namespace of all nodes and topics.', None),
    ('respawn', 'true', 'Start a killed node again; otherwise its end ends the launch.', SWITCH),
    ('dry_run', 'false', 'Controllers compute set-points and do not send them.', SWITCH),
    ('rviz', 'false', 'Open RViz with the intent markers.', SWITCH),
    ('viewer', 'false', 'Open the viewer; not there yet.', SWITCH),
    ('log_level', 'info', 'Lowest level that is logged.', ['debug', 'info', 'warn', 'error']),
)


class NodeEnded(RuntimeError):
    """A node ended that the run cannot go on without."""


def generate_launch_description() -> LaunchDescription:
    """Return the launch description; `ros2 launch … --show-args` is its manual."""
    launch_wall_s = time.time()
    return LaunchDescription(
        [
            *(
                DeclareLaunchArgument(
                    name, default_value=default, description=description, choices=choices
                )
                for name, default, description, choices in ARGUMENTS
            ),
            OpaqueFunction(function=_set_up, args=[launch_wall_s]),
        ]
    )


def _set_up(context: LaunchContext, launch_wall_s: float) -> list[LaunchDescriptionEntity]:
    arguments = {name: LaunchConfiguration(name).perform(context) for name, *_ in ARGUMENTS}
    run = check_run(arguments)
    graph = Graph(run, arguments)
    robot = {'robot': arguments['robot']}
    policy = {'checkpoint': str(run.checkpoint), 'device': arguments['device']}
    policy |= _threads(arguments['threads'])
    if run.robot.simulated:
        factor = {} if run.real_time_factor is None else {'real_time_factor': run.real_time_factor}
        graph.add('simulator', robot | {'task': run.task, 'seed': run.seed} | factor, False)
    elif run.fake_hardware:
        graph.add('fake_driver', robot)
    graph.add('vision_encoder', robot | policy)
    graph.add('intent_predictor', robot | policy)
    graph.add('action_expert', policy)
    for side in (arm.side for arm in run.robot.arms):
        for part in ('arm_controller', 'hand_controller'):
            own = {'side': side, 'dry_run': arguments['dry_run'] == 'true'}
            graph.add(part, robot | own, name=f'{side}_{part}')
    recording = arguments['record'] == 'true'
    if recording:
        graph.add('recorder', {'directory': str(run.output), 'autostart': True})
    graph.add('intent_visualizer', robot)
    graph.add(
        'episode_runner',
        robot
        | {
            'task': run.task,
            'instruction': run.instruction,
            'episodes': run.episodes,
            'episode_seconds': run.episode_s,
            'seed': run.seed,
            'checkpoint': str(run.checkpoint),
            'recording': recording,
            'output': str(run.output),
            'launch_wall_time': launch_wall_s,
        },
        respawn=False,
        output_format='{line}',
    )
    if arguments['rviz'] == 'true':
        graph.actions.append(_rviz(arguments['namespace']))
    return graph.actions


def _threads(text: str) -> dict[str, int]:
    if not text:
        return {}
    if not text.isdecimal() or int(text) < 1:
        raise RunConfigurationError(f'threads: expected a whole number from 1, got {text!r}')
    return {'threads': int(text)}


class Graph:
    """The nodes of one run, each watched for its end."""

    def __init__(self, run: RunConfiguration, arguments: dict[str, str]) -> None:
        """Begin without nodes."""
        self.actions: list[LaunchDescriptionEntity] = []
        self._run = run
        self._params_files = [] if run.params_file is None else [str(run.params_file)]
        self._namespace = arguments['namespace']
        self._respawn = arguments['respawn'] == 'true'
        self._log_level = arguments['log_level']

    def add(
        self,
        executable: str,
        parameters: dict[str, Any],
        respawn: bool = True,
        name: str = '',
        **options: Any,
    ) -> None:
        """Add a node of this package; respawn says whether it may be started again."""
        name = name or executable
        respawn = respawn and self._respawn
        own = parameters | {'use_sim_time': self._run.robot.simulated}
        node = Node(
            package='lavla',
            executable=executable,
            name=name,
            namespace=self._namespace,
            parameters=[str(self._run.policy_file), own, *self._params_files],
            ros_arguments=['--log-level', self._log_level],
            output='screen',
            respawn=respawn,
            respawn_delay=1.0,
            sigterm_timeout='3',
            sigkill_timeout='1',
            additional_env={'OMP_NUM_THREADS': '1', 'PYTHONUNBUFFERED': '1'},
            **options,
        )
        watch = OnProcessExit(target_action=node, on_exit=_on_exit(name, respawn))
        self.actions += [RegisterEventHandler(watch), node]


def _on_exit(
    name: str, respawn: bool
) -> Callable[[ProcessExited, LaunchContext], Iterable[LaunchDescriptionEntity] | None]:
    """Return what happens when a node ends; an exception ends the launch with exit code 1."""

    def handle(
        event: ProcessExited, context: LaunchContext
    ) -> Iterable[LaunchDescriptionEntity] | None:
        if context.is_shutdown:
            return None
        if name == 'episode_runner' and event.returncode == 0:
            return [Shutdown(reason='the episodes are over')]
        if event.returncode > 0:
            raise NodeEnded(f'{name} gave up with exit code {event.returncode}: see its last line')
        how = 'ended' if event.returncode == 0 else f'was killed by signal {-event.returncode}'
        if not respawn:
            raise NodeEnded(f'{name} {how}')
        return [LogInfo(msg=f'{name} {how}; it is started again')]

    return handle


def _rviz(namespace: str) -> Node:
    try:
        get_package_prefix('rviz2')
    except PackageNotFoundError as error:
        raise RunConfigurationError(
            'rviz: the ROS 2 package rviz2 is not installed; use record:=true and play the MP4'
        ) from error
    layout = find_share_directory() / 'config' / 'rviz' / 'bimanual.rviz'
    return Node(
        package='rviz2',
        executable='rviz2',
        namespace=namespace,
        arguments=['-d', str(layout)],
        output='log',
    )
