# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The command line finds its verbs and turns errors into one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from lavla_training.cli.main import main
from lavla_training.cli.registry import verb_summaries


def test_every_verb_has_a_summary() -> None:
    summaries = verb_summaries()
    assert {'make-video', 'record', 'convert', 'mask', 'inspect'} <= set(summaries)
    assert all(summary.endswith('.') for summary in summaries.values())


def test_help_lists_the_verbs(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(['--help'])
    assert exit_.value.code == 0
    assert 'make-video' in capsys.readouterr().out


def test_unknown_verb_is_wrong_usage() -> None:
    with pytest.raises(SystemExit) as exit_:
        main(['dance'])
    assert exit_.value.code == 2


def test_bad_input_is_one_line_and_exit_code_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(['make-video', str(tmp_path / 'clips'), '--clips', '0']) == 1
    error = capsys.readouterr().err
    assert error.startswith('lavla-train make-video: error: ')
    assert error.count('\n') == 1


def test_make_video_prints_what_it_wrote(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(tmp_path / 'clips')
    code = main(['make-video', folder, '--clips', '1', '--frames', '2', '--size', '32'])
    assert code == 0
    assert '1 clips written, 0 kept, 2 frames' in capsys.readouterr().out


def test_a_failing_machine_is_one_line_and_a_bug_is_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ['make-video', str(tmp_path / 'clips'), '--clips', '1', '--workers', '1']
    monkeypatch.setenv('MUJOCO_GL', 'glfw')
    assert main([*command, '--size', '34']) == 1
    assert 'MUJOCO_GL=glfw cannot render without a display' in capsys.readouterr().err

    def broken(*_: object) -> None:
        raise RuntimeError('a bug')

    monkeypatch.setattr('lavla_training.cli.verbs.make_video.make_video_set', broken)
    with pytest.raises(RuntimeError, match='a bug'):
        main(command)
