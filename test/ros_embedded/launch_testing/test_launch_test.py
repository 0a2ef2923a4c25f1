# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Files of launch tests: run by pytest and by launch_test."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTED = """
import sys
import unittest

import launch_testing
import pytest
from launch import LaunchDescription
from launch.actions import ExecuteProcess, TimerAction
from launch_testing.actions import ReadyToTest
from launch_testing.asserts import assertExitCodes, assertInStdout
from launch_testing.util import KeepAliveProc

SCRIPT = '''
import signal
print('hello WORD', flush=True)
try:
    signal.pause()
except KeyboardInterrupt:
    print('bye', flush=True)
'''


@pytest.mark.launch_test
@launch_testing.parametrize('word', ['one', 'two'])
def generate_test_description(word):
    greeter = ExecuteProcess(
        cmd=[sys.executable, '-c', SCRIPT.replace('WORD', word)], name='greeter'
    )
    short = ExecuteProcess(cmd=['true'], name='short')
    ready = TimerAction(period=0.1, actions=[ReadyToTest()])
    return LaunchDescription([greeter, short, KeepAliveProc(), ready]), {'greeter': greeter}


class TestRunning(unittest.TestCase):
    @classmethod
    def setUpClass(cls, proc_info):
        cls.names_at_start = proc_info.process_names()

    def setUp(self):
        self.addCleanup(print, 'cleaned up')

    def test_it_greets(self, proc_output, greeter, word):
        proc_output.assertWaitFor(f'hello {word}', process=greeter, stream='stdout', timeout=60)

    def test_it_runs(self, proc_info, greeter):
        proc_info.assertWaitForStartup(greeter)
        proc_info.assertWaitForShutdown('short', timeout=60)
        with self.assertRaises(KeyError):
            proc_info[greeter]
        assert any('greeter' in name for name in self.names_at_start)

    @unittest.skip('not today')
    def test_is_skipped(self):
        raise AssertionError

    def test_waits_in_vain(self, proc_output, greeter):
        with self.assertRaisesRegex(AssertionError, "'never' was not printed to stdout"):
            proc_output.assertWaitFor('never', greeter, stream='stdout', timeout=0.1)


@launch_testing.post_shutdown_test()
class TestAfterwards(unittest.TestCase):
    def test_exit_codes(self, proc_info):
        assertExitCodes(proc_info)
        assert proc_info['greeter'].returncode == 0

    def test_output(self, proc_output, greeter):
        assertInStdout(proc_output, ['hello', 'bye'], greeter)
        with self.assertRaises(AssertionError):
            assertInStdout(proc_output, ['bye', 'hello'], greeter)
"""
BROKEN = """
import unittest
import launch_testing
from launch import LaunchDescription
from launch.actions import ExecuteProcess
from launch_testing.actions import ReadyToTest


def generate_test_description():
    return LaunchDescription([ExecuteProcess(cmd=['false'], name='fails'), ReadyToTest()])


class TestRunning(unittest.TestCase):
    def test_fails(self, proc_info):
        proc_info.assertWaitForShutdown('fails', timeout=60)
        self.assertEqual(1, 2)


@launch_testing.post_shutdown_test()
class TestAfterwards(unittest.TestCase):
    def test_exit_codes(self, proc_info):
        launch_testing.asserts.assertExitCodes(proc_info)
"""
NEVER_READY = BROKEN.replace(', ReadyToTest()', '').replace(
    'def generate', '@launch_testing.ready_to_test_action_timeout(0.2)\ndef generate'
)
ENDS_EARLY = BROKEN.replace("cmd=['false']", "cmd=['/no/such/program']").replace(
    'ReadyToTest()])', '__import__("launch").actions.TimerAction(period=60.0, actions=[])])'
)


@pytest.fixture
def execute(tmp_path):
    """Return a function that runs Python in a folder with one file of tests."""

    def run(text: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        path = Path(tmp_path) / 'test_tested.py'
        path.write_text(text)
        return subprocess.run(
            [sys.executable, '-m', *arguments, str(path)],
            cwd=tmp_path,
            env=os.environ | {'ROS_LOG_DIR': str(tmp_path / 'log')},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=200,
            check=False,
        )

    return run


@pytest.mark.parametrize(
    'arguments',
    [['pytest', '-v'], ['launch_testing.launch_test', '-v']],
)
def test_a_file_of_launch_tests_passes(execute, arguments) -> None:
    result = execute(TESTED, *arguments)
    assert result.returncode == 0, result.stdout
    assert '10 passed, 2 skipped' in result.stdout
    assert 'two::TestAfterwards::test_exit_codes PASSED' in result.stdout


def test_failures_are_told(execute) -> None:
    result = execute(BROKEN, 'launch_testing.launch_test')
    assert result.returncode == 1
    assert '2 failed' in result.stdout
    assert 'AssertionError: 1 != 2' in result.stdout
    assert 'ended with exit code 1, allowed: [0]' in result.stdout


@pytest.mark.parametrize(
    ('text', 'message'),
    [
        (NEVER_READY, 'was not ready to test within 0.2 s'),
        (ENDS_EARLY, 'before it was ready'),
    ],
)
def test_a_launch_that_does_not_get_ready_is_an_error(execute, text, message) -> None:
    result = execute(text, 'launch_testing.launch_test')
    assert result.returncode == 1
    assert message in result.stdout


def test_files_without_the_mark_are_left_to_pytest(execute) -> None:
    text = 'def test_plain():\n    pass\n'
    result = execute(text, 'pytest')
    assert '1 passed' in result.stdout
