# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of the table that is made from a run's summary.json."""

from __future__ import annotations

import importlib.util
import json
from dataclasses import asdict
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from lavla.nodes.process_cpu import ProcessUse
from lavla.nodes.run_report import EpisodeResult, Spread, StageResult, report_lines, stage_entry

SCRIPT = Path(__file__).resolve().parents[2] / 'benchmarks' / 'graph' / 'launched_graph.py'


@pytest.fixture(scope='module')
def launched_graph() -> ModuleType:
    """Return the benchmark's script as a module."""
    spec = importlib.util.spec_from_file_location('launched_graph', SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def summary() -> dict[str, Any]:
    """Return a summary as the episode runner writes it, made of the same parts."""
    stages = [
        StageResult('camera', 20.0),
        StageResult('action_expert', 7.5, Spread(0.08, 0.15), Spread(0.03, 0.05)),
        StageResult('left_arm_controller', 60.0),
    ]
    summary = {
        'robot': 'panda_duo_sim',
        'task': 'lift_pot',
        'instruction': 'lift the pot',
        'checkpoint': '/models/lavla-mini',
        'episodes': [asdict(EpisodeResult('episode_000000', 7, 'SUCCESS', 6.5, 13.0))],
        'successes': 1,
        'real_time_factor': 0.5,
        'startup_to_first_set_point_wall_s': 9.31,
        'stages': {stage.name: stage_entry(stage) for stage in stages},
        'camera_to_first_set_point_ros_s': asdict(Spread(0.12, 0.2)),
        'set_point_period_error_wall_s': None,
        'processes': [
            asdict(ProcessUse('simulator', 0.61, 512.0)),
            asdict(ProcessUse('vision_encoder', 0.3, 400.0)),
        ],
        'bag': None,
        'video': None,
        'summary': '/runs/summary.json',
    }
    assert report_lines(summary)
    return json.loads(json.dumps(summary))


@pytest.mark.parametrize(
    'row',
    [
        '| camera | 20.0 | – | – | – | – |',
        '| action_expert | 7.5 | 80.0 | 150.0 | 30.0 | 50.0 |',
        '| camera stamp → first set-point, ms of simulation time | 120.0 | 200.0 |',
        '| 60 Hz set-point period error, ms of wall time | – | – |',
        '| launch → first set-point, wall time | 9.3 s |',
        '| real-time factor reached | 0.50 |',
        '| episodes that succeeded | 1 of 1 |',
        '| simulator | 0.61 | 512 |',
        '| all | 0.91 | 912 |',
    ],
)
def test_table_tells_every_measurement(launched_graph, summary, row) -> None:
    assert row in launched_graph.graph_table(summary).splitlines()


def test_document_tells_command_load_and_checkpoint(launched_graph, summary) -> None:
    text = launched_graph.document(summary, 'python some command', 3.25)
    assert '    python some command\n' in text
    assert 'load average 3.2' in text
    assert 'checkpoint lavla-mini' in text
