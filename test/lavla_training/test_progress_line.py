# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The progress line always shows the last state."""

from __future__ import annotations

import io

from lavla_training.progress_line import ProgressLine


def test_first_and_last_state_are_shown_off_a_terminal() -> None:
    stream = io.StringIO()
    with ProgressLine('record', 'episodes', stream) as progress:
        for done in range(4):
            progress.update(done, 10, note=f'seed {done}')
    lines = stream.getvalue().splitlines()
    assert lines[0].startswith('record: 0/10 episodes')
    assert lines[-1].startswith('record: 3/10 episodes')
    assert lines[-1].endswith('seed 3')
    assert len(lines) == 2
