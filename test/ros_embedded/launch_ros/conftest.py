# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""A package to launch nodes of, and log files below the test's folder."""

import sys

import launch.logging
import pytest


@pytest.fixture(autouse=True)
def log_folder(tmp_path, monkeypatch):
    """Log below the test's folder."""
    monkeypatch.setenv('ROS_LOG_DIR', str(tmp_path / 'ros_log'))
    launch.logging.reset()
    yield
    launch.logging.reset()


@pytest.fixture
def package(tmp_path, monkeypatch):
    """Install a package with one executable that prints its arguments."""
    share = tmp_path / 'prefix/share/tested'
    share.mkdir(parents=True)
    (share / 'package.xml').write_text('<package/>')
    program = tmp_path / 'prefix/lib/tested/show'
    program.parent.mkdir(parents=True)
    program.write_text(f'#!{sys.executable}\nimport sys\nprint(sys.argv[1:])\n')
    program.chmod(0o755)
    monkeypatch.setenv('AMENT_PREFIX_PATH', str(tmp_path / 'prefix'))
    return tmp_path / 'prefix'
