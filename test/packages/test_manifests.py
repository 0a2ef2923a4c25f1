# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of package.xml: valid, and naming every ROS package the code needs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from catkin_pkg.package import Package, parse_package

# Parts of ROS 2 that the code imports besides interfaces; modules have their packages' names.
ROS_PACKAGES = (
    'ament_index_python',
    'launch',
    'launch_ros',
    'message_filters',
    'rclpy',
    'rosbag2_py',
)


def imported_modules(path: Path) -> Iterator[str]:
    """Yield the full names of the modules that a Python file imports, wherever it does so."""
    for node in ast.walk(ast.parse(path.read_text(encoding='utf-8'), str(path))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            assert node.module is not None
            yield node.module


@pytest.fixture(scope='module')
def manifests(repository: Path) -> list[Package]:
    """Return both packages' manifests; catkin_pkg refuses invalid ones."""
    folders = (repository, repository / 'src' / 'lavla_training')
    return [parse_package(str(folder)) for folder in folders]


def test_names_and_build_types(manifests) -> None:
    assert [(each.name, each.get_build_type()) for each in manifests] == [
        ('lavla', 'ament_cmake'),
        ('lavla_training', 'ament_python'),
    ]


def test_maintainers_have_an_e_mail_address(manifests) -> None:
    for manifest in manifests:
        manifest.validate()
        assert manifest.maintainers
        for person in manifest.maintainers:
            assert re.fullmatch(r'[\w.+-]+@[\w-]+(\.[\w-]+)+', person.email), person.email


def test_versions_agree(manifests, repository) -> None:
    project = (repository / 'pyproject.toml').read_text(encoding='utf-8')
    (version,) = re.findall(r'^version = "(.+)"$', project, re.MULTILINE)
    assert {manifest.version for manifest in manifests} == {version}


def test_ros_packages_that_the_robot_side_imports_are_declared(manifests, repository) -> None:
    lavla = manifests[0]
    declared = {dependency.name for dependency in lavla.exec_depends + lavla.build_depends}
    used: dict[str, set[str]] = {}
    for folder in ('src/lavla', 'launch'):
        for path in sorted((repository / folder).rglob('*.py')):
            for module in imported_modules(path):
                parts = module.split('.')
                is_interface = len(parts) > 1 and parts[1] in ('msg', 'srv', 'action')
                if parts[0] in ROS_PACKAGES or (is_interface and parts[0] != 'lavla'):
                    used.setdefault(parts[0], set()).add(str(path.relative_to(repository)))
    assert 'sensor_msgs' in used
    missing = {name: files for name, files in used.items() if name not in declared}
    assert not missing, f'package.xml lacks <exec_depend> for {missing}'


def test_packages_whose_messages_the_interfaces_hold_are_declared(
    manifests, interface_files, repository
) -> None:
    build = {dependency.name for dependency in manifests[0].build_depends}
    for path in interface_files:
        text = (repository / path).read_text(encoding='utf-8')
        packages = re.findall(r'^([a-z]\w*)/[A-Z]\w*', text, re.MULTILINE)
        assert build >= set(packages), path
