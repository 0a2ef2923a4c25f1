# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The buffer of transforms that programs ask."""

from __future__ import annotations

import time as system_time
from collections.abc import Callable
from threading import Condition
from typing import Any

from geometry_msgs.msg import TransformStamped
from rclpy.clock import Clock, JumpThreshold, TimeJump
from rclpy.duration import Duration
from rclpy.logging import get_logger
from rclpy.node import Node
from rclpy.task import Future
from rclpy.time import Time
from tf2_msgs.srv import FrameGraph
from tf2_py import BufferCore

from tf2_ros.buffer_interface import NO_TIMEOUT, BufferInterface


class Buffer(BufferCore, BufferInterface):
    """
    Transforms of the last seconds; a TransformListener fills it.

    With a node it offers the service ``tf2_frames`` and follows the node's clock: a jump back in
    time clears it.
    """

    def __init__(self, cache_time: Duration | None = None, node: Node | None = None) -> None:
        """
        Create an empty buffer.

        :param cache_time: how long transforms are kept, 10 s by default.
        """
        BufferCore.__init__(self, cache_time)
        BufferInterface.__init__(self)
        self._new_data = Condition()
        self._waiting: list[tuple[Future, Callable[[], TransformStamped | None]]] = []
        if node is not None:
            self.srv = node.create_service(FrameGraph, 'tf2_frames', self._answer_frames)
            self.clock = node.get_clock()
        else:
            self.clock = Clock()
        threshold = JumpThreshold(
            min_forward=None, min_backward=Duration(seconds=-1), on_clock_change=True
        )
        self.jump_handle = self.clock.create_jump_callback(
            threshold, post_callback=self.time_jump_callback
        )

    def time_jump_callback(self, time_jump: TimeJump) -> None:
        """Clear the buffer: what it holds is of another time."""
        get_logger('tf2_buffer').warning('Detected jump back in time. Clearing tf buffer.')
        self.clear()

    def set_transform(self, transform: TransformStamped, authority: str) -> None:
        """Add a transform; see BufferCore.set_transform()."""
        super().set_transform(transform, authority)
        self._tell_waiting()

    def set_transform_static(self, transform: TransformStamped, authority: str) -> None:
        """Add a transform that holds at any time; see BufferCore.set_transform()."""
        super().set_transform_static(transform, authority)
        self._tell_waiting()

    def lookup_transform(
        self,
        target_frame: str,
        source_frame: str,
        time: Time,
        timeout: Duration = NO_TIMEOUT,
    ) -> TransformStamped:
        """
        Return the transform that maps points of the source frame to the target frame.

        :param time: the time it shall hold for; zero for the newest one.
        :param timeout: how long to wait for it, in real time. The listener must run meanwhile:
            in another thread or callback group than the caller's.
        :raises LookupException: when a frame is not known.
        :raises ConnectivityException: when nothing connects the frames.
        :raises ExtrapolationException: when the time is outside of what is known.
        :raises InvalidArgumentException: when a frame's name breaks the rules.
        """
        self.can_transform(target_frame, source_frame, time, timeout)
        return self.lookup_transform_core(target_frame, source_frame, time)

    async def lookup_transform_async(
        self, target_frame: str, source_frame: str, time: Time
    ) -> TransformStamped:
        """Wait for a transform and return it; to be awaited in a callback."""
        await self.wait_for_transform_async(target_frame, source_frame, time)
        return self.lookup_transform_core(target_frame, source_frame, time)

    def lookup_transform_full(
        self,
        target_frame: str,
        target_time: Time,
        source_frame: str,
        source_time: Time,
        fixed_frame: str,
        timeout: Duration = NO_TIMEOUT,
    ) -> TransformStamped:
        """
        Return the transform from the source frame at one time to the target frame at another.

        :param fixed_frame: the frame that is taken not to move between both times.
        See lookup_transform() for the rest.
        """
        self.can_transform_full(
            target_frame, target_time, source_frame, source_time, fixed_frame, timeout
        )
        return self.lookup_transform_full_core(
            target_frame, target_time, source_frame, source_time, fixed_frame
        )

    async def lookup_transform_full_async(
        self,
        target_frame: str,
        target_time: Time,
        source_frame: str,
        source_time: Time,
        fixed_frame: str,
    ) -> TransformStamped:
        """Wait for a transform between two times and return it; to be awaited in a callback."""
        await self.wait_for_transform_full_async(
            target_frame, target_time, source_frame, source_time, fixed_frame
        )
        return self.lookup_transform_full_core(
            target_frame, target_time, source_frame, source_time, fixed_frame
        )

    def can_transform(
        self,
        target_frame: str,
        source_frame: str,
        time: Time,
        timeout: Duration = NO_TIMEOUT,
        return_debug_tuple: bool = False,
    ) -> Any:
        """
        Tell whether lookup_transform() would succeed.

        :param timeout: how long to wait until it would, in real time.
        :param return_debug_tuple: return (answer, why not) instead of the answer.
        """
        answer = self._wait(
            lambda: self.can_transform_core(target_frame, source_frame, time), timeout
        )
        return answer if return_debug_tuple else answer[0]

    def can_transform_full(
        self,
        target_frame: str,
        target_time: Time,
        source_frame: str,
        source_time: Time,
        fixed_frame: str,
        timeout: Duration = NO_TIMEOUT,
        return_debug_tuple: bool = False,
    ) -> Any:
        """Tell whether lookup_transform_full() would succeed; see can_transform()."""
        answer = self._wait(
            lambda: self.can_transform_full_core(
                target_frame, target_time, source_frame, source_time, fixed_frame
            ),
            timeout,
        )
        return answer if return_debug_tuple else answer[0]

    def wait_for_transform_async(self, target_frame: str, source_frame: str, time: Time) -> Future:
        """Return a future that gets the transform when it is there."""

        def find() -> TransformStamped | None:
            if not self.can_transform_core(target_frame, source_frame, time)[0]:
                return None
            return self.lookup_transform_core(target_frame, source_frame, time)

        return self._future(find)

    def wait_for_transform_full_async(
        self,
        target_frame: str,
        target_time: Time,
        source_frame: str,
        source_time: Time,
        fixed_frame: str,
    ) -> Future:
        """Return a future that gets the transform between two times when it is there."""
        arguments = (target_frame, target_time, source_frame, source_time, fixed_frame)

        def find() -> TransformStamped | None:
            if not self.can_transform_full_core(*arguments)[0]:
                return None
            return self.lookup_transform_full_core(*arguments)

        return self._future(find)

    def _answer_frames(
        self, request: FrameGraph.Request, response: FrameGraph.Response
    ) -> FrameGraph.Response:
        response.frame_yaml = self.all_frames_as_yaml()
        return response

    def _wait(self, ask: Callable[[], tuple[bool, str]], timeout: Duration) -> tuple[bool, str]:
        end = system_time.monotonic() + timeout.nanoseconds / 1e9
        with self._new_data:
            while True:
                answer = ask()
                remaining = end - system_time.monotonic()
                if answer[0] or remaining <= 0:
                    return answer
                self._new_data.wait(remaining)

    def _future(self, find: Callable[[], TransformStamped | None]) -> Future:
        future = Future()
        with self._new_data:
            found = find()
            if found is None:
                self._waiting.append((future, find))
        if found is not None:
            future.set_result(found)
        return future

    def _tell_waiting(self) -> None:
        ready: list[tuple[Future, TransformStamped]] = []
        with self._new_data:
            self._new_data.notify_all()
            still_waiting = []
            for future, find in self._waiting:
                found = None if future.done() else find()
                if found is not None:
                    ready.append((future, found))
                elif not future.done():
                    still_waiting.append((future, find))
            self._waiting = still_waiting
        for future, found in ready:
            future.set_result(found)
