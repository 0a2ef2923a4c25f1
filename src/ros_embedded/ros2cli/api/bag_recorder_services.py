# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Services of a running `ros2 bag record`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ros2cli.api.bag_recorder import BagRecorder

if TYPE_CHECKING:
    from rclpy.node import Node


class BagRecorderServices:
    """Pause, resume, split and take snapshots from other processes."""

    def __init__(self, node: Node, recorder: BagRecorder) -> None:
        """Offer the services."""
        from rosbag2_interfaces.srv import IsPaused, Pause, Resume, Snapshot, SplitBagfile

        self._recorder = recorder
        self._logger = node.get_logger()
        for service_type, name, serve in (
            (Pause, 'pause', self._pause),
            (Resume, 'resume', self._resume),
            (IsPaused, 'is_paused', self._is_paused),
            (SplitBagfile, 'split_bagfile', self._split),
            (Snapshot, 'snapshot', self._snapshot),
        ):
            node.create_service(service_type, f'~/{name}', serve)

    def _pause(self, _: Any, response: Any) -> Any:
        self._recorder.paused = True
        self._logger.info('Pausing recording.')
        return response

    def _resume(self, _: Any, response: Any) -> Any:
        self._recorder.paused = False
        self._logger.info('Resuming recording.')
        return response

    def _is_paused(self, _: Any, response: Any) -> Any:
        response.paused = self._recorder.paused
        return response

    def _split(self, _: Any, response: Any) -> Any:
        self._recorder.split()
        return response

    def _snapshot(self, _: Any, response: Any) -> Any:
        response.success = self._recorder.take_snapshot()
        return response
