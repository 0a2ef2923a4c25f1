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
