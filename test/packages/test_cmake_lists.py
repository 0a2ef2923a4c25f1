# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of CMakeLists.txt: it builds and installs exactly the files that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest


@pytest.fixture(scope='module')
def cmake_lists(repository: Path) -> str:
    """Return CMakeLists.txt without its comments."""
    text = (repository / 'CMakeLists.txt').read_text(encoding='utf-8')
    return re.sub(r'#.*', '', text)


def arguments(cmake_lists: str, command: str) -> list[list[str]]:
    """Return the arguments of every call of a command."""
    calls = re.findall(rf'\b{command}\s*\(([^)]*)\)', cmake_lists)
    return [[word.strip('"') for word in call.split()] for call in calls]


def test_every_interface_is_generated(cmake_lists, interface_files) -> None:
    (call,) = arguments(cmake_lists, 'rosidl_generate_interfaces')
    listed = [word for word in call if '/' in word]
    assert listed == sorted(listed, key=lambda name: (not name.startswith('msg/'), name))
    assert sorted(listed) == [path.as_posix() for path in interface_files]


def test_every_script_is_installed(cmake_lists, repository) -> None:
    (call,) = (
        call for call in arguments(cmake_lists, 'install') if call and call[0] == 'PROGRAMS'
    )
    listed = [word for word in call if word.startswith('scripts/')]
    assert listed == sorted(f'scripts/{path.name}' for path in (repository / 'scripts').iterdir())


def test_installed_folders_hold_the_launch_file_and_the_robots(cmake_lists) -> None:
    folders = {
        word
        for call in arguments(cmake_lists, 'install')
        if call[0] == 'DIRECTORY' and 'share/${PROJECT_NAME}' in call
        for word in call
    }
    assert folders >= {'config', 'launch', 'models'}
