# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Finding packages."""

from __future__ import annotations

from pathlib import Path

import pytest
from ament_index_python import (
    PackageNotFoundError,
    get_package_prefix,
    get_package_share_directory,
    get_packages_with_prefixes,
    get_resource,
    get_resources,
    has_resource,
)

from ros_embedded.packages.index import PackageError, find_executable


def _install(prefix: Path) -> None:
    share = prefix / 'share' / 'robot'
    share.mkdir(parents=True)
    (share / 'package.xml').write_text('<package/>')
    library = prefix / 'lib' / 'robot'
    library.mkdir(parents=True)
    program = library / 'drive'
    program.write_text('#!/bin/sh\n')
    program.chmod(0o755)
    marker = prefix / 'share' / 'ament_index' / 'resource_index' / 'packages' / 'robot'
    marker.parent.mkdir(parents=True)
    marker.write_text('here')


def test_package_of_a_prefix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _install(tmp_path)
    monkeypatch.setenv('AMENT_PREFIX_PATH', str(tmp_path))
    assert get_package_share_directory('robot') == str(tmp_path / 'share' / 'robot')
    assert get_package_prefix('robot') == str(tmp_path)
    assert get_packages_with_prefixes()['robot'] == str(tmp_path)
    assert get_resource('packages', 'robot') == ('here', str(tmp_path))
    assert find_executable('robot', 'drive') == tmp_path / 'lib' / 'robot' / 'drive'
    with pytest.raises(PackageError, match=r"no executable 'fly' in package 'robot'.*drive"):
        find_executable('robot', 'fly')


def test_unknown_package_is_explained() -> None:
    with pytest.raises(PackageNotFoundError, match="package 'nothing_here' not found"):
        get_package_share_directory('nothing_here')


def test_names_are_checked() -> None:
    for name in ('', '_hidden', 'a', 'two words', '../up'):
        with pytest.raises(ValueError, match='is not a valid package name'):
            get_package_prefix(name)


def test_linked_packages_are_resources_too() -> None:
    prefix = get_package_prefix('lavla')
    assert has_resource('packages', 'lavla') == prefix
    assert get_resource('packages', 'lavla') == ('', prefix)
    assert get_resources('packages')['lavla'] == prefix
