# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of the wheel: an installation that is no checkout has all it runs with."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from lavla.policy import checkpoint

DATA_FOLDERS = ('action', 'config', 'launch', 'models', 'msg', 'scripts', 'srv')
SOURCES = (*DATA_FOLDERS, 'LICENSE', 'README.md', 'package.xml', 'pyproject.toml', 'src/lavla')
MODEL_FILES = ('README.md', checkpoint.CONFIG_FILE, checkpoint.STATISTICS_FILE)
MODEL_FOLDERS = (
    checkpoint.EXPERT_FOLDER,
    checkpoint.INTENT_FOLDER,
    checkpoint.LATENT_ACTION_FOLDER,
    checkpoint.VISION_FOLDER,
)
PREFIX = 'lavla-0.1.0.data/data/share/lavla/'


@pytest.fixture(scope='module')
def project(repository: Path, tmp_path_factory) -> Path:
    """Return a copy of what the wheel is made from, with a small file for every network."""
    folder = tmp_path_factory.mktemp('project')
    unwanted = shutil.ignore_patterns('__pycache__', '*.safetensors')
    for name in SOURCES:
        source, target = repository / name, folder / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=unwanted)
        elif source.exists():
            shutil.copy2(source, target)
    model = folder / 'models' / 'lavla-mini'
    for part in MODEL_FOLDERS:
        (model / part).mkdir(parents=True, exist_ok=True)
        (model / part / 'model.safetensors').write_bytes(b'weights')
    for name in MODEL_FILES:
        (model / name).touch()
    return folder


@pytest.fixture(scope='module')
def wheel(project: Path, tmp_path_factory) -> zipfile.ZipFile:
    """Return the wheel that pip builds from the project."""
    output = tmp_path_factory.mktemp('wheel')
    built = subprocess.run(
        [
            *(sys.executable, '-m', 'pip', 'wheel', '--no-deps', '--no-build-isolation'),
            *('--no-index', '--wheel-dir', str(output), str(project)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    (path,) = output.glob('*.whl')
    return zipfile.ZipFile(path)


def test_holds_every_data_file(wheel, project) -> None:
    expected = {
        path.relative_to(project).as_posix()
        for name in DATA_FOLDERS
        for path in (project / name).rglob('*')
        if path.is_file()
    }
    assert {'config/robots/panda_duo_sim.yaml', 'launch/bimanual.launch.py'} <= expected
    held = {name.removeprefix(PREFIX) for name in wheel.namelist() if name.startswith(PREFIX)}
    assert held - {'package.xml'} == expected
    assert 'package.xml' in held


def test_holds_every_module(wheel, project) -> None:
    source = project / 'src'
    modules = {path.relative_to(source).as_posix() for path in source.rglob('*.py')}
    held = {name for name in wheel.namelist() if name.startswith('lavla/')}
    assert held == modules


def test_scripts_stay_executable(wheel) -> None:
    scripts = [each for each in wheel.infolist() if f'{PREFIX}scripts/' in each.filename]
    assert scripts
    assert all(each.external_attr >> 16 & 0o111 for each in scripts)
