# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of the report of a run."""

import pytest

from lavla.nodes.process_cpu import process_name
from lavla.nodes.run_report import (
    Spread,
    StageResult,
    diagnostics_spread,
    report_lines,
    spread,
    stage_entry,
)


@pytest.fixture
def summary() -> dict:
    return {
        'instruction': 'lift the pot',
        'episodes': [
            {
                'episode_id': 'episode_000000',
                'seed': 7,
                'outcome': 'SUCCESS',
                'duration_ros_s': 6.5,
                'duration_wall_s': 13.0,
                'note': '',
            },
            {
                'episode_id': 'episode_000001',
                'seed': 8,
                'outcome': 'FAILURE',
                'duration_ros_s': 12.0,
                'duration_wall_s': 24.0,
                'note': '',
            },
        ],
        'successes': 1,
        'stages': {
            'camera': {'rate_hz': 20.0},
            'action_expert': {
                'rate_hz': 7.5,
                'latency_ros_s': {'p50': 0.08, 'p99': 0.15},
                'inference_wall_s': {'p50': 0.03, 'p99': 0.05},
            },
        },
        'camera_to_first_set_point_ros_s': None,
        'set_point_period_error_wall_s': {'p50': 0.0001, 'p99': 0.004},
        'startup_to_first_set_point_wall_s': 9.31,
        'real_time_factor': 0.5,
        'processes': [{'name': 'simulator', 'cores': 0.61, 'memory_mib': 512.0}],
        'bag': '/runs/recording_000',
        'video': None,
        'recording_problem': None,
        'summary': '/runs/summary.json',
    }


def test_report_tells_outcomes_measurements_and_files(summary) -> None:
    text = '\n'.join(report_lines(summary))
    for part in (
        "1 of 2 episodes succeeded: 'lift the pot'",
        '80.0 / 150.0 ms',
        '30.0 / 50.0 ms',
        '0.1 / 4.0 ms',
        'not measured',
        '9.3 s',
        '/runs/recording_000',
        'not recorded',
        'simulator',
    ):
        assert part in text
    assert max(len(line) for line in text.splitlines()) < 100


def test_report_tells_why_the_recording_is_not_complete(summary) -> None:
    complete = report_lines(summary)
    summary['recording_problem'] = 'no space left on device'
    assert report_lines(summary) == [*complete, 'problem  no space left on device']


def test_spread_of_a_series() -> None:
    assert spread([]) is None
    assert spread([0.01 * value for value in range(101)]) == Spread(0.5, 0.99)


def test_spread_of_diagnostics_is_none_when_a_node_does_not_report_it() -> None:
    values = {'latency_p50_s': '0.1', 'latency_p99_s': '0.2'}
    assert diagnostics_spread(values, 'latency') == Spread(0.1, 0.2)
    assert diagnostics_spread(values, 'inference') is None


def test_a_stage_leaves_out_what_was_not_measured() -> None:
    assert stage_entry(StageResult('camera', rate_hz=20.0)) == {'rate_hz': 20.0}


@pytest.mark.parametrize(
    ('command', 'name'),
    [
        (['/usr/bin/python3', '/opt/lib/lavla/camera', '-r', '__node:=head'], 'head'),
        (['/usr/bin/python3', '/venv/bin/ros2', 'launch', 'lavla'], 'ros2 launch'),
        (['/bin/sh'], 'sh'),
    ],
)
def test_processes_are_named_after_their_node(command, name) -> None:
    assert process_name(command) == name
