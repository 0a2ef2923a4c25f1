# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Render pictures, depth and geom ids of a scene without a display."""

from __future__ import annotations

import mujoco
import numpy as np

from lavla.sim.rendering_backend import open_context

_VISUAL_GROUP = 1
_OFF = (
    mujoco.mjtRndFlag.mjRND_SHADOW,
    mujoco.mjtRndFlag.mjRND_REFLECTION,
    mujoco.mjtRndFlag.mjRND_FOG,
    mujoco.mjtRndFlag.mjRND_HAZE,
)


class Renderer:
    """
    An offscreen renderer; use it from the thread that made it.

    :param model: the scene.
    :param data: its state.
    :param image_size: height and width in pixels; at most the model's offscreen size.
    :raises RenderingError: when no OpenGL context can be made.
    """

    def __init__(self, model: mujoco.MjModel, data: mujoco.MjData, image_size: int) -> None:
        """Open the context and upload meshes and textures."""
        self._model, self._data = model, data
        self._gl = open_context(image_size)
        self._context = mujoco.MjrContext(model, mujoco.mjtFontScale.mjFONTSCALE_50.value)
        mujoco.mjr_setBuffer(mujoco.mjtFramebuffer.mjFB_OFFSCREEN.value, self._context)
        self._scene = mujoco.MjvScene(model, maxgeom=2 * model.ngeom)
        self._option = mujoco.MjvOption()
        self._option.geomgroup[:] = 0
        self._option.geomgroup[_VISUAL_GROUP] = 1
        self._option.sitegroup[:] = 0
        self._camera = mujoco.MjvCamera()
        self._camera.type = mujoco.mjtCamera.mjCAMERA_FIXED
        self._rectangle = mujoco.MjrRect(0, 0, image_size, image_size)
        self._pixels = np.empty((image_size, image_size, 3), np.uint8)
        self._depth = np.empty((image_size, image_size), np.float32)
        for flag in _OFF:
            self._scene.flags[flag] = 0

    def color(self, camera: str) -> np.ndarray:
        """Return the picture of a camera, uint8 (H, W, 3) RGB."""
        self._draw(camera)
        mujoco.mjr_readPixels(self._pixels, None, self._rectangle, self._context)
        return self._pixels[::-1].copy()

    def depth(self, camera: str) -> np.ndarray:
        """Return the distance along the optical axis in metres, float32 (H, W)."""
        self._draw(camera)
        mujoco.mjr_readPixels(None, self._depth, self._rectangle, self._context)
        extent = self._model.stat.extent
        near = self._model.vis.map.znear * extent
        far = self._model.vis.map.zfar * extent
        return near / (1.0 - self._depth[::-1] * (1.0 - near / far))

    def geom_ids(self, camera: str) -> np.ndarray:
        """Return the id of the geom seen in each pixel, int32 (H, W); −1 where there is none."""
        flags = self._scene.flags
        flags[mujoco.mjtRndFlag.mjRND_SEGMENT] = 1
        flags[mujoco.mjtRndFlag.mjRND_IDCOLOR] = 1
        try:
            self._draw(camera)
            mujoco.mjr_readPixels(self._pixels, None, self._rectangle, self._context)
        finally:
            flags[mujoco.mjtRndFlag.mjRND_SEGMENT] = 0
            flags[mujoco.mjtRndFlag.mjRND_IDCOLOR] = 0
        pixels = self._pixels[::-1].astype(np.int32)
        segments = pixels[..., 0] + (pixels[..., 1] << 8) + (pixels[..., 2] << 16)
        lookup = np.full(self._scene.ngeom + 1, -1, np.int32)
        for geom in self._scene.geoms[: self._scene.ngeom]:
            if geom.objtype == mujoco.mjtObj.mjOBJ_GEOM and geom.segid >= 0:
                lookup[geom.segid + 1] = geom.objid
        return lookup[segments]

    def close(self) -> None:
        """Free the graphics memory; must be called in the thread that made the renderer."""
        self._context.free()
        self._gl.free()

    def _draw(self, camera: str) -> None:
        self._gl.make_current()
        self._camera.fixedcamid = self._model.camera(camera).id
        mujoco.mjv_updateScene(
            self._model,
            self._data,
            self._option,
            None,
            self._camera,
            mujoco.mjtCatBit.mjCAT_ALL,
            self._scene,
        )
        mujoco.mjr_render(self._rectangle, self._scene, self._context)
