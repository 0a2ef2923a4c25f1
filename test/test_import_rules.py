# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of the import rules: down only, and the embedded runtime knows nothing of lavla."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
RUNTIME = REPOSITORY / 'src' / 'ros_embedded'
RUNTIME_PACKAGES = sorted(path.parent.name for path in RUNTIME.glob('*/__init__.py'))


def imported_packages(path: Path) -> set[str]:
    """Return the top-level names of what a Python file imports, wherever it does so."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding='utf-8'), str(path))):
        if isinstance(node, ast.Import):
            names.update(alias.name.split('.')[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split('.')[0])
    return names


def test_the_contracts_of_import_linter_hold() -> None:
    linted = subprocess.run(
        [str(Path(sys.executable).parent / 'lint-imports'), '--no-cache'],
        cwd=REPOSITORY,
        env=os.environ | {'NO_COLOR': '1'},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert linted.returncode == 0, linted.stdout
    assert ' 0 broken' in linted.stdout


def test_the_runtime_has_the_packages_that_nodes_import() -> None:
    assert {'launch', 'message_filters', 'rclpy', 'ros2cli', 'rosbag2_py'} <= {*RUNTIME_PACKAGES}


# import-linter looks at lavla, lavla_training and ros_embedded; the packages beside the last one
# (rclpy, launch, …) carry the names of ROS 2's own and are read here.
@pytest.mark.parametrize('package', RUNTIME_PACKAGES)
def test_the_embedded_runtime_imports_nothing_of_lavla(package) -> None:
    for path in sorted((RUNTIME / package).rglob('*.py')):
        found = imported_packages(path) & {'lavla', 'lavla_training'}
        assert not found, f'{path.relative_to(REPOSITORY)} imports {found}'
