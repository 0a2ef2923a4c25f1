# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Play a simulated robot: cameras, joint states and /clock out, joint trajectories in."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import Any

import numpy as np
from rclpy.qos import (
    DurabilityPolicy,
    QoSProfile,
    ReliabilityPolicy,
    qos_profile_sensor_data,
)
from rosgraph_msgs.msg import Clock
from sensor_msgs.msg import CameraInfo, CompressedImage, Image, JointState
from std_msgs.msg import Header
from std_srvs.srv import Trigger
from trajectory_msgs.msg import JointTrajectory

from lavla.control.trajectory_player import TrajectoryError
from lavla.msg import EpisodeEvent
from lavla.nodes.image_messages import image_message, jpeg_message
from lavla.nodes.joint_followers import JointFollowers
from lavla.nodes.node_process import NodeError, ProcessNode, run_node_and_exit
from lavla.nodes.parameter_declaration import declare_float, declare_integer, declare_text
from lavla.nodes.rate_limiter import RateLimiter
from lavla.nodes.ros_time import stamp
from lavla.nodes.stage_diagnostics import StageDiagnostics
from lavla.robots import CameraMount, known_robots, load_robot
from lavla.sim import (
    BimanualEnv,
    RenderingError,
    SceneError,
    TaskError,
    known_tasks,
    make_task,
)
from lavla.sim.scene import TIMESTEP_S
from lavla.sim.snapshot_renderer import SnapshotRenderer

NAME = 'simulator'
FIRST_STAMP_S = 1.0  # a clock at zero means "no time yet" to ROS
LAG_MAX_S = 0.2
SERVICE_TIMEOUT_S = 10.0
CLOSE_TIMEOUT_S = 0.3
POLL_PERIOD_S = 0.1


class SimulatorNode(ProcessNode):
    """Step the physics in one thread and render in another; the executor only stores."""

    def __init__(self) -> None:
        """Build the scene and start both threads."""
        super().__init__(NAME)
        robot = load_robot(
            declare_text(
                self,
                'robot',
                'panda_duo_sim',
                f'Robot: {", ".join(known_robots())}, or the path of a YAML file.',
            )
        )
        if robot.simulation is None:
            raise NodeError(f'robot {robot.name} is not simulated; use panda_duo_sim')
        task = make_task(
            declare_text(self, 'task', 'lift_pot', f'Task: {", ".join(known_tasks())}.')
        )
        self._next_seed = declare_integer(
            self,
            'seed',
            0,
            'Seed of the first scene; every reset takes the next one.',
            0,
            2**31 - 1,
        )
        self._factor = declare_float(
            self,
            'real_time_factor',
            robot.simulation.real_time_factor,
            'Simulated seconds per second; 0: as fast as possible.',
            0.0,
            100.0,
        )
        clock_rate_hz = declare_float(
            self, 'clock_rate_hz', 250.0, 'Rate of /clock, simulated Hz.', 50.0, 500.0
        )
        joint_rate_hz = declare_float(
            self, 'joint_state_rate_hz', 100.0, 'Rate of joint_states, simulated Hz.', 1.0, 500.0
        )
        camera_rate_hz = declare_float(
            self, 'camera_rate_hz', 20.0, 'Rate of every camera, simulated Hz.', 0.1, 100.0
        )
        size = declare_integer(
            self, 'image_size', 224, 'Height and width of pictures, pixels.', 32, 1024
        )
        self._jpeg_quality = declare_integer(
            self, 'jpeg_quality', 95, 'Quality of image_raw/compressed.', 1, 100
        )
        self._robot = robot
        names = tuple(camera.name for camera in robot.cameras)
        self._env = BimanualEnv(task, robot, names, size, self._next_seed)
        self._tick_s = max(1, round(1.0 / (clock_rate_hz * TIMESTEP_S))) * TIMESTEP_S
        self._joint_rate, self._camera_rate = (
            RateLimiter(joint_rate_hz),
            RateLimiter(camera_rate_hz),
        )
        self._scene_start_s = FIRST_STAMP_S
        self._announced = False
        self._closing = threading.Event()
        self._resets: list[tuple[threading.Event, list[int]]] = []
        self._reset_wall_ns = 0
        self._lock = threading.Lock()
        self._followers = JointFollowers(robot)
        self._followers.hold(self._env.joint_positions())
        self._create_interfaces()
        self._snapshot = SnapshotRenderer(self._env)
        self._frame_wanted, self._frame_free = threading.Event(), threading.Event()
        self._frame_free.set()
        self._frame_stamp_s = 0.0
        self._renderer_opened: Future[None] = Future()
        self._threads = [
            threading.Thread(target=self._guard, args=(run,), name=run.__name__, daemon=True)
            for run in (self._run_cameras, self._run_physics)
        ]
        for thread in self._threads:
            thread.start()
            # Opening stops the interpreter for seconds, and a Ctrl-C then would have to wait.
            self._renderer_opened.result()
        pace = f'{self._factor:g} of real time' if self._factor else 'as fast as possible'
        self.get_logger().info(f'{task.name} with {robot.name}, {pace}')

    def close(self) -> None:
        """
        Stop both threads and free the scene.

        A picture that is being drawn cannot be interrupted and takes long on a busy machine: then
        the end of the process stops its thread.
        """
        self._closing.set()
        self._frame_wanted.set()
        self._frame_free.set()
        deadline_s = time.monotonic() + CLOSE_TIMEOUT_S
        for thread in self._threads:
            thread.join(timeout=max(0.0, deadline_s - time.monotonic()))
        if not any(thread.is_alive() for thread in self._threads):
            self._env.close()

    def _create_interfaces(self) -> None:
        clock_qos = QoSProfile(depth=1, reliability=ReliabilityPolicy.BEST_EFFORT)
        self._clock_publisher = self.create_publisher(Clock, '/clock', clock_qos)
        self._joint_states = self.create_publisher(JointState, 'joint_states', 10)
        latched = QoSProfile(depth=10, durability=DurabilityPolicy.TRANSIENT_LOCAL)
        self._events = self.create_publisher(EpisodeEvent, 'episode_event', latched)
        self._cameras = [CameraOutput(self, camera) for camera in self._robot.cameras]
        self._physics_diagnostics = StageDiagnostics(self, 'physics')
        self._camera_diagnostics = StageDiagnostics(self, 'cameras')
        self.create_service(Trigger, '~/reset', self._reset)
        for topic in self._followers.topics:
            self.create_subscription(JointTrajectory, topic, partial(self._store, topic), 1)

    def _store(self, topic: str, message: JointTrajectory, info: dict[str, Any]) -> None:
        with self._lock:
            if info['source_timestamp'] < self._reset_wall_ns:
                self.get_logger().info(f'{topic}: trajectory dropped: sent before the reset')
                return
            try:
                self._followers.follow(topic, message, self._now_s())
            except TrajectoryError as error:
                self.get_logger().error(
                    f'{topic}: trajectory dropped: {error}', throttle_duration_sec=1.0
                )

    def _reset(self, _: Trigger.Request, response: Trigger.Response) -> Trigger.Response:
        done, seeds = threading.Event(), list[int]()
        with self._lock:
            self._resets.append((done, seeds))
        deadline_s = time.monotonic() + SERVICE_TIMEOUT_S
        while not done.wait(POLL_PERIOD_S) and time.monotonic() < deadline_s:
            if not self.context.ok():
                break  # interrupted: nobody waits for the answer any longer
        response.success = bool(seeds)
        response.message = (
            f'scene of seed {seeds[0]}'
            if response.success
            else 'the physics thread did not answer'
        )
        return response

    def _guard(self, run: Callable[[], None]) -> None:
        try:
            run()
        except Exception as error:
            if self._closing.is_set() or not self.context.ok():
                return  # Ctrl-C ends publishing before it ends this thread
            self.fail(f'{run.__name__[1:]}: {type(error).__name__}: {error}')
            raise

    def _now_s(self) -> float:
        return self._scene_start_s + self._env.time_s

    def _run_physics(self) -> None:
        anchor_s, anchor_wall_s = self._now_s(), time.monotonic()
        measured_s, measured_wall_s = anchor_s, anchor_wall_s
        while not self._closing.is_set():
            started_s = time.perf_counter()
            with self._lock:
                self._take_resets()
                self._move()
            now_s = self._now_s()
            self._publish_state(now_s)
            self._physics_diagnostics.record(step=time.perf_counter() - started_s)
            if self._camera_rate.allows(now_s):
                self._hand_over_frame(now_s)
            if now_s - measured_s >= 1.0:
                wall_s = time.monotonic()
                factor = (now_s - measured_s) / (wall_s - measured_wall_s)
                self._physics_diagnostics.set_value('real_time_factor', f'{factor:.3f}')
                measured_s, measured_wall_s = now_s, wall_s
            if not self._factor:
                continue
            ahead_s = anchor_wall_s + (now_s - anchor_s) / self._factor - time.monotonic()
            if ahead_s > 0.0:
                time.sleep(ahead_s)
            elif ahead_s < -LAG_MAX_S:
                anchor_s, anchor_wall_s = now_s, time.monotonic()

    def _take_resets(self) -> None:
        while self._resets:
            done, seeds = self._resets.pop(0)
            # time goes on by one tick, so that nothing new has an old stamp
            self._scene_start_s = self._now_s() + self._tick_s
            self._env.reset(self._next_seed)
            self._followers.hold(self._env.joint_positions())
            self._reset_wall_ns = time.time_ns()
            self._announced = False
            seeds.append(self._next_seed)
            self._next_seed += 1
            done.set()

    def _move(self) -> None:
        end_s = self._now_s() + self._tick_s
        self._env.move_to(self._followers.sample(end_s)[0], self._tick_s)

    def _publish_state(self, now_s: float) -> None:
        now = stamp(now_s)
        self._clock_publisher.publish(Clock(clock=now))
        if self._joint_rate.allows(now_s):
            self._joint_states.publish(
                JointState(
                    header=Header(stamp=now),
                    name=list(self._robot.joint_names),
                    position=self._env.joint_positions().tolist(),
                    velocity=self._env.joint_velocities().tolist(),
                )
            )
        if self._env.success() and not self._announced:
            self._announced = True
            task = self._env.task
            self._events.publish(
                EpisodeEvent(
                    header=Header(stamp=now),
                    type=EpisodeEvent.SUCCESS,
                    task=task.name,
                    note='the success check fired',
                )
            )

    def _hand_over_frame(self, now_s: float) -> None:
        """Give the cameras this moment; wait when they are still busy with the last one."""
        self._frame_free.wait()
        if self._closing.is_set():
            return
        self._frame_free.clear()
        self._snapshot.capture()
        self._frame_stamp_s = now_s
        self._frame_wanted.set()

    def _run_cameras(self) -> None:
        try:
            self._snapshot.open()
        except Exception as error:
            self._renderer_opened.set_exception(error)
            return
        self._renderer_opened.set_result(None)
        try:
            while True:
                self._frame_wanted.wait()
                self._frame_wanted.clear()
                if self._closing.is_set():
                    return
                started_s = time.perf_counter()
                frame_stamp = stamp(self._frame_stamp_s)
                images = []
                for camera in self._cameras:
                    wanted = camera.is_wanted and not self._closing.is_set()
                    images.append(self._snapshot.render(camera.name) if wanted else None)
                self._frame_free.set()
                if self._closing.is_set():
                    return
                for camera, image in zip(self._cameras, images, strict=True):
                    header = Header(stamp=frame_stamp, frame_id=camera.frame)
                    intrinsics = self._env.camera_intrinsics(camera.name)
                    camera.publish(image, intrinsics, header, self._jpeg_quality)
                self._camera_diagnostics.record(render=time.perf_counter() - started_s)
        finally:
            self._snapshot.close()


class CameraOutput:
    """The topics of one simulated camera."""

    def __init__(self, node: SimulatorNode, camera: CameraMount) -> None:
        """Create the publishers."""
        self.name, self.frame = camera.name, camera.frame
        qos = qos_profile_sensor_data
        self._raw = node.create_publisher(Image, f'{camera.topic}/image_raw', qos)
        self._jpeg = node.create_publisher(
            CompressedImage, f'{camera.topic}/image_raw/compressed', qos
        )
        self._info = node.create_publisher(CameraInfo, f'{camera.topic}/camera_info', qos)

    @property
    def is_wanted(self) -> bool:
        """Return whether anything subscribes to the pictures."""
        subscribers = self._raw.get_subscription_count() + self._jpeg.get_subscription_count()
        return subscribers > 0

    def publish(
        self, image: np.ndarray | None, intrinsics: np.ndarray, header: Header, quality: int
    ) -> None:
        """Publish camera_info, and the picture in the forms that are subscribed to."""
        if image is not None:
            if self._raw.get_subscription_count():
                self._raw.publish(image_message(image, header))
            if self._jpeg.get_subscription_count():
                self._jpeg.publish(jpeg_message(image, header, quality))
        size = round(2.0 * intrinsics[1, 2])
        projection = np.hstack([intrinsics, np.zeros((3, 1))])
        self._info.publish(
            CameraInfo(
                header=header,
                width=size,
                height=size,
                distortion_model='plumb_bob',
                d=[0.0] * 5,
                k=intrinsics.ravel().tolist(),
                r=np.eye(3).ravel().tolist(),
                p=projection.ravel().tolist(),
            )
        )


def main() -> None:
    """Run the node."""
    run_node_and_exit(SimulatorNode, NAME, (TaskError, SceneError, RenderingError))
