# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Render synthetic scenes with MuJoCo's renderer, without simulating anything."""

from __future__ import annotations

from dataclasses import dataclass

import mujoco
import numpy as np

from lavla.sim.rendering_backend import open_context
from lavla_training.data.synthetic.appearance import TEXTURE_SIZE
from lavla_training.data.synthetic.geometry import Shape
from lavla_training.data.synthetic.scene import TEXTURED_MATERIALS, SyntheticScene

_MAX_SHAPES = 256
_NEAR_M, _FAR_M = 0.02, 10.0
_KINDS: dict[str, int] = {
    'sphere': mujoco.mjtGeom.mjGEOM_SPHERE,
    'capsule': mujoco.mjtGeom.mjGEOM_CAPSULE,
    'cylinder': mujoco.mjtGeom.mjGEOM_CYLINDER,
    'ellipsoid': mujoco.mjtGeom.mjGEOM_ELLIPSOID,
    'box': mujoco.mjtGeom.mjGEOM_BOX,
}
_TEXTURE_REPEAT = {'table': 3, 'wall': 6, 'floor': 10}


@dataclass(frozen=True)
class Frame:
    """
    What the camera sees at one time.

    ``image`` (H, W, 3) uint8 RGB; ``classes`` (H, W) uint8, values of ``SceneClass``;
    ``depth_m`` (H, W) float32, the distance along the optical axis in metres.
    """

    image: np.ndarray
    classes: np.ndarray
    depth_m: np.ndarray


class SceneRenderer:
    """
    Draw scenes off screen; make one per process and use it for any number of scenes.

    The MuJoCo model holds nothing but materials: shapes go straight into the drawing list, so
    that no scene needs a compilation. Only the thread that made the renderer may use it.
    """

    def __init__(self, image_size: int = 224) -> None:
        self.image_size = image_size
        self._model = mujoco.MjModel.from_xml_string(_model_xml(image_size))
        self._gl = open_context(image_size)
        self._context = mujoco.MjrContext(self._model, mujoco.mjtFontScale.mjFONTSCALE_100)
        mujoco.mjr_setBuffer(mujoco.mjtFramebuffer.mjFB_OFFSCREEN, self._context)
        self._drawing = mujoco.MjvScene(self._model, maxgeom=_MAX_SHAPES)
        flags = self._drawing.flags
        for flag in ('SHADOW', 'REFLECTION', 'SKYBOX', 'FOG', 'HAZE'):
            flags[getattr(mujoco.mjtRndFlag, f'mjRND_{flag}')] = 0
        self._viewport = mujoco.MjrRect(0, 0, image_size, image_size)
        self._pixels = np.empty((image_size, image_size, 3), np.uint8)
        self._depths = np.empty((image_size, image_size), np.float32)
        self._prepared: SyntheticScene | None = None

    def __enter__(self) -> SceneRenderer:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Free the graphics context; the renderer cannot draw any more."""
        if self._gl is not None:
            # What belongs to a context must be freed while it is current.
            self._gl.make_current()
            self._context.free()
            self._gl.free()
            self._gl = None

    def frame(self, scene: SyntheticScene, time_s: float) -> Frame:
        """Return the image, the class mask and the depth of a scene at a time."""
        self._draw(scene, time_s)
        image, classes = self._read(segment=False), self._read(segment=True)[..., 0]
        return Frame(image, classes, self._depth())

    def image(self, scene: SyntheticScene, time_s: float) -> np.ndarray:
        """Return the image (H, W, 3) uint8 alone, which takes half the time."""
        self._draw(scene, time_s)
        return self._read(segment=False)

    def _draw(self, scene: SyntheticScene, time_s: float) -> None:
        # Another renderer in this process may have been at work.
        self._gl.make_current()
        if self._prepared is not scene:
            self._prepare(scene)
        shapes = scene.shapes(time_s)
        if len(shapes) > _MAX_SHAPES:
            raise ValueError(f'the scene has {len(shapes)} shapes, more than {_MAX_SHAPES}')
        for geom, shape in zip(self._drawing.geoms, shapes, strict=False):
            _set_geom(geom, shape)
        self._drawing.ngeom = len(shapes)
        pose = scene.head.pose(time_s)
        half_height = _NEAR_M * np.tan(scene.head.vertical_fov_rad / 2)
        for camera in self._drawing.camera:
            camera.pos = pose[:3, 3]
            camera.forward = -pose[:3, 2]
            camera.up = pose[:3, 1]
            camera.frustum_near, camera.frustum_far = _NEAR_M, _FAR_M
            camera.frustum_bottom, camera.frustum_top = -half_height, half_height
            camera.frustum_center = 0.0
            camera.frustum_width = half_height

    def _prepare(self, scene: SyntheticScene) -> None:
        """Upload the scene's textures and set its lights."""
        for index, material in enumerate(TEXTURED_MATERIALS):
            start = self._model.tex_adr[index]
            texture = scene.textures[material]
            self._model.tex_data[start : start + texture.size] = texture.ravel()
            mujoco.mjr_uploadTexture(self._model, self._context, index)
        for slot, light in zip(self._drawing.lights, scene.lights, strict=False):
            slot.type = mujoco.mjtLightType.mjLIGHT_DIRECTIONAL
            slot.pos, slot.dir = -3.0 * light.direction, light.direction
            slot.attenuation = [1.0, 0.0, 0.0]
            slot.diffuse = light.diffuse
            slot.ambient = np.full(3, light.ambient)
            slot.specular = np.full(3, light.specular)
            slot.texid = -1
            slot.castshadow = 0
        self._drawing.nlight = len(scene.lights)
        self._prepared = scene

    def _read(self, segment: bool) -> np.ndarray:
        flags = self._drawing.flags
        flags[mujoco.mjtRndFlag.mjRND_SEGMENT] = segment
        flags[mujoco.mjtRndFlag.mjRND_IDCOLOR] = segment
        mujoco.mjr_render(self._viewport, self._drawing, self._context)
        mujoco.mjr_readPixels(self._pixels, self._depths, self._viewport, self._context)
        pixels = self._pixels[::-1].copy()
        if segment:
            # A shape with segmentation id k is drawn in colour k + 1; empty space stays black.
            pixels = np.maximum(pixels, 1) - 1
        return pixels

    def _depth(self) -> np.ndarray:
        """Return the depth buffer of the last drawing in metres."""
        return _NEAR_M * _FAR_M / (_FAR_M - self._depths[::-1] * (_FAR_M - _NEAR_M))


def _set_geom(geom: mujoco.MjvGeom, shape: Shape) -> None:
    size = np.zeros(3)
    size[: len(shape.size)] = shape.size
    rgba = np.ones(4, np.float32)
    rgba[:3] = shape.rgb
    mujoco.mjv_initGeom(
        geom, _KINDS[shape.kind], size, shape.position, shape.rotation.ravel(), rgba
    )
    geom.segid = int(shape.scene_class)
    geom.matid = -1 if shape.material is None else TEXTURED_MATERIALS.index(shape.material)
    geom.category = mujoco.mjtCatBit.mjCAT_DYNAMIC
    geom.specular, geom.shininess = shape.specular, shape.shininess
    geom.reflectance = 0.0


def _model_xml(image_size: int) -> str:
    textures = '\n'.join(
        f'<texture name="{name}" type="2d" builtin="flat" width="{TEXTURE_SIZE}" '
        f'height="{TEXTURE_SIZE}"/>'
        f'<material name="{name}" texture="{name}" texuniform="false" '
        f'texrepeat="{_TEXTURE_REPEAT[name]} {_TEXTURE_REPEAT[name]}"/>'
        for name in TEXTURED_MATERIALS
    )
    return f"""
    <mujoco>
      <visual>
        <global offwidth="{image_size}" offheight="{image_size}"/>
        <quality offsamples="0" shadowsize="0" numslices="14" numstacks="8" numquads="1"/>
        <headlight ambient="0 0 0" diffuse="0 0 0" specular="0 0 0"/>
      </visual>
      <asset>{textures}</asset>
      <worldbody/>
    </mujoco>"""
