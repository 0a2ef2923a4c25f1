# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The bimanual simulation that policies, experts and the simulator node step."""

from __future__ import annotations

from collections.abc import Sequence

import mujoco
import numpy as np

from lavla.robots import Robot
from lavla.robots.rigid_transform import transform_from_parts
from lavla.sim.appearance import Appearance
from lavla.sim.joint_controller import JointController
from lavla.sim.renderer import Renderer
from lavla.sim.scene import TIMESTEP_S, SceneError, build_model
from lavla.sim.segmentation import geom_classes
from lavla.sim.tasks import Task

CONTROL_PERIOD_S = 0.05
SUCCESS_STEPS = 5
FIRST_EVALUATION_SEED = 100_000
"""Seeds from here on are for evaluation; seeds below it are for training data."""

_STEPS_PER_CHECK = round(CONTROL_PERIOD_S / TIMESTEP_S)
_HOME_NOISE_RAD = 0.02


class BimanualEnv:
    """
    Two simulated arms with hands, cameras and one task.

    The same seed gives the same scene, and the same targets then give the same trajectories.

    :param task: what is to be done.
    :param robot: a simulated robot.
    :param cameras: names of the robot's cameras that can be rendered.
    :param image_size: height and width of the pictures in pixels.
    :param seed: the first scene's seed.
    :raises SceneError: when the robot is not simulated or lacks what the scene needs.
    :raises KeyError: when the robot lacks a camera.
    """

    def __init__(
        self,
        task: Task,
        robot: Robot,
        cameras: Sequence[str] = ('head', 'left_wrist', 'right_wrist'),
        image_size: int = 224,
        seed: int = 0,
    ) -> None:
        """Compile the scene and reset it."""
        if not robot.simulated:
            raise SceneError(f'the robot {robot.name} is not simulated (simulated: false)')
        self.task = task
        self.robot = robot
        self.cameras = tuple(cameras)
        self.image_size = image_size
        mounts = [robot.camera(name) for name in self.cameras]
        self.model = build_model(robot, task.make_objects(), mounts, image_size)
        self.data = mujoco.MjData(self.model)
        self._controller = JointController(self.model, self.data, robot)
        self._classes = geom_classes(self.model)
        self._appearance = Appearance(self.model)
        self._renderer: Renderer | None = None
        self._tool_sites = {arm.side: self.model.site(f'{arm.side}_tool').id for arm in robot.arms}
        self._steps = 0
        self._steps_done = 0
        self._success = False
        self.reset(seed)

    def reset(self, seed: int) -> None:
        """Start the scene of a seed: objects placed, arms at home (with noise), hands open."""
        rng = np.random.default_rng(seed)
        self._appearance.restore()
        mujoco.mj_resetData(self.model, self.data)
        home = self.robot.home
        arms = sum(len(arm.joint_names) for arm in self.robot.arms)
        home[:arms] += rng.normal(0.0, _HOME_NOISE_RAD, arms)
        self.task.place_objects(self.model, self.data, rng)
        self._start(home)

    def randomise_state(self, rng: np.random.Generator, appearance: bool = True) -> None:
        """
        Show a random situation, for training vision on other frames than the demonstrations.

        Arms and fingers are put anywhere in the workspace, objects anywhere on the table or in
        the hands; with appearance also the light, the table's colour and the cameras change
        until the next reset.
        """
        self._appearance.restore()
        mujoco.mj_resetData(self.model, self.data)
        positions = self.task.randomise_objects(self.model, self.data, self.robot, rng)
        if appearance:
            self._appearance.randomise(rng)
        self._start(positions)

    def close(self) -> None:
        """Free the graphics memory."""
        if self._renderer is not None:
            self._renderer.close()
            self._renderer = None

    @property
    def time_s(self) -> float:
        """Return the simulated time since the reset in seconds."""
        return self._steps * TIMESTEP_S

    def joint_positions(self) -> np.ndarray:
        """Return the positions (J,) in the order of robot.joint_names."""
        return self._controller.positions()

    def joint_velocities(self) -> np.ndarray:
        """Return the velocities (J,) in the order of robot.joint_names."""
        return self._controller.velocities()

    def joint_target(self) -> np.ndarray:
        """Return the positions (J,) that the joint controller tracks now."""
        return self._controller.target

    def set_joint_target(
        self, positions: np.ndarray, velocities: np.ndarray | None = None
    ) -> None:
        """
        Set what the joint controller tracks from now on.

        :param positions: (J,), clipped to the joint limits.
        :param velocities: (J,); the target moves on with them during advance. None: at rest.
        :raises ValueError: on a wrong shape or a number that is not finite.
        """
        self._controller.set_target(positions, velocities)

    def advance(self, duration_s: float) -> None:
        """Simulate a duration, rounded to the 2 ms time step."""
        for _ in range(round(duration_s / TIMESTEP_S)):
            mujoco.mj_step1(self.model, self.data)
            self._controller.apply()
            mujoco.mj_step2(self.model, self.data)
            self._steps += 1
            if self._steps % _STEPS_PER_CHECK == 0:
                done = self.task.is_done(self.model, self.data)
                self._steps_done = self._steps_done + 1 if done else 0
                self._success = self._success or self._steps_done >= SUCCESS_STEPS
        # mj_step2 moves the joints only: bring poses and cameras up to them
        mujoco.mj_kinematics(self.model, self.data)
        mujoco.mj_camlight(self.model, self.data)

    def move_to(self, positions: np.ndarray, duration_s: float = CONTROL_PERIOD_S) -> None:
        """
        Lead the target in a straight line from where it is to positions (J,), and simulate it.

        This is what a joint trajectory controller does with points that are duration_s apart.

        :raises ValueError: on a wrong shape or a number that is not finite.
        """
        start = self._controller.target
        velocities = (self.robot.limits.clip(np.asarray(positions)) - start) / duration_s
        self._controller.set_target(start, velocities)
        self.advance(duration_s)
        self._controller.set_target(positions, None)

    def success(self) -> bool:
        """Tell whether the task was done for five control steps (0.25 s) since the reset."""
        return self._success

    def render(self, camera: str) -> np.ndarray:
        """
        Return the picture of a camera, uint8 (H, W, 3) RGB.

        Rendering belongs to the first thread that renders.

        :raises RenderingError: when no OpenGL context can be made.
        """
        return self._rendering(camera).color(camera)

    def depth(self, camera: str) -> np.ndarray:
        """Return the distance along the optical axis in metres, float32 (H, W)."""
        return self._rendering(camera).depth(camera)

    def segmentation(self, camera: str) -> np.ndarray:
        """Return ids of SEGMENTATION_CLASSES, uint8 (H, W)."""
        return self._classes[self._rendering(camera).geom_ids(camera)]

    def tool_pose(self, side: str) -> np.ndarray:
        """Return the pose (4, 4) of a side's tool frame in the world."""
        site = self._tool_sites[side]
        rotation = self.data.site_xmat[site].reshape(3, 3)
        return transform_from_parts(self.data.site_xpos[site], rotation)

    def camera_intrinsics(self, camera: str) -> np.ndarray:
        """Return the pinhole matrix (3, 3) in pixels of the rendered pictures."""
        field_of_view = np.deg2rad(self.model.cam_fovy[self.model.camera(camera).id])
        focal = 0.5 * self.image_size / np.tan(0.5 * field_of_view)
        centre = 0.5 * self.image_size
        return np.array([[focal, 0.0, centre], [0.0, focal, centre], [0.0, 0.0, 1.0]])

    def camera_pose(self, camera: str) -> np.ndarray:
        """Return the pose (4, 4) of a camera's optical frame in the world, as it is now."""
        index = self.model.camera(camera).id
        rotation = self.data.cam_xmat[index].reshape(3, 3) @ np.diag([1.0, -1.0, -1.0])
        return transform_from_parts(self.data.cam_xpos[index], rotation)

    def _start(self, positions: np.ndarray) -> None:
        self._controller.teleport(positions)
        mujoco.mj_forward(self.model, self.data)
        self._steps = 0
        self._steps_done = 0
        self._success = False

    def _rendering(self, camera: str) -> Renderer:
        if camera not in self.cameras:
            raise KeyError(f'no camera {camera!r}; there is: {", ".join(self.cameras)}')
        if self._renderer is None:
            self._renderer = Renderer(self.model, self.data, self.image_size)
        return self._renderer
