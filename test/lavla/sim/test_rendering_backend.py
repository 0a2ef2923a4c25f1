# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The OpenGL library is chosen, or its absence explained."""

from __future__ import annotations

import pytest

from lavla.sim.rendering_backend import RenderingError, choose_backend


def test_environment_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv('MUJOCO_GL', 'EGL')
    assert choose_backend() == 'egl'


def test_display_backends_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv('MUJOCO_GL', 'glfw')
    with pytest.raises(RenderingError, match='allowed: osmesa, egl'):
        choose_backend()


def test_missing_libraries_give_the_command_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv('MUJOCO_GL', raising=False)
    monkeypatch.setattr('ctypes.util.find_library', lambda name: None)
    with pytest.raises(RenderingError, match='apt-get install libosmesa6'):
        choose_backend()
