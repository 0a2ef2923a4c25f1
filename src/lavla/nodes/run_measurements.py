# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Rates and latencies of all stages, gathered from the graph while episodes run."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence

from diagnostic_msgs.msg import DiagnosticArray
from rclpy.node import Node
from rclpy.qos import QoSProfile, qos_profile_sensor_data
from sensor_msgs.msg import CameraInfo
from trajectory_msgs.msg import JointTrajectory

from lavla.msg import ActionChunk, LatentAction
from lavla.nodes.ros_time import now_seconds, seconds
from lavla.nodes.run_report import Spread, StageResult, diagnostics_spread, spread
from lavla.robots import Robot


class RunMeasurements:
    """Listen to the graph; measure only between begin_episode() and end_episode()."""

    def __init__(self, node: Node, robot: Robot) -> None:
        """Subscribe to small messages only: images and features are not received."""
        self._node = node
        self._lock = threading.Lock()
        self._measuring = False
        self._episode_start_s = 0.0
        self._measured_ros_s = 0.0
        self._counts: dict[str, int] = {}
        self._latencies: dict[str, list[float]] = {}
        self._inferences: dict[str, list[float]] = {}
        self._rates: dict[str, list[float]] = {}
        self._diagnostics: dict[str, dict[str, str]] = {}
        self._problems: dict[str, str] = {}
        self.first_set_point_wall_s: float | None = None
        self.camera_stamp_s: float | None = None
        self.newest_confidence: float | None = None
        self.chunks = 0
        latest = QoSProfile(depth=10)
        node.create_subscription(LatentAction, 'intent', self._store_intent, latest)
        node.create_subscription(ActionChunk, 'action_chunk', self._store_chunk, latest)
        node.create_subscription(DiagnosticArray, '/diagnostics', self._store_diagnostics, 50)
        node.create_subscription(
            CameraInfo,
            f'{robot.cameras[0].topic}/camera_info',
            self._store_camera_info,
            qos_profile_sensor_data,
        )
        for arm in robot.arms:
            node.create_subscription(
                JointTrajectory, arm.trajectory_topic, self._store_set_point, latest
            )

    def begin_episode(self) -> None:
        """Count from now on."""
        with self._lock:
            self._measuring = True
            self._episode_start_s = now_seconds(self._node)
            self.chunks = 0

    def end_episode(self) -> None:
        """Count no more."""
        with self._lock:
            if self._measuring:
                self._measuring = False
                self._measured_ros_s += now_seconds(self._node) - self._episode_start_s

    def problems(self) -> list[str]:
        """Return what nodes report as their problem now."""
        with self._lock:
            return [f'{name}: {text}' for name, text in sorted(self._problems.items()) if text]

    def stages(self) -> list[StageResult]:
        """Return the measured stages in the order of the data's way through the graph."""
        with self._lock:
            results = [StageResult('camera', self._rate('camera'))]
            for name in ('vision_encoder', 'intent_predictor', 'action_expert'):
                values = self._reported(name)
                results.append(
                    StageResult(
                        name,
                        self._rate(name) or _mean(self._reported_rates(name)),
                        spread(self._latencies.get(name, ()))
                        or diagnostics_spread(values, 'latency'),
                        spread(self._inferences.get(name, ()))
                        or diagnostics_spread(values, 'inference'),
                    )
                )
            results += [
                StageResult(name, _mean(self._reported_rates(name)))
                for name in sorted(key.split(':')[0] for key in self._diagnostics)
                if name.endswith('_controller')
            ]
            return results

    def worst_controller_spread(self, series: str) -> Spread | None:
        """Return the percentiles of a controllers' series, of the arm with the longer tail."""
        with self._lock:
            spreads = [
                diagnostics_spread(values, series)
                for name, values in self._diagnostics.items()
                if name.split(':')[0].endswith('arm_controller')
            ]
        known = [value for value in spreads if value is not None]
        return max(known, key=lambda value: value.p99) if known else None

    def _reported(self, node_name: str) -> dict[str, str]:
        keys = [key for key in self._diagnostics if key.split(':')[0] == node_name]
        return self._diagnostics[keys[0]] if keys else {}

    def _reported_rates(self, node_name: str) -> list[float]:
        keys = [key for key in self._rates if key.split(':')[0] == node_name]
        return self._rates[keys[0]] if keys else []

    def _rate(self, name: str) -> float | None:
        count = self._counts.get(name)
        if not count or self._measured_ros_s <= 0.0:
            return None
        return round(count / self._measured_ros_s, 2)

    def _count(self, name: str, latency_s: float | None, inference_s: float | None) -> None:
        with self._lock:
            if not self._measuring:
                return
            self._counts[name] = self._counts.get(name, 0) + 1
            if latency_s is not None:
                self._latencies.setdefault(name, []).append(latency_s)
            if inference_s is not None:
                self._inferences.setdefault(name, []).append(inference_s)

    def _store_camera_info(self, message: CameraInfo) -> None:
        self.camera_stamp_s = seconds(message.header.stamp)
        self._count('camera', None, None)

    def _store_intent(self, message: LatentAction) -> None:
        self.newest_confidence = float(message.confidence)
        latency_s = now_seconds(self._node) - seconds(message.header.stamp)
        self._count('intent_predictor', latency_s, float(message.inference_time))

    def _store_chunk(self, message: ActionChunk) -> None:
        self.chunks += 1
        latency_s = now_seconds(self._node) - seconds(message.header.stamp)
        self._count('action_expert', latency_s, float(message.inference_time))

    def _store_set_point(self, _: JointTrajectory) -> None:
        if self.first_set_point_wall_s is None:
            self.first_set_point_wall_s = time.time()

    def _store_diagnostics(self, message: DiagnosticArray) -> None:
        with self._lock:
            for status in message.status:
                name = status.name.split('/')[-1]
                level = status.level[0] if isinstance(status.level, bytes) else status.level
                self._problems[name] = status.message if level else ''
                values = {item.key: item.value for item in status.values}
                self._diagnostics[name] = values
                if self._measuring and 'rate_hz' in values:
                    self._rates.setdefault(name, []).append(float(values['rate_hz']))


def _mean(values: Sequence[float]) -> float | None:
    return round(sum(values) / len(values), 2) if len(values) else None
