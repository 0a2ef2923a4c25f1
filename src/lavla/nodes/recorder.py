# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Record the graph into MCAP bags, with a video of `intent_image` beside each."""

from __future__ import annotations

import shutil
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from rclpy.publisher import Publisher
from rclpy.qos import DurabilityPolicy, QoSProfile, qos_profile_sensor_data
from rclpy.subscription import Subscription
from sensor_msgs.msg import Image
from std_srvs.srv import Trigger

from lavla.msg import EpisodeEvent
from lavla.nodes.bag_recording import BagRecording
from lavla.nodes.image_video import ImageVideo
from lavla.nodes.node_process import NodeError, ProcessNode, run_node_and_exit
from lavla.nodes.parameter_declaration import (
    declare_boolean,
    declare_integer,
    declare_text,
    declare_text_list,
)
from lavla.nodes.ros_time import wall_clock
from lavla.nodes.stage_diagnostics import StageDiagnostics
from lavla.nodes.topic_selection import IMAGE_MODES, matching_qos, selected_topics

NAME = 'recorder'
DEFAULT_TOPICS = (
    'camera/*/image_raw',
    'camera/*/image_raw/compressed',
    'camera/*/camera_info',
    'joint_states',
    'instruction',
    'intent',
    'action_chunk',
    '*/arm_controller/joint_trajectory',
    '*/hand_controller/joint_trajectory',
    'safety_status',
    'episode_event',
    '/diagnostics',
    '/tf',
    '/tf_static',
)
SUBSCRIPTION_DEPTH = 200
EVENT_QOS = QoSProfile(depth=10, durability=DurabilityPolicy.TRANSIENT_LOCAL)
MEBIBYTE = 1024 * 1024


class RecorderNode(ProcessNode):
    """Write serialised messages as they come; nothing is deserialised for the bag."""

    def __init__(self) -> None:
        """Prepare the folder; recording begins with ~/start or by itself with autostart."""
        super().__init__(NAME)
        directory = declare_text(self, 'directory', 'lavla_runs', 'Folder for the recordings.')
        self._patterns = declare_text_list(
            self, 'topics', DEFAULT_TOPICS, 'Topics to record; shell-like patterns.'
        )
        self._images = declare_text(
            self,
            'images',
            'prefer_compressed',
            'Which of image_raw and image_raw/compressed is recorded.',
            IMAGE_MODES,
        )
        video_topic = declare_text(
            self, 'video_topic', 'intent_image', 'Image topic of the MP4; empty: no MP4.'
        )
        self._free_min_bytes = MEBIBYTE * declare_integer(
            self, 'free_space_min_mib', 512, 'Do not record with less free disk.', 0, 1 << 30
        )
        self._autostart = declare_boolean(self, 'autostart', False, 'Begin recording at once.')
        self._directory = Path(directory).expanduser().absolute()
        try:
            self._directory.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise NodeError(f'cannot create the folder {self._directory}: {error}') from error
        self._bag: BagRecording | None = None
        self._video: ImageVideo | None = None
        self._failure: str | None = None
        self._events: Publisher | None = None
        self._unknown_types: set[str] = set()
        self._topic_subscriptions: dict[str, Subscription] = {}
        self._diagnostics = StageDiagnostics(self, 'recorder')
        self._diagnostics.problem('not recording')
        self._start_pending = self._autostart
        if self._autostart:
            self._check_free_space()
        if video_topic:
            self.create_subscription(
                Image, video_topic, self._store_video_frame, qos_profile_sensor_data
            )
        self.create_service(Trigger, '~/start', self._serve_start)
        self.create_service(Trigger, '~/stop', self._serve_stop)
        self.create_service(Trigger, '~/discard', self._serve_discard)
        self.create_timer(0.25, self._watch, clock=wall_clock())

    def close(self) -> None:
        """Close the recording in progress."""
        if self._bag is not None:
            self._finish_recording()

    def _serve_start(self, _: Trigger.Request, response: Trigger.Response) -> Trigger.Response:
        response.success = False
        if self._bag is not None:
            response.message = f'already recording {self._bag.folder}'
            return response
        try:
            response.message = self._begin_recording()
            response.success = True
        except NodeError as error:
            response.message = str(error)
        return response

    def _serve_stop(self, _: Trigger.Request, response: Trigger.Response) -> Trigger.Response:
        if self._bag is None:
            response.success = False
            response.message = 'not recording'
        else:
            response.message = self._finish_recording()
            response.success = self._failure is None
        return response

    def _serve_discard(self, _: Trigger.Request, response: Trigger.Response) -> Trigger.Response:
        bag, video = self._bag, self._video
        response.success = bag is not None
        response.message = 'not recording'
        if bag is not None:
            self._finish_recording()
            shutil.rmtree(bag.folder)
            if video is not None:
                video.path.unlink(missing_ok=True)
            response.message = f'deleted {bag.folder}'
            self.get_logger().info(response.message)
        return response

    def _watch(self) -> None:
        """Find new topics, watch the disk, and end a recording that failed."""
        if self._start_pending and self.get_clock().now().nanoseconds:
            self._start_pending = False
            try:
                self._begin_recording()
            except NodeError as error:
                self.fail(str(error))
        if self._bag is None:
            return
        if self._failure is None:
            try:
                self._check_free_space()
            except NodeError as error:
                self._failure = str(error)
        if self._failure is not None:
            self._finish_recording()
            return
        self._subscribe_to_new_topics(self._bag)
        self._diagnostics.set_value('messages', self._bag.messages)
        self._diagnostics.set_value('dropped', self._bag.dropped)

    def _check_free_space(self) -> None:
        free = shutil.disk_usage(self._directory).free
        if free < self._free_min_bytes:
            raise NodeError(
                f'{self._directory} has {free // MEBIBYTE} MiB of free disk, '
                f'less than free_space_min_mib {self._free_min_bytes // MEBIBYTE}'
            )

    def _begin_recording(self) -> str:
        self._check_free_space()
        if not self.get_clock().now().nanoseconds:
            raise NodeError('the clock has not begun: use_sim_time is set and /clock is silent')
        number = 0
        while (folder := self._directory / f'recording_{number:03d}').exists():
            number += 1
        self._failure = None
        try:
            bag = BagRecording(folder, self._note_failure)
        except (OSError, RuntimeError) as error:
            raise NodeError(f'cannot create the bag {folder}: {error}') from error
        self._video = ImageVideo(folder.with_suffix('.mp4'), self._note_failure)
        self._bag = bag
        self._subscribe_to_new_topics(bag)
        self._diagnostics.set_value('bag', folder)
        message = f'recording {folder}'
        self.get_logger().info(message)
        return message

    def _finish_recording(self) -> str:
        bag, video = self._bag, self._video
        self._bag = self._video = None
        if bag is None:
            return 'nothing was recorded'
        for subscription in self._topic_subscriptions.values():
            self.destroy_subscription(subscription)
        self._topic_subscriptions.clear()
        bag.close()
        message = f'wrote {bag.messages} messages to {bag.folder}'
        if bag.dropped:
            message += f', lost {bag.dropped}'
        if video is not None:
            video.close()
            if video.frames:
                message += f' and {video.frames} frames to {video.path}'
        if self._failure is None:
            self._diagnostics.problem('not recording')
            self.get_logger().info(message)
        else:
            message = f'recording stopped: {self._failure}; {message}'
            self._report_failure(message)
        return message

    def _report_failure(self, message: str) -> None:
        """Say in the log, in the diagnostics and as an episode event that recording has ended."""
        self.get_logger().error(message)
        self._diagnostics.problem(message)
        if not self.context.ok():
            return
        if self._events is None:
            # Not earlier: a publisher of our own would be taken for one that is to be recorded.
            self._events = self.create_publisher(EpisodeEvent, 'episode_event', EVENT_QOS)
        event = EpisodeEvent(type=EpisodeEvent.MARK, note=message)
        event.header.stamp = self.get_clock().now().to_msg()
        self._events.publish(event)

    def _subscribe_to_new_topics(self, bag: BagRecording) -> None:
        types = {name: names[0] for name, names in self.get_topic_names_and_types()}
        wanted = selected_topics(types, self._patterns, self.get_namespace(), self._images)
        for name in sorted(wanted - self._topic_subscriptions.keys() - self._unknown_types):
            offered = [info.qos_profile for info in self.get_publishers_info_by_topic(name)]
            if not offered:
                continue
            message_type = _message_type(types[name])
            if message_type is None:
                self.get_logger().warning(
                    f'{name} is not recorded: its type {types[name]} is not installed here'
                )
                self._unknown_types.add(name)
                continue
            bag.add_topic(name, types[name], offered)
            self._topic_subscriptions[name] = self.create_subscription(
                message_type,
                name,
                partial(self._store, name),
                matching_qos(offered, SUBSCRIPTION_DEPTH),
                raw=True,
            )

    def _store(self, topic: str, data: bytes) -> None:
        bag = self._bag
        if bag is not None:
            bag.write(topic, bytes(data), self.get_clock().now().nanoseconds)
            self._diagnostics.record()

    def _store_video_frame(self, image: Image) -> None:
        if self._video is not None:
            self._video.write(image)

    def _note_failure(self, error: Exception) -> None:
        # The first error is the cause; what fails after it follows from it.
        self._failure = self._failure or str(error)


def _message_type(type_name: str) -> Any | None:
    """Return the class of 'package/msg/Name', or None when the package is not installed."""
    package, _, name = type_name.split('/')
    try:
        return getattr(import_module(f'{package}.msg'), name)
    except (ImportError, AttributeError):
        return None


def main() -> None:
    """Run the node."""
    run_node_and_exit(RecorderNode, NAME)
