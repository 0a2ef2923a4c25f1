# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of the episode runner on a graph whose other nodes are played by one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from diagnostic_msgs.msg import DiagnosticArray, DiagnosticStatus
from rclpy.node import Node
from rclpy.qos import qos_profile_sensor_data
from sensor_msgs.msg import CameraInfo
from std_srvs.srv import Trigger

from lavla.msg import ActionChunk, LatentAction, VisualFeatures
from lavla.nodes.episode_runner import EpisodeRunnerNode
from lavla.robots import load_robot

ROBOT = 'panda_duo_sim'
DISK_FULL = 'recording stopped: no space left on device'


class OtherNodes(Node):
    """Offer what the runner waits for: images, chunks, controllers, simulator and recorder."""

    def __init__(self, stops: bool) -> None:
        """Choose whether the recorder still records when it is told to stop."""
        super().__init__('other_nodes')
        self._stops = stops
        self._camera = self.create_publisher(
            CameraInfo,
            f'{load_robot(ROBOT).cameras[0].topic}/camera_info',
            qos_profile_sensor_data,
        )
        self._chunks = self.create_publisher(ActionChunk, 'action_chunk', 10)
        self.create_publisher(LatentAction, 'intent', 10)
        self.create_publisher(VisualFeatures, 'visual_features', 10)
        self._diagnostics = self.create_publisher(DiagnosticArray, '/diagnostics', 10)
        for service in ('arm/hold', 'arm/reset', 'arm/enable', 'simulator/reset'):
            self.create_service(Trigger, service, self._agree)
        self.create_service(Trigger, 'recorder/stop', self._stop)
        self.create_timer(0.02, self._publish)

    def _agree(self, _: Trigger.Request, response: Trigger.Response) -> Trigger.Response:
        response.success = True
        return response

    def _stop(self, _: Trigger.Request, response: Trigger.Response) -> Trigger.Response:
        response.success = self._stops
        response.message = '' if self._stops else 'not recording'
        return response

    def _publish(self) -> None:
        info = CameraInfo()
        info.header.stamp = self.get_clock().now().to_msg()
        self._camera.publish(info)
        chunk = ActionChunk()
        chunk.header.stamp = info.header.stamp
        self._chunks.publish(chunk)
        if not self._stops:
            status = DiagnosticStatus(name='recorder: recorder', message=DISK_FULL)
            status.level = DiagnosticStatus.WARN
            self._diagnostics.publish(DiagnosticArray(status=[status]))


@pytest.fixture
def run_episode(make_graph, wait_until, tmp_path, capfd):
    """Return a function that runs one episode and returns exit code and output."""

    def run(stops: bool, output: Path = tmp_path) -> tuple[int, str]:
        graph = make_graph(
            f'robot:={ROBOT}',
            'instruction:=lift the pot',
            'episodes:=1',
            'episode_seconds:=0.5',
            'after_outcome:=0.5',
            'controllers:=[arm]',
            'recording:=true',
            f'output:={output}',
        )
        graph.add(OtherNodes(stops))
        runner = graph.add(EpisodeRunnerNode())
        wait_until(runner.finished.done)
        return runner.finished.result(), ''.join(capfd.readouterr())

    return run


def summary_in(folder: Path) -> dict[str, Any]:
    return json.loads((folder / 'summary.json').read_text(encoding='utf-8'))


def test_a_complete_recording_ends_the_run_well(run_episode, tmp_path) -> None:
    exit_code, _ = run_episode(stops=True)
    assert exit_code == 0
    assert summary_in(tmp_path)['recording_problem'] is None


def test_a_recording_that_failed_costs_the_exit_code_but_not_the_results(
    run_episode, tmp_path
) -> None:
    exit_code, printed = run_episode(stops=False)
    summary = summary_in(tmp_path)
    assert exit_code == 1
    assert [episode['outcome'] for episode in summary['episodes']] == ['FAILURE']
    assert summary['recording_problem'] == (
        f'service recorder/stop refused: not recording; {DISK_FULL}'
    )
    assert f'problem  {summary["recording_problem"]}' in printed
    assert f'the recording is not complete: {summary["recording_problem"]}' in printed


def test_results_are_printed_where_the_summary_cannot_be_written(run_episode, tmp_path) -> None:
    no_folder = tmp_path / 'file'
    no_folder.touch()
    exit_code, printed = run_episode(stops=True, output=no_folder)
    assert exit_code == 1
    assert "0 of 1 episodes succeeded: 'lift the pot'" in printed
    assert str(no_folder) in printed.splitlines()[-1]
