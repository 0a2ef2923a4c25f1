# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of the whole launched graph in simulation, with a policy of random weights."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from pathlib import Path

import av
import psutil
import pytest
from rosbag2_py import ConverterOptions, SequentialReader, StorageOptions

GRAPH = (
    'simulator',
    'vision_encoder',
    'intent_predictor',
    'action_expert',
    'left_arm_controller',
    'right_arm_controller',
    'left_hand_controller',
    'right_hand_controller',
    'recorder',
    'intent_visualizer',
)


@pytest.fixture
def short_episodes(tmp_path) -> Path:
    """Return a parameter file that makes episodes short and pictures small."""
    path = tmp_path / 'short.yaml'
    path.write_text(
        '/**/episode_runner: {ros__parameters: {episode_seconds: 1.5}}\n'
        '/**/simulator: {ros__parameters: {image_size: 64, camera_rate_hz: 10.0}}\n',
        encoding='utf-8',
    )
    return path


def recorded(folder: Path) -> set[str]:
    """Return the topics of the messages in a bag."""
    reader = SequentialReader()
    reader.open(StorageOptions(uri=str(folder), storage_id='mcap'), ConverterOptions('', ''))
    topics = set()
    while reader.has_next():
        topics.add(reader.read_next()[0])
    return topics


@pytest.mark.timeout(280)
def test_runs_an_episode_and_reports(launch, random_checkpoint, short_episodes, tmp_path) -> None:
    run = tmp_path / 'run'
    ended = launch(
        f'checkpoint:={random_checkpoint}',
        f'params_file:={short_episodes}',
        f'bag_dir:={run}',
        'episodes:=1',
        'record:=true',
        'real_time_factor:=0.2',
    )
    assert ended.returncode == 0, ended.stdout
    assert "0 of 1 episodes succeeded: 'lift the pot'" in ended.stdout
    summary = json.loads((run / 'summary.json').read_text(encoding='utf-8'))
    assert summary['episodes'][0]['outcome'] == 'FAILURE'
    for stage in ('camera', 'vision_encoder', 'intent_predictor', 'action_expert'):
        assert summary['stages'][stage]['rate_hz'] > 0.0
    assert summary['startup_to_first_set_point_wall_s'] > 0.0
    assert {process['name'] for process in summary['processes']} >= set(GRAPH)
    assert {
        '/action_chunk',
        '/camera/head/image_raw/compressed',
        '/episode_event',
        '/intent',
        '/joint_states',
        '/left/arm_controller/joint_trajectory',
        '/safety_status',
    } <= recorded(Path(summary['bag']))
    with av.open(summary['video']) as container:
        frames = list(container.decode(video=0))
    assert len(frames) > 3
    assert frames[0].height >= 640


@pytest.mark.timeout(200)
def test_ctrl_c_ends_all_processes_and_the_bag_can_be_read(
    ros2_command, launch_environment, random_checkpoint, tmp_path
) -> None:
    run = tmp_path / 'run'
    with (tmp_path / 'output.txt').open('w', encoding='utf-8') as output:
        process = subprocess.Popen(
            [*ros2_command, f'checkpoint:={random_checkpoint}', f'bag_dir:={run}', 'record:=true'],
            cwd=tmp_path,
            env=launch_environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        deadline_s = time.monotonic() + 120.0
        bag = run / 'recording_000'
        while not bag.exists() and time.monotonic() < deadline_s:
            time.sleep(0.1)
        children = psutil.Process(process.pid).children(recursive=True)
        assert len(children) >= len(GRAPH) + 1
        process.send_signal(signal.SIGINT)
        process.wait(60.0)
    finally:
        process.kill()
    assert [child for child in children if child.is_running()] == []
    recorded(bag)


@pytest.mark.timeout(200)
def test_a_broken_checkpoint_ends_the_launch_and_names_the_file(
    launch, random_checkpoint, tmp_path
) -> None:
    broken = tmp_path / 'broken'
    subprocess.run(['cp', '-r', str(random_checkpoint), str(broken)], check=True)
    weights = next((broken / 'vision_encoder').glob('*.safetensors'))
    weights.write_bytes(weights.read_bytes()[:-100])
    ended = launch(f'checkpoint:={broken}', timeout_s=180.0)
    assert ended.returncode != 0
    assert str(weights) in ended.stdout
    assert 'gave up with exit code 1' in ended.stdout
    assert 'Traceback' not in ended.stdout
