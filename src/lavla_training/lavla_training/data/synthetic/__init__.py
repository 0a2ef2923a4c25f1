# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Make synthetic egocentric human video: procedural hands that reach, grasp, move and release.

A :class:`~lavla_training.data.synthetic.scene.SyntheticScene` is the geometry of one clip over
time, without any graphics; a :class:`~lavla_training.data.synthetic.renderer.SceneRenderer` turns
it into images and class masks.
"""
