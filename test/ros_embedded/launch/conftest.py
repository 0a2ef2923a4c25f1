# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Run launch descriptions in this process and launch files in processes of their own."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import launch.logging
import pytest
from launch import LaunchDescription, LaunchService

RUN_A_FILE = """
import sys
from launch import LaunchDescription, LaunchService
from launch.actions import IncludeLaunchDescription
from launch.launch_description_sources import AnyLaunchDescriptionSource
service = LaunchService()
source = AnyLaunchDescriptionSource(sys.argv[1])
arguments = [text.split(':=', 1) for text in sys.argv[2:]]
service.include_launch_description(
    LaunchDescription([IncludeLaunchDescription(source, launch_arguments=arguments)])
)
sys.exit(service.run())
"""


class Launched:
    """What a launch printed and returned."""

    def __init__(self, returncode: int, output: str) -> None:
        """Store the exit code and the output."""
        self.returncode = returncode
        self.output = output

    def lines(self) -> list[str]:
        """Return the messages of LogInfo, in order."""
        return re.findall(r'\[INFO\] \[launch\.user\]: (.*)', self.output)


@pytest.fixture(autouse=True)
def log_folder(tmp_path, monkeypatch):
    """Log below the test's folder."""
    folder = tmp_path / 'ros_log'
    monkeypatch.setenv('ROS_LOG_DIR', str(folder))
    launch.logging.reset()
    yield folder
    launch.logging.reset()


@pytest.fixture
def run(capfd):
    """Return a function that runs entities and returns what came of it."""

    def run_entities(*entities) -> Launched:
        service = LaunchService()
        service.include_launch_description(LaunchDescription(entities))
        returncode = service.run()
        captured = capfd.readouterr()
        return Launched(returncode, captured.out + captured.err)

    return run_entities


@pytest.fixture
def start_file(tmp_path):
    """Return a function that starts a launch file, given as text, as a process."""
    processes = []

    def start(text: str, *arguments: str) -> subprocess.Popen:
        path = Path(tmp_path) / 'tested.launch.py'
        path.write_text(text)
        process = subprocess.Popen(
            [sys.executable, '-c', RUN_A_FILE, str(path), *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        processes.append(process)
        return process

    yield start
    for process in processes:
        if process.poll() is None:
            process.kill()
        process.wait()
        process.stdout.close()
