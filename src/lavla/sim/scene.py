# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Build the MuJoCo model of two Panda arms at a table from robosuite's assets."""

from __future__ import annotations

import logging
import os
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from typing import Any

import mujoco
import numpy as np

from lavla.robots import CameraMount, Robot
from lavla.sim.mesh_simplification import simplify_visual_meshes
from lavla.sim.rendering_backend import choose_backend

TIMESTEP_S = 0.002
TABLE_TOP_Z = 0.8
_TABLE_SIZE = (0.8, 0.8, 0.05)
_PANDA_ARM_JOINTS = 7
_OPTICAL_TO_MUJOCO = np.diag([1.0, -1.0, -1.0])


class SceneError(ValueError):
    """Say why a scene cannot be built for a robot."""


def prepare_robosuite() -> None:
    """
    Call this before importing robosuite.

    It chooses the OpenGL library, which robosuite would otherwise set to EGL, and keeps
    robosuite's start-up advice, which users of LaVLA cannot act on, out of the log.

    :raises RenderingError: when no OpenGL library is installed; robosuite needs one to import.
    """
    os.environ['MUJOCO_GL'] = choose_backend()
    logging.getLogger('robosuite_logs').addFilter(_is_error)


def _is_error(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.ERROR


def build_model(
    robot: Robot, objects: Sequence[Any], cameras: Sequence[CameraMount], image_size: int
) -> mujoco.MjModel:
    """
    Compile robosuite's TwoArmLift scene, arms in parallel, for a robot.

    The left arm is robosuite's robot 0, the right one robot 1; each hand gets a site
    ``<side>_tool`` at the tool frame of its arm, and every camera its name.

    :param robot: a simulated robot with Panda arms.
    :param objects: robosuite MujocoObject instances of the task.
    :param cameras: cameras to build in; each needs a pose and a field of view.
    :param image_size: height and width of the pictures in pixels.
    :raises SceneError: when the robot has no Panda arms or a camera has no pose.
    """
    prepare_robosuite()
    from robosuite.models.arenas import TableArena
    from robosuite.models.bases import RethinkMount
    from robosuite.models.grippers import PandaGripper
    from robosuite.models.robots import Panda
    from robosuite.models.tasks import ManipulationTask

    arms = []
    for index, arm in enumerate(robot.arms):
        if len(arm.joint_names) != _PANDA_ARM_JOINTS:
            raise SceneError(
                f'{robot.name}: the simulator plays Panda arms with {_PANDA_ARM_JOINTS} joints, '
                f'the {arm.side} arm has {len(arm.joint_names)}'
            )
        model = Panda(idn=index)
        model.add_base(RethinkMount(idn=index))
        model.add_gripper(PandaGripper(idn=f'{index}_right'), model.eef_name['right'])
        arms.append(model)
    arena = TableArena(
        table_full_size=_TABLE_SIZE,
        table_friction=(1.0, 5e-3, 1e-4),
        table_offset=np.array([0.0, 0.0, TABLE_TOP_Z]),
    )
    arena.set_origin([0, 0, 0])
    task = ManipulationTask(arena, arms, list(objects))
    root = task.root
    _set_options(root, image_size)
    _place_arms(root, robot)
    _add_cameras(root, robot, cameras)
    model = mujoco.MjModel.from_xml_string(ElementTree.tostring(root, encoding='unicode'))
    simplify_visual_meshes(model)
    return model


def _set_options(root: ElementTree.Element, image_size: int) -> None:
    _child(root, 'option').set('timestep', str(TIMESTEP_S))
    _child(root, 'size').attrib.clear()  # the arena grows as needed; robosuite's 5000 slow resets
    visual = _child(root, 'visual')
    _child(visual, 'quality').attrib.update(offsamples='0', shadowsize='0')
    _child(visual, 'global').attrib.update(offwidth=str(image_size), offheight=str(image_size))
    _child(visual, 'map').attrib.update(znear='0.002')
    for material in root.iter('material'):
        material.set('reflectance', '0')
    actuator = root.find('actuator')
    if actuator is not None:
        root.remove(actuator)  # lavla.sim.joint_controller applies the torques
    for body in root.iter('body'):
        for camera in body.findall('camera'):
            body.remove(camera)
    world = _child(root, 'worldbody')
    for camera in world.findall('camera'):
        world.remove(camera)
    for body in world.findall('body'):
        if body.get('name') in ('left_eef_target', 'right_eef_target'):
            world.remove(body)


def _place_arms(root: ElementTree.Element, robot: Robot) -> None:
    bodies = {body.get('name'): body for body in root.iter('body')}
    for index, arm in enumerate(robot.arms):
        base = bodies[f'robot{index}_base']
        base.set('pos', _text(arm.kinematics.base[:3, 3]))
        base.set('quat', _text(_quaternion(arm.kinematics.base[:3, :3])))
        hand, tool = bodies[f'robot{index}_right_hand'], arm.kinematics.tool
        hand.set('quat', _text(_quaternion(_rotation_z(-np.pi / 4))))  # robosuite rounds it
        flange = np.eye(4)
        flange[:3, 3] = [float(value) for value in hand.get('pos', '').split()]
        flange[:3, :3] = _rotation_z(-np.pi / 4)
        in_hand = np.linalg.inv(flange) @ tool
        site = ElementTree.SubElement(hand, 'site', name=f'{arm.side}_tool', group='4')
        site.set('pos', _text(in_hand[:3, 3]))
        site.set('quat', _text(_quaternion(in_hand[:3, :3])))
        site.set('size', '0.005')


def _add_cameras(root: ElementTree.Element, robot: Robot, cameras: Sequence[CameraMount]) -> None:
    bodies = {body.get('name'): body for body in root.iter('body')}
    for camera in cameras:
        if camera.pose is None or camera.vertical_field_of_view is None:
            raise SceneError(
                f'{robot.name}: cameras.{camera.name}: the simulator needs its mount and its '
                'vertical_field_of_view'
            )
        parent, pose = _child(root, 'worldbody'), camera.pose
        for index, arm in enumerate(robot.arms):
            if camera.parent_frame == arm.tool_frame:
                parent = bodies[f'robot{index}_link7']
                pose = arm.kinematics.tool @ camera.pose
        ElementTree.SubElement(
            parent,
            'camera',
            name=camera.name,
            mode='fixed',
            pos=_text(pose[:3, 3]),
            quat=_text(_quaternion(pose[:3, :3] @ _OPTICAL_TO_MUJOCO)),
            fovy=repr(float(np.rad2deg(camera.vertical_field_of_view))),
        )


def _child(parent: ElementTree.Element, tag: str) -> ElementTree.Element:
    child = parent.find(tag)
    return ElementTree.SubElement(parent, tag) if child is None else child


def _text(values: np.ndarray) -> str:
    return ' '.join(repr(float(value)) for value in values)


def _quaternion(rotation: np.ndarray) -> np.ndarray:
    quaternion = np.empty(4)
    mujoco.mju_mat2Quat(quaternion, np.ascontiguousarray(rotation).ravel())
    return quaternion


def _rotation_z(angle: float) -> np.ndarray:
    cos, sin = np.cos(angle), np.sin(angle)
    return np.array([[cos, -sin, 0.0], [sin, cos, 0.0], [0.0, 0.0, 1.0]])
