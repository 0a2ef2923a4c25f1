# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Turn perception, intent and joint positions into `action_chunk`."""

from __future__ import annotations

import time

from rclpy.qos import DurabilityPolicy, QoSProfile, ReliabilityPolicy
from sensor_msgs.msg import JointState
from std_msgs.msg import Header, String

from lavla.msg import ActionChunk, LatentAction, VisualFeatures
from lavla.nodes.joint_state_buffer import JointStateBuffer, JointStateError
from lavla.nodes.latest_worker import LatestWorker
from lavla.nodes.node_process import NodeError, ProcessNode, run_node_and_exit
from lavla.nodes.parameter_declaration import declare_float, declare_integer
from lavla.nodes.policy_messages import (
    PolicyMessageError,
    chunk_message,
    embedding_array,
    features_array,
)
from lavla.nodes.policy_parameters import load_policy
from lavla.nodes.rate_limiter import RateLimiter
from lavla.nodes.ros_time import now_seconds, seconds
from lavla.nodes.sequence_gate import SequenceCounter, SequenceGate
from lavla.nodes.stage_diagnostics import StageDiagnostics
from lavla.policy import CheckpointError, ExpertRunner

NAME = 'action_expert'


class ActionExpertNode(ProcessNode):
    """Compute a chunk of joint targets from the newest complete observation."""

    def __init__(self) -> None:
        """Load the expert and subscribe to features, intent and joint states."""
        super().__init__(NAME)
        rate_hz = declare_float(self, 'rate_hz', 10.0, 'Highest rate of chunks, Hz.', 0.1, 200.0)
        self._features_age_max_s = declare_float(
            self, 'features_age_max_s', 0.3, 'Older visual features are not used, s.', 0.01, 60.0
        )
        self._intent_age_max_s = declare_float(
            self, 'intent_age_max_s', 1.5, 'Older intents are not used, s.', 0.01, 60.0
        )
        self._joint_tolerance_s = declare_float(
            self,
            'joint_state_tolerance_s',
            0.05,
            'How much older than the image the joint states may be, s.',
            0.0,
            1.0,
        )
        flow_steps = declare_integer(
            self, 'flow_steps', 0, "Euler steps per chunk; 0: the checkpoint's own.", 0, 1000
        )
        seed = declare_integer(
            self, 'seed', -1, 'Seed of the noise; -1: other noise every time.', -1, 2**31 - 1
        )
        policy = load_policy(self)
        self._runner = ExpertRunner(
            policy.checkpoint,
            policy.device,
            steps=flow_steps or None,
            seed=None if seed < 0 else seed,
            precision=policy.precision,
        )
        self._joints = JointStateBuffer(self._runner.joint_names)
        self._limiter = RateLimiter(rate_hz)
        self._intent_gate = SequenceGate()
        self._intent: LatentAction | None = None
        self._epoch_start_s = 0.0
        self._sequences = SequenceCounter()
        self._diagnostics = StageDiagnostics(self, 'action expert')
        self._publisher = self.create_publisher(ActionChunk, 'action_chunk', QoSProfile(depth=1))
        self._worker = LatestWorker(NAME, self._compute, self._give_up)
        self.create_subscription(JointState, 'joint_states', self._joints.store, 10)
        self.create_subscription(
            String,
            'instruction',
            self._forget_intent,
            QoSProfile(depth=1, durability=DurabilityPolicy.TRANSIENT_LOCAL),
        )
        self.create_subscription(LatentAction, 'intent', self._store_intent, QoSProfile(depth=1))
        self.create_subscription(
            VisualFeatures,
            'visual_features',
            self._store_features,
            QoSProfile(depth=1, reliability=ReliabilityPolicy.BEST_EFFORT),
        )
        self.get_logger().info(
            f'chunks of {self._runner.horizon} × {self._runner.period_s:.3f} s on {policy.device}'
        )

    def close(self) -> None:
        """Stop the worker thread."""
        self._worker.close()

    def _forget_intent(self, _: String) -> None:
        self._intent = None
        self._diagnostics.problem('waiting for an intent')

    def _store_intent(self, message: LatentAction) -> None:
        if self._intent_gate.accepts(message.epoch, message.sequence):
            if self._intent is None or self._intent.epoch != message.epoch:
                self._epoch_start_s = seconds(message.header.stamp)
            self._intent = message

    def _store_features(self, message: VisualFeatures) -> None:
        if self._intent is None:
            return
        stamp_s = seconds(message.header.stamp)
        # What was seen before the first picture of an epoch may be another scene: after a reset
        # a chunk made from it would drive the arms to where they were.
        if stamp_s >= self._epoch_start_s and self._limiter.allows(stamp_s):
            self._worker.offer(message)

    def _compute(self, features: VisualFeatures) -> None:
        stamp_s = seconds(features.header.stamp)
        intent = self._intent
        if intent is None or self._is_stale(features, intent):
            return
        try:
            proprioception = self._joints.as_of(stamp_s, self._joint_tolerance_s)
        except JointStateError as error:
            self._diagnostics.problem(str(error))
            return
        if features.model != self._runner.vision_model:
            raise NodeError(
                f'visual_features come from {features.model!r}, the expert was trained on '
                f'{self._runner.vision_model!r}'
            )
        try:
            patches, embedding = features_array(features), embedding_array(intent)
        except PolicyMessageError as error:
            self._diagnostics.problem(str(error))
            return
        started_s = time.perf_counter()
        positions = self._runner.predict(patches, embedding, proprioception)
        inference_s = time.perf_counter() - started_s
        if self._intent is None or self._intent.epoch != intent.epoch:
            return
        self._publisher.publish(
            chunk_message(
                positions,
                self._runner.joint_names,
                self._runner.period_s,
                Header(stamp=features.header.stamp, frame_id=features.header.frame_id),
                self._sequences.next(now_seconds(self)),
                intent.sequence,
                intent.epoch,
                inference_s,
            )
        )
        now_s = now_seconds(self)
        self._diagnostics.record(
            latency=now_s - stamp_s,
            inference=inference_s,
            intent_age=now_s - seconds(intent.header.stamp),
        )
        self._diagnostics.set_value('dropped', self._worker.dropped)

    def _is_stale(self, features: VisualFeatures, intent: LatentAction) -> bool:
        now_s = now_seconds(self)
        for name, message, age_max_s in (
            ('visual features', features, self._features_age_max_s),
            ('intent', intent, self._intent_age_max_s),
        ):
            age_s = now_s - seconds(message.header.stamp)
            if age_s > age_max_s:
                self._diagnostics.problem(f'{name} {age_s:.3f} s old (limit {age_max_s:.3f} s)')
                return True
        return False

    def _give_up(self, error: Exception) -> None:
        self.fail(f'no chunk could be computed: {error}')


def main() -> None:
    """Run the node."""
    run_node_and_exit(ActionExpertNode, NAME, (CheckpointError,))
