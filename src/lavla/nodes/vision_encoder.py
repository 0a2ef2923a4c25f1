# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Encode the camera images: `camera/<view>/image_raw` → `visual_features`."""

from __future__ import annotations

import time

from message_filters import ApproximateTimeSynchronizer, Subscriber
from rclpy.qos import QoSProfile, ReliabilityPolicy, qos_profile_sensor_data
from sensor_msgs.msg import Image
from std_msgs.msg import Header

from lavla.msg import VisualFeatures
from lavla.nodes.image_messages import image_array
from lavla.nodes.latest_worker import LatestWorker
from lavla.nodes.node_process import ProcessNode, run_node_and_exit
from lavla.nodes.parameter_declaration import declare_boolean, declare_float, declare_text
from lavla.nodes.policy_messages import features_message
from lavla.nodes.policy_parameters import load_policy
from lavla.nodes.rate_limiter import RateLimiter
from lavla.nodes.ros_time import now_seconds, seconds, stamp
from lavla.nodes.stage_diagnostics import StageDiagnostics
from lavla.policy import CheckpointError, VisionRunner
from lavla.robots import load_robot

NAME = 'vision_encoder'


class VisionEncoderNode(ProcessNode):
    """Encode the newest synchronised set of images with the frozen vision encoder."""

    def __init__(self) -> None:
        """Load the encoder and subscribe to the cameras that the policy uses."""
        super().__init__(NAME)
        robot = load_robot(
            declare_text(self, 'robot', 'panda_duo_sim', 'Robot that names the camera topics.')
        )
        rate_hz = declare_float(self, 'rate_hz', 10.0, 'Highest rate of encoding, Hz.', 0.1, 200.0)
        slop_s = declare_float(
            self, 'image_slop_s', 0.03, 'Largest spread of the stamps in one set, s.', 0.0, 1.0
        )
        self._age_max_s = declare_float(
            self, 'image_age_max_s', 0.3, 'Older images are not encoded, s.', 0.01, 60.0
        )
        self._half_precision = declare_boolean(
            self, 'half_precision', True, 'Publish float16 instead of float32 features.'
        )
        policy = load_policy(self)
        self._runner = VisionRunner(policy.checkpoint, policy.device, policy.precision)
        self._limiter = RateLimiter(rate_hz)
        self._diagnostics = StageDiagnostics(self, 'vision encoder')
        self._publisher = self.create_publisher(
            VisualFeatures,
            'visual_features',
            QoSProfile(depth=1, reliability=ReliabilityPolicy.BEST_EFFORT),
        )
        self._worker = LatestWorker(NAME, self._encode, self._give_up)
        self._synchronizer = ApproximateTimeSynchronizer(
            [
                Subscriber(
                    self,
                    Image,
                    f'{robot.camera(name).topic}/image_raw',
                    qos_profile=qos_profile_sensor_data,
                )
                for name in self._runner.cameras
            ],
            queue_size=5,
            slop=slop_s,
        )
        self._synchronizer.registerCallback(self._store)
        self.get_logger().info(f'encoding {", ".join(self._runner.cameras)} on {policy.device}')

    def close(self) -> None:
        """Stop the worker thread."""
        self._worker.close()

    def _store(self, *images: Image) -> None:
        oldest_s = min(seconds(image.header.stamp) for image in images)
        if self._limiter.allows(oldest_s):
            self._worker.offer(images)

    def _encode(self, images: tuple[Image, ...]) -> None:
        oldest_s = min(seconds(image.header.stamp) for image in images)
        age_s = now_seconds(self) - oldest_s
        if age_s > self._age_max_s:
            self._diagnostics.problem(
                f'images are {age_s:.3f} s old (limit {self._age_max_s:.3f} s)'
            )
            return
        cameras = self._runner.cameras
        started_s = time.perf_counter()
        features = self._runner.features(
            {name: image_array(image) for name, image in zip(cameras, images, strict=True)}
        )
        inference_s = time.perf_counter() - started_s
        self._publisher.publish(
            features_message(
                features,
                self._runner.rows,
                self._runner.cols,
                Header(stamp=stamp(oldest_s), frame_id=images[0].header.frame_id),
                self._runner.model,
                cameras,
                [image.header.stamp for image in images],
                self._half_precision,
            )
        )
        self._diagnostics.record(latency=now_seconds(self) - oldest_s, inference=inference_s)
        self._diagnostics.set_value('dropped', self._worker.dropped)

    def _give_up(self, error: Exception) -> None:
        self.fail(f'encoding failed: {error}')


def main() -> None:
    """Run the node."""
    run_node_and_exit(VisionEncoderNode, NAME, (CheckpointError,))
