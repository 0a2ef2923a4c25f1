# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The checks against a real ROS 2 pass with ros_embedded on both sides."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[2] / 'benchmarks' / 'interop' / 'against_ros2.py'


def test_ros_embedded_passes_its_own_checks(tmp_path: Path) -> None:
    table = tmp_path / 'interop.md'
    result = subprocess.run(
        [sys.executable, str(SCRIPT), '--self-test', '--output', str(table)],
        capture_output=True,
        text=True,
        timeout=300.0,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    rows = [line for line in table.read_text(encoding='utf-8').splitlines() if '| ok |' in line]
    assert len(rows) > 20
