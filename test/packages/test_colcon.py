# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of what colcon and ros2 find in a checkout."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SCRIPTS = Path(sys.executable).parent


def output_of(*command: str, folder: Path) -> list[str]:
    """Return the lines that a command of this environment prints in a folder."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(('COLCON_', 'AMENT_'))
    }
    ended = subprocess.run(
        [str(SCRIPTS / command[0]), *command[1:]],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.splitlines()


def test_colcon_finds_both_packages_and_nothing_else(repository, tmp_path) -> None:
    lines = output_of('colcon', '--log-base', str(tmp_path), 'list', folder=repository)
    assert [line.split('\t') for line in lines] == [
        ['lavla', '.', '(ros.ament_cmake)'],
        ['lavla_training', 'src/lavla_training', '(ros.ament_python)'],
    ]


def test_colcon_finds_the_robot_side_in_a_workspace(repository, tmp_path) -> None:
    (tmp_path / 'src').mkdir()
    (tmp_path / 'src' / 'lavla').symlink_to(repository)
    lines = output_of(
        *('colcon', '--log-base', str(tmp_path / 'log'), 'list', '--names-only'), folder=tmp_path
    )
    assert lines == ['lavla']


def test_every_script_is_an_executable_of_the_package(repository) -> None:
    scripts = sorted(path for path in (repository / 'scripts').iterdir())
    assert scripts
    assert [path.name for path in scripts if not os.access(path, os.X_OK)] == []
    lines = output_of('ros2', 'pkg', 'executables', 'lavla', folder=repository)
    assert sorted(lines) == [f'lavla {path.name}' for path in scripts]


def test_every_script_runs_a_node_file_of_its_name(repository) -> None:
    nodes = repository / 'src' / 'lavla' / 'nodes'
    for script in (repository / 'scripts').iterdir():
        text = script.read_text(encoding='utf-8')
        assert text.startswith('#!/usr/bin/env python3\n')
        assert f"run('{script.name}')" in text
        assert 'def main()' in (nodes / f'{script.name}.py').read_text(encoding='utf-8')
