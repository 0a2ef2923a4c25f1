# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Make synthetic egocentric human video: procedural hands that reach, grasp, move and release.

A :class:`~lavla_training.data.synthetic.scene.SyntheticScene` is the geometry of one clip over
time, without any graphics; a :class:`~lavla_training.data.synthetic.renderer.SceneRenderer` turns
it into images and class masks.
"""

from __future__ import annotations

import os

# MuJoCo picks its OpenGL back end from the environment while it is imported, and its default
# needs a display. This package only renders off screen, so software rendering is the default;
# a user's own choice (egl, glfw) is kept.
os.environ.setdefault('MUJOCO_GL', 'osmesa')
