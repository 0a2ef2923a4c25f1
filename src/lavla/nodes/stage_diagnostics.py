# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Rate and latencies of one stage of the graph, published on /diagnostics once a second."""

from __future__ import annotations

import threading
from collections import deque

import numpy as np
from diagnostic_msgs.msg import DiagnosticArray, DiagnosticStatus, KeyValue
from rclpy.node import Node

from lavla.nodes.ros_time import now_seconds, wall_clock


class StageDiagnostics:
    """
    Collect durations of one stage and publish their percentiles.

    Keys: `rate_hz` over the last second or more of the node's clock, `count` since the start,
    and `<series>_p50_s`, `<series>_p99_s` over the newest `window` values of each series.
    """

    def __init__(self, node: Node, stage: str, window: int = 2000, period_s: float = 1.0) -> None:
        """Publish for `node` every period_s of wall time; `stage` names what it does."""
        self._node = node
        self._stage = stage
        self._window = window
        self._lock = threading.Lock()
        self._series: dict[str, deque[float]] = {}
        self._values: dict[str, str] = {}
        self._count = 0
        self._last_count = 0
        self._last_s: float | None = None
        self._problem = 'nothing processed yet'
        self._publisher = node.create_publisher(DiagnosticArray, '/diagnostics', 10)
        self._timer = node.create_timer(period_s, self._publish, clock=wall_clock())

    def record(self, **durations_s: float) -> None:
        """Count one unit of work with its durations in seconds, one per series."""
        with self._lock:
            self._count += 1
            self._problem = ''
            for name, value in durations_s.items():
                self._series.setdefault(name, deque(maxlen=self._window)).append(value)

    def set_value(self, key: str, value: object) -> None:
        """Publish a further key with the next report."""
        with self._lock:
            self._values[key] = str(value)

    def problem(self, message: str) -> None:
        """Show a warning until the next unit of work is done."""
        with self._lock:
            self._problem = message

    def _publish(self) -> None:
        now_s = now_seconds(self._node)
        with self._lock:
            values = dict(self._values)
            values['count'] = str(self._count)
            if self._last_s is not None and now_s > self._last_s:
                rate_hz = (self._count - self._last_count) / (now_s - self._last_s)
                values['rate_hz'] = f'{rate_hz:.2f}'
            for name, series in self._series.items():
                median, tail = np.percentile(np.array(series), (50, 99))
                values[f'{name}_p50_s'] = f'{median:.6f}'
                values[f'{name}_p99_s'] = f'{tail:.6f}'
            problem = self._problem
            self._last_count, self._last_s = self._count, now_s
        status = DiagnosticStatus(
            level=DiagnosticStatus.WARN if problem else DiagnosticStatus.OK,
            name=f'{self._node.get_fully_qualified_name()[1:]}: {self._stage}',
            message=problem or 'running',
            hardware_id='',
            values=[KeyValue(key=key, value=value) for key, value in values.items()],
        )
        report = DiagnosticArray(status=[status])
        report.header.stamp = self._node.get_clock().now().to_msg()
        self._publisher.publish(report)
