# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The ROS side of one safety gate: topics, services, timers."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable

from rclpy.qos import DurabilityPolicy, QoSProfile
from sensor_msgs.msg import JointState
from std_srvs.srv import SetBool, Trigger
from trajectory_msgs.msg import JointTrajectory

from lavla.control import ControlError, JointController, Reason, State
from lavla.msg import ActionChunk, SafetyStatus
from lavla.nodes.command_filter import CommandFilter
from lavla.nodes.controller_messages import (
    chunk_from_message,
    status_message,
    trajectory_message,
)
from lavla.nodes.joint_state_columns import JointStateColumns
from lavla.nodes.node_process import ProcessNode
from lavla.nodes.parameter_declaration import declare_boolean, declare_integer
from lavla.nodes.period_error import PeriodError
from lavla.nodes.realtime_priority import set_realtime_priority
from lavla.nodes.ros_time import now_seconds, seconds, wall_clock
from lavla.nodes.stage_diagnostics import StageDiagnostics

STATUS_PERIOD_S = 0.1
STOP_TIMEOUT_S = 1.0
# Above ordinary programs, below the threads of robot drivers.
REALTIME_PRIORITY = 20


class ControllerNode(ProcessNode):
    """
    Feed one safety gate from topics and send what it allows.

    The gate is called by callbacks of one executor thread only; none of them takes longer than
    a millisecond.
    """

    def __init__(self, name: str) -> None:
        """Create the node; a subclass declares parameters and calls `connect`."""
        super().__init__(name)
        self._dry_run = declare_boolean(
            self, 'dry_run', False, 'Compute set-points and send none of them.'
        )
        self._auto_enable = declare_boolean(
            self, 'auto_enable', False, 'Enable once, as soon as joint states are there.'
        )
        priority = declare_integer(
            self,
            'realtime_priority',
            REALTIME_PRIORITY,
            'Priority of real-time scheduling, where it is allowed; 0: ordinary scheduling.',
            0,
            99,
        )
        if priority and (problem := set_realtime_priority(priority)):
            self.get_logger().warning(problem)
        self._rejections: Counter[str] = Counter()
        self._told: tuple[State, Reason] | None = None
        self._stop_by_wall_s: float | None = None

    @property
    def dry_run(self) -> bool:
        """Return whether set-points are only computed."""
        return self._dry_run

    def connect(
        self,
        gate: JointController,
        joint_names: tuple[str, ...],
        trajectory_topic: str,
        command_filter: CommandFilter | None = None,
    ) -> None:
        """Open all topics and services, and start the timers."""
        self._gate = gate
        self._joint_names = joint_names
        self._filter = command_filter
        self._columns = JointStateColumns(joint_names)
        self._period_error = PeriodError(gate.settings.period_s)
        self._diagnostics = StageDiagnostics(self, 'set-points')
        self._set_points = self.create_publisher(
            JointTrajectory, trajectory_topic, QoSProfile(depth=1)
        )
        self._statuses = self.create_publisher(
            SafetyStatus,
            'safety_status',
            QoSProfile(depth=1, durability=DurabilityPolicy.TRANSIENT_LOCAL),
        )
        self.create_subscription(JointState, 'joint_states', self._observe, QoSProfile(depth=10))
        self.create_subscription(ActionChunk, 'action_chunk', self._offer, QoSProfile(depth=1))
        for verb in ('enable', 'hold', 'reset'):
            self.create_service(Trigger, f'~/{verb}', self._request(getattr(gate, verb), verb))
        self.create_service(SetBool, '~/e_stop', self._e_stop)
        self.create_timer(gate.settings.period_s, self._tick)
        self.create_timer(STATUS_PERIOD_S, self._report, clock=wall_clock())
        self.get_logger().info(
            f'{len(joint_names)} joints at {1.0 / gate.settings.period_s:.0f} Hz, speed scale '
            f'{gate.settings.speed_scale:.2f}, {gate.settings.blending.value} blending'
            + (', dry run' if self._dry_run else '')
        )

    def stop(self) -> None:
        """Decelerate and hold, then end the process."""
        if self._stop_by_wall_s is None:
            self._stop_by_wall_s = time.monotonic() + STOP_TIMEOUT_S
            self._gate.hold()

    def _observe(self, message: JointState) -> None:
        picked = self._columns.pick(message)
        if picked is None:
            return
        reason = self._gate.observe(*picked, seconds(message.header.stamp), now_seconds(self))
        self._count(reason)
        if not reason and self._auto_enable:
            self._auto_enable = False
            self._enable_once()

    def _enable_once(self) -> None:
        try:
            self._gate.enable()
        except ControlError as error:
            self.get_logger().error(f'auto_enable: {error}')

    def _offer(self, message: ActionChunk) -> None:
        self._count(self._gate.offer(chunk_from_message(message), now_seconds(self)))

    def _count(self, reason: Reason) -> None:
        if not reason:
            return
        for name in reason.names():
            self._rejections[name] += 1
            self._diagnostics.set_value(f'rejected_{name.lower()}', self._rejections[name])
        self._report_changes()

    def _tick(self) -> None:
        now_s, wall_s = now_seconds(self), time.monotonic()
        set_point = self._gate.update(now_s)
        self._report_changes()
        if set_point is None:
            self._period_error.pause()
            if self._filter is not None:
                self._filter.reset()
            return
        passes = self._filter is None or self._filter.passes(set_point)
        if passes and not self._dry_run:
            self._set_points.publish(trajectory_message(set_point, self._joint_names))
        durations = {}
        error_s = self._period_error.tick(now_s, wall_s)
        if error_s is not None:
            durations['period_error'] = error_s
        if set_point.first_of_chunk and set_point.chunk_stamp_s is not None:
            durations['camera_to_set_point'] = now_s - set_point.chunk_stamp_s
        self._diagnostics.record(**durations)

    def _report_changes(self) -> None:
        """Tell a new state or a new reason at once."""
        status = self._gate.status
        if self._told is None:
            return
        state, reasons = self._told
        if status.state is not state or status.reasons & ~reasons:
            self._report()

    def _report(self) -> None:
        status = self._gate.collect_status()
        if self._told is None or self._told[0] is not status.state:
            detail = f': {status.message}' if status.message else ''
            self.get_logger().info(f'{status.state.name}{detail}')
        self._told = status.state, status.reasons
        self._statuses.publish(
            status_message(status, self.get_name(), self.get_clock().now().to_msg())
        )
        self._diagnostics.set_value('state', status.state.name)
        self._diagnostics.set_value('chunk_age_s', f'{status.chunk_age_s:.3f}')
        self._diagnostics.set_value('observation_age_s', f'{status.observation_age_s:.3f}')
        if status.state is not State.ACTIVE:
            self._diagnostics.problem(f'{status.state.name} {status.message}'.strip())
        if self._stop_by_wall_s is not None and (
            not self._gate.moving or time.monotonic() > self._stop_by_wall_s
        ):
            self.finish()

    def _request(
        self, action: Callable[[], None], verb: str
    ) -> Callable[[Trigger.Request, Trigger.Response], Trigger.Response]:
        def answer(_: Trigger.Request, response: Trigger.Response) -> Trigger.Response:
            try:
                action()
            except ControlError as error:
                response.success, response.message = False, str(error)
                self.get_logger().warning(f'{verb} refused: {error}')
            else:
                response.success, response.message = True, self._gate.state.name
            self._report()
            return response

        return answer

    def _e_stop(self, request: SetBool.Request, response: SetBool.Response) -> SetBool.Response:
        self._gate.e_stop(request.data)
        response.success, response.message = True, self._gate.status.message
        self._report()
        return response
