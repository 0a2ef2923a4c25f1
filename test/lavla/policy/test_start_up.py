# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""A process of the graph imports what its own network needs, and tells what is not there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def run_python(program: str) -> subprocess.CompletedProcess[str]:
    """Run a program in a fresh interpreter."""
    return subprocess.run(
        [sys.executable, '-c', program], capture_output=True, text=True, check=False
    )


def test_the_action_expert_starts_without_transformers(random_checkpoint: Path) -> None:
    """Importing it takes three times as long as all the rest."""
    done = run_python(
        'import sys\n'
        'from lavla.policy import Checkpoint, ExpertRunner\n'
        f'ExpertRunner(Checkpoint.open({str(random_checkpoint)!r}))\n'
        "print([name for name in ('transformers', 'peft') if name in sys.modules])"
    )
    assert done.stdout == '[]\n', done.stderr


def test_a_library_that_is_missing_is_named_when_its_network_is_loaded(
    random_checkpoint: Path,
) -> None:
    done = run_python(
        'import sys\n'
        "sys.modules['transformers'] = None\n"
        'from lavla.policy import Checkpoint, VisionRunner\n'
        f'VisionRunner(Checkpoint.open({str(random_checkpoint)!r}))\n'
    )
    assert done.returncode == 1
    assert 'transformers' in done.stderr.splitlines()[-1]
    assert 'Error' in done.stderr.splitlines()[-1]
