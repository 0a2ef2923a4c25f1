# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Show what the policy means to do: `intent_markers` and `intent_image`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from rclpy.qos import (
    DurabilityPolicy,
    QoSProfile,
    ReliabilityPolicy,
    qos_profile_sensor_data,
)
from sensor_msgs.msg import CameraInfo, Image
from visualization_msgs.msg import MarkerArray

from lavla.control import Reason, State
from lavla.msg import ActionChunk, EpisodeEvent, LatentAction, SafetyStatus
from lavla.nodes.image_messages import image_array, image_message
from lavla.nodes.intent_markers import path_markers, text_marker, workspace_markers
from lavla.nodes.intent_overlay import ControllerState, OverlayState, draw_overlay
from lavla.nodes.latest_worker import LatestWorker
from lavla.nodes.node_process import ProcessNode, run_node_and_exit
from lavla.nodes.parameter_declaration import declare_float, declare_text
from lavla.nodes.policy_messages import (
    PolicyMessageError,
    chunk_positions,
    code_probabilities_array,
)
from lavla.nodes.ros_time import now_seconds, seconds
from lavla.nodes.stage_diagnostics import StageDiagnostics
from lavla.nodes.tool_paths import project, tool_paths
from lavla.robots import load_robot

NAME = 'intent_visualizer'
TEXT_HEIGHT_M = 1.65
OUTCOMES = {EpisodeEvent.SUCCESS: 'SUCCESS', EpisodeEvent.FAILURE: 'FAILURE'}


class IntentVisualizerNode(ProcessNode):
    """Draw in a worker thread, from the newest message of every topic."""

    def __init__(self) -> None:
        """Subscribe to all that is shown."""
        super().__init__(NAME)
        self._robot = load_robot(
            declare_text(self, 'robot', 'panda_duo_sim', 'Robot whose tool paths are shown.')
        )
        self._camera = self._robot.camera(
            declare_text(
                self,
                'camera',
                'head',
                'Camera that is drawn into.',
                [mount.name for mount in self._robot.cameras],
            )
        )
        image_rate_hz = declare_float(self, 'image_rate_hz', 5.0, 'intent_image, Hz.', 0.1, 60.0)
        marker_rate_hz = declare_float(
            self, 'marker_rate_hz', 10.0, 'intent_markers, Hz.', 0.1, 60.0
        )
        self._shown_for_s = declare_float(
            self, 'shown_for_s', 2.0, 'Older intents and chunks are not shown, s.', 0.1, 60.0
        )
        self._image: Image | None = None
        self._info: CameraInfo | None = None
        self._intent: LatentAction | None = None
        self._chunk: ActionChunk | None = None
        self._paths_of: tuple[ActionChunk | None, dict[str, np.ndarray]] = (None, {})
        self._event: EpisodeEvent | None = None
        self._started_s: float | None = None
        self._statuses: dict[str, SafetyStatus] = {}
        self._markers = self.create_publisher(MarkerArray, 'intent_markers', 10)
        self._images = self.create_publisher(
            Image,
            'intent_image',
            QoSProfile(depth=2, reliability=ReliabilityPolicy.BEST_EFFORT),
        )
        self._diagnostics = StageDiagnostics(self, 'intent visualizer')
        self._image_worker = LatestWorker('image', self._draw_image, self._give_up)
        self._marker_worker = LatestWorker('markers', self._draw_markers, self._give_up)
        self._subscribe()
        self.create_timer(1.0 / image_rate_hz, self._offer_image)
        self.create_timer(1.0 / marker_rate_hz, self._offer_markers)

    def close(self) -> None:
        """Stop the worker threads."""
        self._image_worker.close()
        self._marker_worker.close()

    def _subscribe(self) -> None:
        topic = self._camera.topic
        latest = QoSProfile(depth=1)
        latched = QoSProfile(depth=10, durability=DurabilityPolicy.TRANSIENT_LOCAL)
        self.create_subscription(
            Image, f'{topic}/image_raw', self._store_image, qos_profile_sensor_data
        )
        self.create_subscription(
            CameraInfo, f'{topic}/camera_info', self._store_info, qos_profile_sensor_data
        )
        self.create_subscription(LatentAction, 'intent', self._store_intent, latest)
        self.create_subscription(ActionChunk, 'action_chunk', self._store_chunk, latest)
        self.create_subscription(SafetyStatus, 'safety_status', self._store_status, latched)
        self.create_subscription(EpisodeEvent, 'episode_event', self._store_event, latched)

    def _store_image(self, message: Image) -> None:
        self._image = message

    def _store_info(self, message: CameraInfo) -> None:
        self._info = message

    def _store_intent(self, message: LatentAction) -> None:
        self._intent = message

    def _store_chunk(self, message: ActionChunk) -> None:
        self._chunk = message

    def _store_status(self, message: SafetyStatus) -> None:
        self._statuses[message.source] = message

    def _store_event(self, message: EpisodeEvent) -> None:
        if not message.episode_id:
            return
        if message.type == EpisodeEvent.START:
            self._started_s = seconds(message.header.stamp)
        if message.type == EpisodeEvent.START or message.type in OUTCOMES:
            self._event = message

    def _offer_image(self) -> None:
        if self._image is not None:
            self._image_worker.offer(self._image)

    def _offer_markers(self) -> None:
        self._marker_worker.offer(None)

    def _draw_image(self, message: Image) -> None:
        now_s = now_seconds(self)
        canvas = draw_overlay(image_array(message), self._overlay_state(now_s))
        self._images.publish(image_message(canvas, message.header))
        self._diagnostics.record(latency=now_seconds(self) - seconds(message.header.stamp))

    def _draw_markers(self, _: None) -> None:
        now_s = now_seconds(self)
        stamp = self.get_clock().now().to_msg()
        intent, chunk = self._fresh(self._intent, now_s), self._fresh(self._chunk, now_s)
        markers = workspace_markers(self._robot, stamp)
        if intent is not None:
            markers.append(
                text_marker(
                    intent.instruction, intent.tokens, intent.confidence, stamp, TEXT_HEIGHT_M
                )
            )
        if chunk is not None:
            confidence = 0.0 if intent is None else intent.confidence
            markers.extend(path_markers(self._tool_paths(chunk), confidence, stamp))
        self._markers.publish(MarkerArray(markers=markers))

    def _overlay_state(self, now_s: float) -> OverlayState:
        intent, chunk = self._fresh(self._intent, now_s), self._fresh(self._chunk, now_s)
        state = OverlayState(
            paths={} if chunk is None else self._pixel_paths(chunk),
            chunk_age_s=None if chunk is None else now_s - seconds(chunk.header.stamp),
            controllers={
                name: ControllerState(
                    State(status.state).name, tuple(Reason(status.reasons).names())
                )
                for name, status in self._statuses.items()
            },
            episode=self._episode_text(now_s),
            outcome='' if self._event is None else OUTCOMES.get(self._event.type, ''),
            instruction='' if self._event is None else self._event.instruction,
        )
        if intent is None:
            return state
        try:
            probabilities = code_probabilities_array(intent)
        except PolicyMessageError as error:
            self._diagnostics.problem(str(error))
            return state
        return replace(
            state,
            instruction=intent.instruction,
            tokens=tuple(int(token) for token in intent.tokens),
            code_probabilities=probabilities,
            confidence=float(intent.confidence),
            intent_age_s=now_s - seconds(intent.header.stamp),
        )

    def _episode_text(self, now_s: float) -> str:
        event = self._event
        if event is None or self._started_s is None:
            return ''
        until_s = seconds(event.header.stamp) if event.type in OUTCOMES else now_s
        parts = (event.note or event.episode_id, event.task)
        text = ', '.join(part for part in parts if part)
        return f'{text}, {max(0.0, until_s - self._started_s):.1f} s'

    def _fresh(self, message: Any, now_s: float) -> Any:
        """Return a stamped message, or None when it is too old to be shown."""
        if message is None or now_s - seconds(message.header.stamp) > self._shown_for_s:
            return None
        return message

    def _tool_paths(self, chunk: ActionChunk) -> dict[str, np.ndarray]:
        known, paths = self._paths_of
        if known is not chunk:
            try:
                positions = chunk_positions(chunk)
            except PolicyMessageError as error:
                self._diagnostics.problem(str(error))
                positions = np.empty((0, len(chunk.joint_names)))
            finite = positions[np.isfinite(positions).all(axis=1)]
            paths = tool_paths(self._robot, list(chunk.joint_names), finite)
            self._paths_of = (chunk, paths)
        return paths

    def _pixel_paths(self, chunk: ActionChunk) -> dict[str, np.ndarray]:
        info, camera = self._info, self._camera
        if info is None or not info.k[0] or camera.pose is None or camera.parent_frame != 'world':
            return {}
        matrix = np.asarray(info.k, dtype=np.float64).reshape(3, 3)
        return {
            side: project(path, matrix, camera.pose)
            for side, path in self._tool_paths(chunk).items()
        }

    def _give_up(self, error: Exception) -> None:
        self.fail(f'drawing failed: {error}')


def main() -> None:
    """Run the node."""
    run_node_and_exit(IntentVisualizerNode, NAME)
