# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Signals: everything ends with the launch, however it is ended."""

import os
import signal
import time
from pathlib import Path

import pytest

LAUNCH_FILE = """
from launch import LaunchDescription
from launch.actions import ExecuteProcess

def generate_launch_description():
    return LaunchDescription([
        ExecuteProcess(
            cmd=['python3', '-c', SCRIPT], output='screen', emulate_tty=True, additional_env={}
        ),
        ExecuteProcess(cmd=['sleep', '1000'], output='screen'),
    ])

SCRIPT = '''
import os, signal, subprocess, time
for number in IGNORED:
    signal.signal(number, signal.SIG_IGN)
child = subprocess.Popen(['sleep', '1000'])
print('pids', os.getpid(), child.pid, flush=True)
while True:
    time.sleep(1)
'''
"""


def wait_for_pids(process):
    for line in process.stdout:
        if 'pids ' in line:
            return [int(text) for text in line.rpartition('pids ')[2].split()]
    raise AssertionError('the launch ended early')


def left_over(pids):
    return [pid for pid in pids if Path('/proc', str(pid)).exists()]


def wait_for_end(pid):
    """Wait until a process has ended; its parent may not have taken note of it."""
    deadline = time.monotonic() + 120
    stat = Path(f'/proc/{pid}/stat')
    while stat.exists() and ') Z ' not in stat.read_text() and time.monotonic() < deadline:
        time.sleep(0.02)
    return not stat.exists() or ') Z ' in stat.read_text()


def launch_file(ignored):
    return LAUNCH_FILE.replace('IGNORED', f'({ignored})')


@pytest.mark.parametrize(
    ('ignored', 'last_signal'),
    [
        ('', 'SIGINT'),
        ('signal.SIGINT,', 'SIGTERM'),
        ('signal.SIGINT, signal.SIGTERM', 'SIGKILL'),
    ],
)
def test_ctrl_c_ends_even_stubborn_processes(start_file, ignored, last_signal):
    process = start_file(launch_file(ignored), 'sigterm_timeout:=0.3', 'sigkill_timeout:=0.3')
    pids = wait_for_pids(process)
    os.kill(process.pid, signal.SIGINT)
    output, _ = process.communicate(timeout=120)
    assert left_over(pids) == []
    assert process.returncode == 0
    assert 'user interrupted with ctrl-c (SIGINT)' in output
    assert f"escalating to '{last_signal}'" in output or last_signal == 'SIGINT'


def test_a_second_ctrl_c_changes_nothing(start_file):
    process = start_file(launch_file('signal.SIGINT,'), 'sigterm_timeout:=0.5')
    pids = wait_for_pids(process)
    os.kill(process.pid, signal.SIGINT)
    for line in process.stdout:
        if 'sending signal' in line:
            break
    os.kill(process.pid, signal.SIGINT)
    output, _ = process.communicate(timeout=120)
    assert 'again, ignoring' in output
    assert left_over(pids) == []


def test_sigterm_ends_all_processes_and_is_an_error(start_file):
    process = start_file(launch_file(''))
    pids = wait_for_pids(process)
    os.kill(process.pid, signal.SIGTERM)
    output, _ = process.communicate(timeout=120)
    assert left_over(pids) == []
    assert process.returncode == 1
    assert 'received SIGTERM' in output


def test_processes_do_not_outlive_a_launch_that_is_killed(start_file):
    process = start_file(launch_file('').replace("'sleep', '1000'", "'cat'"))
    parent, _ = wait_for_pids(process)
    process.kill()
    assert wait_for_end(parent)
