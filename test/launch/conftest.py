# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Fixtures for launching the graph as a user does."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def ros2_command() -> list[str]:
    """Return the beginning of a `ros2 launch lavla bimanual.launch.py` command."""
    return [str(Path(sys.executable).parent / 'ros2'), 'launch', 'lavla', 'bimanual.launch.py']


@pytest.fixture
def launch_environment(tmp_path) -> dict[str, str]:
    """Return an environment with a log folder of its own."""
    return os.environ | {
        'ROS_LOG_DIR': str(tmp_path / 'log'),
        'OMP_NUM_THREADS': '1',
    }


@pytest.fixture
def launch(
    ros2_command, launch_environment, tmp_path
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Return a function that launches the graph, waits for its end and returns what it said."""

    def run(*arguments: str, timeout_s: float = 240.0) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*ros2_command, *arguments],
            cwd=tmp_path,
            env=launch_environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=timeout_s,
            check=False,
        )

    return run
