# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Run episodes: reset, enable, instruct, judge, and report what was measured."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from rclpy.qos import DurabilityPolicy, QoSProfile
from std_msgs.msg import String

from lavla.msg import EpisodeEvent
from lavla.nodes.node_process import NodeError, ProcessNode, run_node_and_exit
from lavla.nodes.parameter_declaration import (
    declare_boolean,
    declare_float,
    declare_integer,
    declare_text,
    declare_text_list,
)
from lavla.nodes.process_cpu import ProcessCpu
from lavla.nodes.progress_line import ProgressLine
from lavla.nodes.ros_time import now_seconds, seconds
from lavla.nodes.run_measurements import RunMeasurements
from lavla.nodes.run_report import EpisodeResult, report_lines, stage_entry
from lavla.nodes.trigger_client import TriggerClient, TriggerError
from lavla.robots import load_robot

NAME = 'episode_runner'
POLL_S = 0.02
SERVICE_TIMEOUT_S = 60.0
CLOCK_STALL_S = 15.0
RECORDER = 'recorder: recorder: '  # how the recorder's diagnostics begin
POLICY_TOPICS = ('visual_features', 'intent', 'action_chunk')


class Interrupted(Exception):
    """The node is closing while its worker thread waits."""


class EpisodeRunnerNode(ProcessNode):
    """Run the episodes in a worker thread and end the process after the last one."""

    def __init__(self) -> None:
        """Declare parameters, connect to the graph and start the worker thread."""
        super().__init__(NAME)
        robot = load_robot(declare_text(self, 'robot', 'panda_duo_sim', 'Robot that is run.'))
        self._robot = robot
        self._task = declare_text(self, 'task', 'lift_pot', 'Name of the task in events.')
        self._instruction = declare_text(self, 'instruction', '', 'What the robot is told.')
        self._episodes = declare_integer(
            self, 'episodes', 0, 'Episodes to run; 0: only publish the instruction.', 0, 1_000_000
        )
        self._episode_s = declare_float(
            self, 'episode_seconds', 15.0, 'Time limit of an episode, s of ROS time.', 0.1, 3600.0
        )
        self._seed = declare_integer(
            self, 'seed', 0, 'Seed of the first scene, for the report.', 0, (1 << 31) - 1
        )
        self._ready_timeout_s = declare_float(
            self, 'ready_timeout', 180.0, 'Wall time for the graph to get ready, s.', 1.0, 3600.0
        )
        self._after_outcome_s = declare_float(
            self, 'after_outcome', 1.0, 'Time that the arms hold after it, s.', 0.5, 60.0
        )
        self._enable = declare_boolean(
            self,
            'enable_controllers',
            robot.simulated,
            'Enable the controllers; on a real robot a person does that.',
        )
        sides = [arm.side for arm in robot.arms]
        controllers = declare_text_list(
            self,
            'controllers',
            [f'{side}_{part}_controller' for side in sides for part in ('arm', 'hand')],
            'Node names of the controllers.',
        )
        self._checkpoint = declare_text(self, 'checkpoint', '', 'Checkpoint, for the report.')
        self._recording = declare_boolean(self, 'recording', False, 'A recorder is running.')
        self._output = Path(
            declare_text(self, 'output', 'lavla_runs', 'Folder of summary.json.')
        ).expanduser()
        self._launch_wall_s = declare_float(
            self, 'launch_wall_time', 0.0, 'Unix time of the launch, s; 0: unknown.', 0.0, 1e11
        )
        if not self._instruction:
            raise NodeError('parameter instruction is empty; say what the robot should do')
        if self._episodes and not robot.simulated:
            raise NodeError(
                f'robot {robot.name} is not simulated: its scene cannot be reset; use episodes:=0'
            )
        self._results: list[EpisodeResult] = []
        self._success_s: float | None = None
        self._closing = threading.Event()
        self._cpu = ProcessCpu()
        self._measurements = RunMeasurements(self, robot)
        latched = QoSProfile(depth=10, durability=DurabilityPolicy.TRANSIENT_LOCAL)
        self._instructions = self.create_publisher(
            String,
            'instruction',
            QoSProfile(depth=1, durability=DurabilityPolicy.TRANSIENT_LOCAL),
        )
        self._events = self.create_publisher(EpisodeEvent, 'episode_event', latched)
        self.create_subscription(EpisodeEvent, 'episode_event', self._store_event, latched)
        self._controllers = {
            verb: [TriggerClient(self, f'{name}/{verb}') for name in controllers]
            for verb in ('hold', 'reset', 'enable')
        }
        self._reset_simulator = TriggerClient(self, 'simulator/reset')
        self._stop_recorder = TriggerClient(self, 'recorder/stop')
        self._thread = threading.Thread(target=self._run, name=NAME, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop the worker thread."""
        self._closing.set()
        self._thread.join(timeout=2.0)

    def _store_event(self, message: EpisodeEvent) -> None:
        if message.type == EpisodeEvent.SUCCESS and not message.episode_id:
            self._success_s = seconds(message.header.stamp)

    def _run(self) -> None:
        try:
            self._wait_until_ready()
            if not self._episodes:
                self._start_without_episodes()
                return
            self._cpu.start()
            start_ros_s, start_wall_s = now_seconds(self), time.monotonic()
            for index in range(self._episodes):
                self._results.append(self._run_episode(index))
            factor = (now_seconds(self) - start_ros_s) / (time.monotonic() - start_wall_s)
            self._report(factor)
        except Interrupted:
            return
        except (NodeError, TriggerError, OSError) as error:
            self.fail(str(error))
        else:
            self.finish()

    def _start_without_episodes(self) -> None:
        if self._enable:
            self._call_all('reset')
            self._call_all('enable')
        self._instruct(self._instruction)
        self.get_logger().info(f'told the robot {self._instruction!r}; Ctrl-C ends the run')

    def _wait_until_ready(self) -> None:
        deadline_s = time.monotonic() + self._ready_timeout_s
        progress = ProgressLine()
        while missing := self._missing():
            if time.monotonic() > deadline_s:
                raise NodeError(
                    f'not ready after {self._ready_timeout_s:.0f} s, missing: '
                    + ', '.join(missing)
                )
            progress.show(f'starting: waiting for {", ".join(missing)}')
            self._pause()

    def _missing(self) -> list[str]:
        services = [] if not self._enable else self._controllers['enable']
        if self._episodes:
            services = [*self._controllers['hold'], *self._controllers['reset'], *services]
            services.append(self._reset_simulator)
        missing = sorted({c.service.split('/')[0] for c in services if not c.is_ready})
        missing += [name for name in POLICY_TOPICS if not self.count_publishers(name)]
        if self._measurements.camera_stamp_s is None:
            missing.append('camera images')
        return missing

    def _run_episode(self, index: int) -> EpisodeResult:
        name = f'episode {index + 1} of {self._episodes}'
        episode_id = f'episode_{index:06d}'
        self._reset_scene(name)
        start_ros_s, start_wall_s = now_seconds(self), time.monotonic()
        self._success_s = None
        self._measurements.begin_episode()
        self._emit(EpisodeEvent.START, episode_id, name)
        self._instruct(self._instruction)
        progress = ProgressLine()

        def is_over() -> bool:
            elapsed_s = now_seconds(self) - start_ros_s
            confidence = self._measurements.newest_confidence
            told = '' if confidence is None else f', confidence {confidence:.2f}'
            progress.show(f'{name}: {elapsed_s:.1f} s of {self._episode_s:.0f} s simulated{told}')
            return self._success_after(start_ros_s) or elapsed_s >= self._episode_s

        self._wait_in_ros_time(is_over)
        succeeded = self._success_after(start_ros_s)
        duration_ros_s = now_seconds(self) - start_ros_s
        duration_wall_s = time.monotonic() - start_wall_s
        chunks = self._measurements.chunks
        self._measurements.end_episode()
        if not chunks:
            problems = self._measurements.problems()
            raise NodeError(
                f'{name} could not be run: no action chunk arrived in {self._episode_s:.0f} s; '
                + ('; '.join(problems) or 'no node reports a problem')
            )
        outcome = 'SUCCESS' if succeeded else 'FAILURE'
        self._emit(getattr(EpisodeEvent, outcome), episode_id, name)
        print(f'{name}: {outcome} after {duration_ros_s:.1f} s simulated', flush=True)
        self._instruct('')
        self._call_all('hold')
        shown_until_s = now_seconds(self) + self._after_outcome_s
        self._wait_in_ros_time(lambda: now_seconds(self) >= shown_until_s)
        self._emit(EpisodeEvent.STOP, episode_id, name)
        return EpisodeResult(
            episode_id,
            self._seed + index,
            outcome,
            round(duration_ros_s, 3),
            round(duration_wall_s, 3),
        )

    def _success_after(self, start_s: float) -> bool:
        return self._success_s is not None and self._success_s >= start_s

    def _reset_scene(self, name: str) -> None:
        self._instruct('')
        progress = ProgressLine()
        progress.show(f'{name}: new scene')
        # A disabled controller sends nothing: a set-point of the old scene would drive the arms
        # of the new one to where they stood in the old. The simulator drops what is on its way.
        self._call_all('reset')
        self._reset_simulator.call(SERVICE_TIMEOUT_S)
        reset_s = now_seconds(self)

        def is_seen() -> bool:
            progress.show(f'{name}: waiting for images of the new scene')
            stamp_s = self._measurements.camera_stamp_s
            return stamp_s is not None and stamp_s > reset_s

        self._wait_in_ros_time(is_seen)
        self._call_all('reset')  # forgets the chunks that were still made from the old scene
        self._call_all('enable')

    def _call_all(self, verb: str) -> None:
        for client in self._controllers[verb]:
            client.call(SERVICE_TIMEOUT_S)

    def _instruct(self, text: str) -> None:
        self._instructions.publish(String(data=text))

    def _emit(self, kind: int, episode_id: str, note: str) -> None:
        event = EpisodeEvent(
            type=kind,
            episode_id=episode_id,
            task=self._task,
            instruction=self._instruction,
            note=note,
        )
        event.header.stamp = self.get_clock().now().to_msg()
        self._events.publish(event)

    def _wait_in_ros_time(self, is_over: Callable[[], bool]) -> None:
        """Wait until is_over; raise NodeError when the clock stands still meanwhile."""
        seen_ros_s, seen_wall_s = now_seconds(self), time.monotonic()
        while not is_over():
            self._pause()
            now_ros_s, now_wall_s = now_seconds(self), time.monotonic()
            if now_ros_s != seen_ros_s:
                seen_ros_s, seen_wall_s = now_ros_s, now_wall_s
            elif now_wall_s - seen_wall_s > CLOCK_STALL_S:
                raise NodeError(
                    f'/clock stood still for {CLOCK_STALL_S:.0f} s: is the simulator running?'
                )

    def _pause(self) -> None:
        if self._closing.wait(POLL_S):
            raise Interrupted

    def _report(self, real_time_factor: float) -> None:
        """Write and print the results; raise NodeError after that when the recording failed."""
        processes = self._cpu.use()
        recording_problem = self._stop_recording()
        measurements = self._measurements
        period_error = measurements.worst_controller_spread('period_error')
        camera_to_set_point = measurements.worst_controller_spread('camera_to_set_point')
        startup_s = None
        if self._launch_wall_s and measurements.first_set_point_wall_s is not None:
            startup_s = round(measurements.first_set_point_wall_s - self._launch_wall_s, 2)
        path = (self._output / 'summary.json').absolute()
        summary: dict[str, Any] = {
            'created': datetime.now(timezone.utc).isoformat(timespec='seconds'),
            'robot': self._robot.name,
            'task': self._task,
            'instruction': self._instruction,
            'checkpoint': self._checkpoint,
            'episodes': [asdict(result) for result in self._results],
            'successes': sum(result.outcome == 'SUCCESS' for result in self._results),
            'real_time_factor': round(real_time_factor, 3),
            'startup_to_first_set_point_wall_s': startup_s,
            'stages': {stage.name: stage_entry(stage) for stage in measurements.stages()},
            'camera_to_first_set_point_ros_s': camera_to_set_point and asdict(camera_to_set_point),
            'set_point_period_error_wall_s': period_error and asdict(period_error),
            'processes': [
                {
                    'name': use.name,
                    'cores': round(use.cores, 3),
                    'memory_mib': round(use.memory_mib, 1),
                }
                for use in processes
            ],
            'bag': self._newest('recording_*/metadata.yaml', parent=True),
            'video': self._newest('recording_*.mp4', parent=False),
            'recording_problem': recording_problem,
            'summary': str(path),
        }
        # First, because a disk that was too full for the recording may be so for the summary.
        print('\n'.join(report_lines(summary)), flush=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(summary, indent=2) + '\n', encoding='utf-8')
        if recording_problem is not None:
            raise NodeError(f'the recording is not complete: {recording_problem}')

    def _stop_recording(self) -> str | None:
        """Return what is wrong with the recording; None when it is complete or not asked for."""
        if not self._recording:
            return None
        # Read before the call: the recorder no longer knows why it had to stop on its own.
        reported = [
            text.removeprefix(RECORDER)
            for text in self._measurements.problems()
            if text.startswith(RECORDER)
        ]
        try:
            self._stop_recorder.call(SERVICE_TIMEOUT_S)
        except TriggerError as error:
            return '; '.join([str(error), *reported])
        return None

    def _newest(self, pattern: str, parent: bool) -> str | None:
        """Return the newest recording in the output folder, when this run has a recorder."""
        if not self._recording:
            return None
        found = sorted(self._output.glob(pattern), key=lambda path: path.stat().st_mtime)
        if not found:
            return None
        return str((found[-1].parent if parent else found[-1]).absolute())


def main() -> None:
    """Run the node."""
    run_node_and_exit(EpisodeRunnerNode, NAME)
