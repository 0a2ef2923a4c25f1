# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Predict the intended motion: head image + `instruction` → `intent`."""

from __future__ import annotations

from dataclasses import dataclass

from rclpy.qos import DurabilityPolicy, QoSProfile, qos_profile_sensor_data
from sensor_msgs.msg import Image
from std_msgs.msg import String

from lavla.msg import LatentAction
from lavla.nodes.image_messages import image_array
from lavla.nodes.latest_worker import LatestWorker
from lavla.nodes.node_process import ProcessNode, run_node_and_exit
from lavla.nodes.parameter_declaration import declare_float, declare_text
from lavla.nodes.policy_messages import intent_message
from lavla.nodes.policy_parameters import load_policy
from lavla.nodes.rate_limiter import RateLimiter
from lavla.nodes.ros_time import now_seconds, seconds
from lavla.nodes.sequence_gate import SequenceCounter, next_epoch
from lavla.nodes.stage_diagnostics import StageDiagnostics
from lavla.policy import CheckpointError, IntentRunner
from lavla.robots import load_robot

NAME = 'intent_predictor'


@dataclass(frozen=True)
class Observation:
    """One image with the instruction and epoch at the time it came in."""

    image: Image
    instruction: str
    epoch: int


class IntentPredictorNode(ProcessNode):
    """Predict latent action tokens from the newest head image; keeper of the epoch."""

    def __init__(self) -> None:
        """Load the model and subscribe to the head camera and the instruction."""
        super().__init__(NAME)
        robot = load_robot(
            declare_text(self, 'robot', 'panda_duo_sim', 'Robot that names the camera topics.')
        )
        rate_hz = declare_float(
            self, 'rate_hz', 3.0, 'Highest rate of prediction, Hz.', 0.1, 200.0
        )
        self._age_max_s = declare_float(
            self, 'image_age_max_s', 0.3, 'Older images are not used, s.', 0.01, 60.0
        )
        policy = load_policy(self)
        self._runner = IntentRunner(policy.checkpoint, policy.device, policy.precision)
        camera = self._runner.camera
        self._limiter = RateLimiter(rate_hz)
        self._sequences = SequenceCounter()
        self._epoch = 0
        self._instruction = ''
        self._instructed_s = 0.0
        self._diagnostics = StageDiagnostics(self, 'intent predictor')
        self._publisher = self.create_publisher(LatentAction, 'intent', QoSProfile(depth=1))
        self._worker = LatestWorker(NAME, self._predict, self._give_up)
        self.create_subscription(
            String,
            'instruction',
            self._take_instruction,
            QoSProfile(depth=1, durability=DurabilityPolicy.TRANSIENT_LOCAL),
        )
        self.create_subscription(
            Image, f'{robot.camera(camera).topic}/image_raw', self._store, qos_profile_sensor_data
        )
        self.get_logger().info(f'predicting from camera {camera} on {policy.device}')

    def close(self) -> None:
        """Stop the worker thread."""
        self._worker.close()

    def _take_instruction(self, message: String) -> None:
        self._instruction = message.data.strip()
        self._instructed_s = now_seconds(self)
        self._epoch = next_epoch(self._epoch, self._instructed_s)
        self._limiter.reset()
        if self._instruction:
            self.get_logger().info(f'epoch {self._epoch}: {self._instruction!r}')
        else:
            self._diagnostics.problem('no instruction')
            self.get_logger().info(f'epoch {self._epoch}: no instruction, no intents')

    def _store(self, image: Image) -> None:
        stamp_s = seconds(image.header.stamp)
        # A picture from before the instruction may show another scene.
        if stamp_s < self._instructed_s:
            return
        if self._instruction and self._limiter.allows(stamp_s):
            self._worker.offer(Observation(image, self._instruction, self._epoch))

    def _predict(self, observation: Observation) -> None:
        stamp_s = seconds(observation.image.header.stamp)
        age_s = now_seconds(self) - stamp_s
        if age_s > self._age_max_s:
            self._diagnostics.problem(
                f'the image is {age_s:.3f} s old (limit {self._age_max_s:.3f} s)'
            )
            return
        intent = self._runner.predict(image_array(observation.image), observation.instruction)
        if observation.epoch != self._epoch:
            return
        self._publisher.publish(
            intent_message(
                intent,
                observation.image.header,
                self._sequences.next(now_seconds(self)),
                observation.epoch,
                observation.instruction,
                self._runner.model,
            )
        )
        self._diagnostics.record(
            latency=now_seconds(self) - stamp_s, inference=intent.inference_time_s
        )
        self._diagnostics.set_value('dropped', self._worker.dropped)

    def _give_up(self, error: Exception) -> None:
        self.fail(f'prediction failed: {error}')


def main() -> None:
    """Run the node."""
    run_node_and_exit(IntentPredictorNode, NAME, (CheckpointError,))
