# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Open an OpenGL context that needs no display."""

from __future__ import annotations

import ctypes.util
import os
from pathlib import Path
from typing import Any

BACKENDS = ('osmesa', 'egl')


class RenderingError(RuntimeError):
    """Say why no picture can be rendered and how to mend it."""


def choose_backend() -> str:
    """
    Return 'osmesa' or 'egl'.

    The environment variable MUJOCO_GL decides; without it, EGL is taken where there is a
    graphics device, else OSMesa, else EGL's software renderer.

    :raises RenderingError: when MUJOCO_GL names another one, or no library is installed.
    """
    wanted = os.environ.get('MUJOCO_GL', '').lower()
    if wanted:
        if wanted not in BACKENDS:
            raise RenderingError(
                f'MUJOCO_GL={wanted} cannot render without a display; '
                f'allowed: {", ".join(BACKENDS)}'
            )
        return wanted
    egl = ctypes.util.find_library('EGL') is not None
    device = Path('/dev/dri').is_dir() or Path('/dev/nvidia0').exists()
    if egl and device:
        return 'egl'
    if ctypes.util.find_library('OSMesa') is not None:
        return 'osmesa'
    if egl:
        return 'egl'
    raise RenderingError(
        'neither libOSMesa nor libEGL is installed; on Debian or Ubuntu run: '
        'sudo apt-get install libosmesa6'
    )


def open_context(size: int) -> Any:
    """
    Create a context for square pictures and make it current in the calling thread.

    :raises RenderingError: when the library cannot be loaded or refuses.
    """
    backend = choose_backend()
    os.environ.setdefault('PYOPENGL_PLATFORM', backend)
    try:
        if backend == 'osmesa':
            from mujoco.osmesa import GLContext
        else:
            from mujoco.egl import GLContext
        context = GLContext(size, size)
        context.make_current()
    except (ImportError, RuntimeError, AttributeError, OSError) as error:
        raise RenderingError(
            f'the OpenGL backend {backend} does not work: {error}; install it (Debian: sudo '
            'apt-get install libosmesa6) or choose the other one with MUJOCO_GL=osmesa or egl'
        ) from error
    return context
