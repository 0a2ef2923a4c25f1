# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of the simulator on a running graph."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import SimpleNamespace

import numpy as np
import pytest
from builtin_interfaces.msg import Duration, Time
from rclpy.node import Node
from rclpy.publisher import Publisher
from rclpy.qos import DurabilityPolicy, QoSProfile, qos_profile_sensor_data
from rosgraph_msgs.msg import Clock
from sensor_msgs.msg import CameraInfo, CompressedImage, Image, JointState
from std_srvs.srv import Trigger
from trajectory_msgs.msg import JointTrajectory, JointTrajectoryPoint

from lavla.msg import EpisodeEvent
from lavla.nodes import node_process, simulator
from lavla.nodes.image_messages import image_array
from lavla.nodes.ros_time import stamp
from lavla.nodes.simulator import SimulatorNode
from lavla.robots import load_robot
from lavla.sim import CONTROL_PERIOD_S, BimanualEnv, RenderingError, make_expert
from lavla.sim.snapshot_renderer import SnapshotRenderer
from lavla.sim.tasks.lift_pot import LiftPot

ROBOT = load_robot('panda_duo_sim')
ARM_TOPIC = ROBOT.arm('left').trajectory_topic
HAND_TOPIC = ROBOT.hand('right').trajectory_topic


@pytest.fixture
def graph(make_graph, wait_until) -> SimpleNamespace:
    """Return a running simulator with a client that keeps what it publishes."""
    ros = make_graph('seed:=5', 'image_size:=64', 'real_time_factor:=0.0')
    client = ros.add(Node('client'))
    seen = SimpleNamespace(clock=[], joints=[], images=[], jpegs=[], infos=[], events=[])

    def keep(kind: type, topic: str, name: str, qos: QoSProfile) -> None:
        client.create_subscription(kind, topic, getattr(seen, name).append, qos)

    sensor = qos_profile_sensor_data
    keep(Clock, '/clock', 'clock', sensor)
    keep(JointState, 'joint_states', 'joints', QoSProfile(depth=10))
    keep(Image, 'camera/head/image_raw', 'images', sensor)
    keep(CompressedImage, 'camera/left_wrist/image_raw/compressed', 'jpegs', sensor)
    keep(CameraInfo, 'camera/head/camera_info', 'infos', sensor)
    latched = QoSProfile(depth=10, durability=DurabilityPolicy.TRANSIENT_LOCAL)
    keep(EpisodeEvent, 'episode_event', 'events', latched)
    node = ros.add(SimulatorNode())
    wait_until(lambda: seen.joints and seen.clock)
    return SimpleNamespace(node=node, client=client, seen=seen, wait_until=wait_until)


def position(graph: SimpleNamespace, joint: str) -> float:
    newest = graph.seen.joints[-1]
    return newest.position[list(newest.name).index(joint)]


def trajectory(names: tuple[str, ...], positions: list[float], seconds: int) -> JointTrajectory:
    point = JointTrajectoryPoint(
        positions=positions,
        velocities=[0.0] * len(positions),
        time_from_start=Duration(sec=seconds),
    )
    return JointTrajectory(joint_names=list(names), points=[point])


def connect(graph: SimpleNamespace, topic: str) -> Publisher:
    publisher = graph.client.create_publisher(JointTrajectory, topic, 1)
    graph.wait_until(publisher.get_subscription_count)
    return publisher


def send(graph: SimpleNamespace, topic: str, message: JointTrajectory) -> None:
    connect(graph, topic).publish(message)


def let_time_pass(graph: SimpleNamespace, seconds: float) -> None:
    def now_s() -> float:
        newest = graph.seen.clock[-1].clock
        return newest.sec + newest.nanosec * 1e-9

    end_s = now_s() + seconds
    graph.wait_until(lambda: now_s() >= end_s)


def test_cameras_show_the_scene_with_their_intrinsics(graph: SimpleNamespace) -> None:
    graph.wait_until(lambda: graph.seen.images and graph.seen.jpegs and graph.seen.infos)
    image = graph.seen.images[-1]
    assert (image.height, image.width, image.encoding) == (64, 64, 'rgb8')
    assert image.header.frame_id == 'head_camera_optical_frame'
    assert image_array(image).std() > 20.0
    assert bytes(graph.seen.jpegs[-1].data[:2]) == b'\xff\xd8'
    info = graph.seen.infos[-1]
    expected = ROBOT.camera('head').intrinsics() * (64 / 224)
    assert info.k[0] == pytest.approx(expected[0, 0])
    assert list(info.k[2:6:3]) == [32.0, 32.0]


def test_joints_follow_trajectories_of_arm_and_hand(graph: SimpleNamespace) -> None:
    arm = ROBOT.arm('left')
    goal = arm.home + 0.2
    send(graph, ARM_TOPIC, trajectory(arm.joint_names, goal.tolist(), 1))
    hand = ROBOT.hand('right')
    send(graph, HAND_TOPIC, trajectory(hand.joint_names, [0.01], 1))
    let_time_pass(graph, 2.0)
    newest = graph.seen.joints[-1]
    assert tuple(newest.name) == ROBOT.joint_names
    np.testing.assert_allclose(newest.position[:7], goal, atol=5e-3)
    assert position(graph, 'right_panda_finger_joint1') == pytest.approx(0.01, abs=1e-3)
    assert position(graph, 'left_panda_finger_joint1') == pytest.approx(0.04, abs=1e-3)


def _other_names(message: JointTrajectory) -> None:
    message.joint_names = [f'joint{number}' for number in range(7)]


def _not_a_number(message: JointTrajectory) -> None:
    message.points[0].positions = [float('nan')] * 7


def _too_short(message: JointTrajectory) -> None:
    message.points[0].positions = [0.0] * 6


@pytest.mark.parametrize('break_message', [_other_names, _not_a_number, _too_short])
def test_malformed_trajectory_moves_nothing_and_is_logged(
    graph: SimpleNamespace, break_message: Callable[[JointTrajectory], None], capfd
) -> None:
    arm = ROBOT.arm('left')
    message = trajectory(arm.joint_names, (arm.home + 0.2).tolist(), 1)
    break_message(message)
    before = np.array(graph.seen.joints[-1].position)
    send(graph, ARM_TOPIC, message)
    let_time_pass(graph, 1.5)
    np.testing.assert_allclose(graph.seen.joints[-1].position, before, atol=2e-3)
    logged = ''.join(capfd.readouterr())
    assert f'{ARM_TOPIC}: trajectory dropped' in logged


def test_reset_starts_the_next_scene_and_time_goes_on(graph: SimpleNamespace) -> None:
    client = graph.client.create_client(Trigger, 'simulator/reset')
    graph.wait_until(client.service_is_ready)
    hand = ROBOT.hand('right')
    send(graph, HAND_TOPIC, trajectory(hand.joint_names, [0.0], 1))
    let_time_pass(graph, 1.5)
    messages = []
    for _ in range(2):
        future = client.call_async(Trigger.Request())
        graph.wait_until(future.done)
        assert future.result().success
        messages.append(future.result().message)
    assert messages == ['scene of seed 5', 'scene of seed 6']
    let_time_pass(graph, 0.5)
    assert position(graph, 'right_panda_finger_joint1') == pytest.approx(0.04, abs=1e-3)
    stamps = [clock.clock.sec + clock.clock.nanosec * 1e-9 for clock in graph.seen.clock]
    assert (np.diff(stamps) > 0.0).all()


def test_a_trajectory_sent_before_a_reset_does_not_move_the_new_scene(
    graph: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is on its way when the scene is reset, and arrives afterwards."""
    arm = ROBOT.arm('left')
    publisher = connect(graph, ARM_TOPIC)
    message = trajectory(arm.joint_names, (arm.home + 0.2).tolist(), 1)
    reset_scene = BimanualEnv.reset

    def reset_and_send(env: BimanualEnv, seed: int) -> None:
        reset_scene(env, seed)
        publisher.publish(message)

    monkeypatch.setattr(BimanualEnv, 'reset', reset_and_send)
    client = graph.client.create_client(Trigger, 'simulator/reset')
    graph.wait_until(client.service_is_ready)
    future = client.call_async(Trigger.Request())
    graph.wait_until(future.done)
    let_time_pass(graph, 1.5)
    np.testing.assert_allclose(graph.seen.joints[-1].position[:7], arm.home, atol=0.05)
    publisher.publish(message)
    let_time_pass(graph, 1.5)
    np.testing.assert_allclose(graph.seen.joints[-1].position[:7], arm.home + 0.2, atol=5e-3)


def test_replaying_a_demonstration_over_topics_lifts_the_pot(graph: SimpleNamespace) -> None:
    """The expert's targets for this scene, sent as four trajectories with a common start."""
    env = BimanualEnv(LiftPot(), ROBOT, (), seed=5)
    expert = make_expert('lift_pot', env, np.random.default_rng(0))
    rows = [env.joint_positions()]
    while not expert.done:
        rows.append(expert.targets())
        env.move_to(rows[-1])
    positions = np.stack(rows)
    velocities = np.gradient(positions, CONTROL_PERIOD_S, axis=0)
    velocities[-1] = 0.0
    publishers = [connect(graph, part.trajectory_topic) for part in ROBOT.parts]
    start = graph.seen.clock[-1].clock
    for part, publisher in zip(ROBOT.parts, publishers, strict=True):
        columns = ROBOT.joint_indices(part.joint_names)
        message = JointTrajectory(joint_names=list(part.joint_names))
        message.header.stamp = Time(sec=start.sec + 8)
        for row in range(1, len(positions)):
            point = JointTrajectoryPoint(
                positions=positions[row, columns].tolist(),
                velocities=velocities[row, columns].tolist(),
            )
            elapsed = stamp(row * CONTROL_PERIOD_S)
            point.time_from_start = Duration(sec=elapsed.sec, nanosec=elapsed.nanosec)
            message.points.append(point)
        publisher.publish(message)
    graph.wait_until(lambda: graph.seen.events, 200.0)
    assert graph.seen.events[0].type == EpisodeEvent.SUCCESS


def test_success_is_announced_once_per_scene(
    graph: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LiftPot, 'is_done', lambda *_: True)
    graph.wait_until(lambda: graph.seen.events)
    let_time_pass(graph, 1.0)
    assert [(event.type, event.task) for event in graph.seen.events] == [
        (EpisodeEvent.SUCCESS, 'lift_pot')
    ]


@pytest.mark.parametrize(
    ('parameter', 'message'),
    [
        ('task:=dance', "unknown task 'dance'; known: lift_pot"),
        ('robot:=r2d2', "unknown robot 'r2d2'; known: "),
        ('robot:=fake', 'robot fake is not simulated; use panda_duo_sim'),
    ],
)
def test_unknown_names_end_the_process_with_one_line(
    parameter: str, message: str, monkeypatch: pytest.MonkeyPatch, capfd
) -> None:
    run_main(monkeypatch, '-p', parameter)
    assert message in ''.join(capfd.readouterr())


def test_without_opengl_the_process_ends_with_one_line(
    monkeypatch: pytest.MonkeyPatch, capfd
) -> None:
    def fail(*_: object) -> None:
        raise RenderingError('no OpenGL context can be made')

    monkeypatch.setattr(SnapshotRenderer, 'open', fail)
    run_main(monkeypatch)
    logged = ''.join(capfd.readouterr())
    assert 'no OpenGL context can be made' in logged
    assert 'Traceback' not in logged


def run_main(monkeypatch: pytest.MonkeyPatch, *ros_arguments: str) -> None:
    """Run the process of the simulator, which must fail with exit code 1."""
    monkeypatch.setattr(sys, 'argv', ['simulator', '--ros-args', *ros_arguments])
    monkeypatch.setattr(node_process, 'exit_at_once', sys.exit)  # not this test's process
    with pytest.raises(SystemExit) as ended:
        simulator.main()
    assert ended.value.code == 1
