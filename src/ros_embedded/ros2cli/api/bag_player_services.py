# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Services of a running `ros2 bag play`."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from ros2cli.api.bag_player import BagPlayer

if TYPE_CHECKING:
    from rclpy.node import Node

_NANOSECONDS = 10**9


class BagPlayerServices:
    """Pause, resume, step, seek, change the rate and stop from other processes."""

    def __init__(self, node: Node, player: BagPlayer) -> None:
        """Offer the services, and serve them in a thread of their own."""
        from rclpy.executors import SingleThreadedExecutor
        from rosbag2_interfaces.srv import (
            Burst,
            GetRate,
            IsPaused,
            Pause,
            PlayNext,
            Resume,
            Seek,
            SetRate,
            Stop,
            TogglePaused,
        )

        self._player = player
        self._logger = node.get_logger()
        for service_type, name, serve in (
            (Pause, 'pause', self._pause),
            (Resume, 'resume', self._resume),
            (TogglePaused, 'toggle_paused', self._toggle_paused),
            (IsPaused, 'is_paused', self._is_paused),
            (GetRate, 'get_rate', self._get_rate),
            (SetRate, 'set_rate', self._set_rate),
            (PlayNext, 'play_next', self._play_next),
            (Burst, 'burst', self._burst),
            (Seek, 'seek', self._seek),
            (Stop, 'stop', self._stop),
        ):
            node.create_service(service_type, f'~/{name}', serve)
        self._executor = SingleThreadedExecutor()
        self._executor.add_node(node)
        self._thread = threading.Thread(target=self._spin, name='player services', daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Serve no more."""
        self._executor.shutdown()
        self._thread.join()

    def _spin(self) -> None:
        from rclpy.executors import ExternalShutdownException, ShutdownException

        try:
            self._executor.spin()
        except (ExternalShutdownException, ShutdownException):
            return

    def _set_paused(self, paused: bool) -> None:
        self._player.clock.paused = paused
        self._logger.info('Pausing play.' if paused else 'Resuming play.')

    def _pause(self, _: Any, response: Any) -> Any:
        self._set_paused(True)
        return response

    def _resume(self, _: Any, response: Any) -> Any:
        self._set_paused(False)
        return response

    def _toggle_paused(self, _: Any, response: Any) -> Any:
        self._set_paused(not self._player.clock.paused)
        return response

    def _is_paused(self, _: Any, response: Any) -> Any:
        response.paused = self._player.clock.paused
        return response

    def _get_rate(self, _: Any, response: Any) -> Any:
        response.rate = self._player.clock.rate
        return response

    def _set_rate(self, request: Any, response: Any) -> Any:
        response.success = request.rate > 0
        if response.success:
            self._player.clock.rate = request.rate
            self._logger.info(f'Set rate to {request.rate:g}')
        return response

    def _play_next(self, _: Any, response: Any) -> Any:
        response.success = self._player.step(1) == 1
        return response

    def _burst(self, request: Any, response: Any) -> Any:
        response.actually_burst = self._player.step(request.num_messages)
        return response

    def _seek(self, request: Any, response: Any) -> Any:
        response.success = self._player.seek(
            request.time.sec * _NANOSECONDS + request.time.nanosec
        )
        return response

    def _stop(self, _: Any, response: Any) -> Any:
        self._player.stop()
        return response
