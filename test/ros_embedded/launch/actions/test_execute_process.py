# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Processes: output, environment, events, respawn and exit codes."""

import os
import signal
import sys
from pathlib import Path

import pytest
from launch.actions import (
    EmitEvent,
    ExecuteProcess,
    LogInfo,
    OpaqueFunction,
    RegisterEventHandler,
    Shutdown,
    TimerAction,
    execute_local,
)
from launch.child_process import ChildProcess
from launch.event_handlers import (
    OnExecutionComplete,
    OnProcessExit,
    OnProcessIO,
    OnProcessStart,
    OnShutdown,
)
from launch.events import matches_action
from launch.events.process import ShutdownProcess, SignalProcess
from launch.substitutions import LocalSubstitution


def shell(script, **kwargs):
    return ExecuteProcess(cmd=['sh', '-c', script], output='screen', **kwargs)


def test_output_is_printed_line_by_line_with_the_name_of_the_process(run):
    result = run(shell('echo out; echo err >&2; printf unfinished', name='mine'))
    assert result.returncode == 0
    assert '[mine-' in result.output
    for text in ('out', 'err', 'unfinished'):
        assert any(
            line.startswith('[mine-') and line.endswith(f'] {text}')
            for line in result.output.splitlines()
        )
    assert 'process started with pid [' in result.output
    assert 'process has finished cleanly [pid ' in result.output


def test_a_process_that_fails_is_told_but_does_not_fail_the_launch(run):
    result = run(shell('exit 3'))
    assert result.returncode == 0
    assert 'process has died [pid ' in result.output
    assert "exit code 3, cmd 'sh -c exit 3']" in result.output


def test_output_log_goes_to_the_log_file_and_errors_to_the_screen_too(run, log_folder):
    result = run(ExecuteProcess(cmd=['sh', '-c', 'echo quiet; echo loud >&2'], output='log'))
    assert 'quiet' not in [line.rpartition('] ')[2] for line in result.output.splitlines()]
    assert 'loud' in [line.rpartition('] ')[2] for line in result.output.splitlines()]
    [log] = log_folder.glob('*/launch.log')
    assert '] quiet' in log.read_text()
    assert '] loud' in log.read_text()


def test_an_unknown_output_is_refused(run):
    result = run(ExecuteProcess(cmd=['true'], output='printer'))
    assert result.returncode == 1
    assert "unknown output 'printer'" in result.output


def test_the_environment_is_extended_or_replaced(run):
    script = 'import os; print(sorted(k for k in os.environ if k in ("HOME", "MINE")))'
    cmd = [sys.executable, '-c', script]
    result = run(
        ExecuteProcess(cmd=cmd, output='screen', additional_env={'MINE': '1', 'HOME': '/'}),
        ExecuteProcess(cmd=cmd, output='screen', env={'MINE': '1'}),
    )
    assert "['HOME', 'MINE']" in result.output
    assert "] ['MINE']" in result.output


def test_emulate_tty_gives_the_process_a_terminal(run):
    script = 'import sys; print(sys.stdout.isatty(), sys.stderr.isatty())'
    cmd = [sys.executable, '-c', script]
    result = run(
        ExecuteProcess(cmd=cmd, output='screen', emulate_tty=True, name='terminal'),
        ExecuteProcess(cmd=cmd, output='screen', name='pipe'),
    )
    lines = [line for line in result.output.splitlines() if line.endswith(('True', 'False'))]
    assert any(line.startswith('[terminal-') and line.endswith('True True') for line in lines)
    assert any(line.startswith('[pipe-') and line.endswith('False False') for line in lines)


def test_a_program_that_cannot_be_started_fails_the_launch(run):
    result = run(ExecuteProcess(cmd=['/no/such/program']), LogInfo(msg='still visited'))
    assert result.returncode == 1
    assert "No such file or directory: '/no/such/program'" in result.output


def test_respawn_starts_a_process_again_as_often_as_allowed(run):
    result = run(shell('exit 1', respawn=True, respawn_max_retries=2, respawn_delay=0.01))
    assert result.output.count('process started with pid') == 3
    assert result.returncode == 0


def test_respawn_ends_with_the_launch(run):
    process = shell('sleep 0.01', respawn=True)
    result = run(process, TimerAction(period=0.3, actions=[Shutdown(reason='enough')]))
    assert result.returncode == 0
    assert result.output.count('process started with pid') > 1


def test_on_exit_of_a_required_process_ends_the_others(run):
    result = run(shell('sleep 100'), shell('exit 0', on_exit=Shutdown(reason='done')))
    assert result.returncode == 0
    assert "sending signal 'SIGINT' to process[sh-" in result.output
    assert 'was required: shutting down launched system' in result.output


def test_an_exit_handler_that_raises_makes_the_launch_fail(run):
    def check(event, context):
        if event.returncode != 0:
            raise RuntimeError(f'the runner failed with {event.returncode}')
        return [Shutdown(reason='the runner is done')]

    runner = shell('exit 7')
    failed = run(
        shell('sleep 100'),
        runner,
        RegisterEventHandler(OnProcessExit(target_action=runner, on_exit=check)),
    )
    assert failed.returncode == 1
    assert 'Caught exception in launch' in failed.output
    assert 'the runner failed with 7' in failed.output
    runner = shell('exit 0')
    succeeded = run(
        shell('sleep 100'),
        runner,
        RegisterEventHandler(OnProcessExit(target_action=runner, on_exit=check)),
    )
    assert succeeded.returncode == 0


def test_events_of_a_process_reach_their_handlers(run):
    process = shell('echo spoken')
    heard = []
    result = run(
        RegisterEventHandler(OnProcessStart(target_action=process, on_start=LogInfo(msg='start'))),
        RegisterEventHandler(
            OnProcessIO(target_action=process, on_stdout=lambda event: heard.append(event.text))
        ),
        RegisterEventHandler(
            OnProcessExit(
                target_action=process,
                on_exit=[LogInfo(msg=['exit of ', LocalSubstitution('event.process_name')])],
            )
        ),
        RegisterEventHandler(
            OnExecutionComplete(target_action=process, on_completion=LogInfo(msg='complete'))
        ),
        RegisterEventHandler(
            OnShutdown(on_shutdown=[LogInfo(msg=['because ', LocalSubstitution('event.reason')])])
        ),
        process,
    )
    assert b''.join(heard) == b'spoken\n'
    assert result.lines()[0] == 'start'
    assert result.lines()[1].startswith('exit of sh-')
    assert 'complete' in result.lines()
    assert result.lines()[-1] == 'because idle'


def test_an_event_handler_only_hears_its_own_process(run):
    first, second = shell('exit 0'), shell('exit 0')
    result = run(
        RegisterEventHandler(OnProcessExit(target_action=first, on_exit=LogInfo(msg='first'))),
        first,
        second,
    )
    assert result.lines() == ['first']


@pytest.mark.parametrize(
    'event',
    [
        lambda process: ShutdownProcess(process_matcher=matches_action(process)),
        lambda process: SignalProcess(
            signal_number='SIGTERM', process_matcher=matches_action(process)
        ),
    ],
)
def test_a_process_can_be_ended_alone(run, event):
    process = shell('exec sleep 100')
    other = shell('sleep 0.2; echo other')
    result = run(
        process,
        other,
        RegisterEventHandler(
            OnProcessStart(target_action=process, on_start=EmitEvent(event=event(process)))
        ),
    )
    assert result.returncode == 0
    assert 'process has died' in result.output
    assert any(line.endswith('] other') for line in result.output.splitlines())


def test_a_function_can_return_actions(run):
    result = run(OpaqueFunction(function=lambda context: [LogInfo(msg='from a function')]))
    assert result.lines() == ['from a function']


def test_kept_output_can_be_read_afterwards(run):
    process = ExecuteProcess(cmd=['sh', '-c', 'echo kept'], cached_output=True)
    run(process)
    assert process.get_stdout() == 'kept\n'
    assert process.return_code == 0


def test_what_a_process_leaves_behind_ends_with_it(run, tmp_path):
    pid_file = tmp_path / 'pid'
    run(shell(f'sleep 1000 >/dev/null 2>&1 & echo $! > {pid_file}'))
    assert not Path('/proc', pid_file.read_text().strip()).exists()


def test_a_process_has_ended_though_what_it_started_keeps_its_output_open(run, tmp_path):
    note = tmp_path / 'pid'
    starts_and_ends = (
        'import subprocess, sys; '
        "child = subprocess.Popen(['sleep', '300'], start_new_session=True); "
        "open(sys.argv[1], 'w').write(str(child.pid))"
    )
    result = run(ExecuteProcess(cmd=[sys.executable, '-c', starts_and_ends, str(note)]))
    left_behind = int(note.read_text())
    os.kill(left_behind, signal.SIGKILL)  # raises when the launch has waited for its end
    assert result.returncode == 0
    assert 'process has finished cleanly' in result.output


def test_a_process_that_cannot_be_killed_does_not_keep_the_launch(run, monkeypatch):
    monkeypatch.setattr(ChildProcess, 'send_signal_to_group', lambda self, number: None)
    monkeypatch.setattr(execute_local, 'GIVE_UP_TIMEOUT_S', 0.1)
    stuck = ExecuteProcess(cmd=['sleep', '300'], sigterm_timeout='0.1', sigkill_timeout='0.1')
    end = RegisterEventHandler(OnProcessStart(target_action=stuck, on_start=[Shutdown()]))
    result = run(end, stuck)
    assert "after 'SIGKILL'" in result.output
    assert 'not waiting any longer' in result.output
