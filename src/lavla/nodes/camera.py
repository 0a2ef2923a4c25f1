# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Publish a camera device or a video file on `camera/<name>/…`."""

from __future__ import annotations

import threading
import time

import numpy as np
from rclpy.qos import qos_profile_sensor_data
from sensor_msgs.msg import CameraInfo, CompressedImage, Image
from std_msgs.msg import Header

from lavla.nodes.camera_calibration import load_camera_info
from lavla.nodes.image_messages import PUBLISHED_ENCODINGS, image_message, jpeg_message
from lavla.nodes.node_process import NodeError, ProcessNode, run_node_and_exit
from lavla.nodes.parameter_declaration import (
    declare_boolean,
    declare_float,
    declare_integer,
    declare_text,
)
from lavla.nodes.stage_diagnostics import StageDiagnostics
from lavla.nodes.video_source import EndOfFile, VideoSource, VideoSourceError

NAME = 'camera'
RECONNECT_PERIOD_S = 1.0


class CameraNode(ProcessNode):
    """Read frames in a thread of its own and publish raw, JPEG and camera_info."""

    def __init__(self) -> None:
        """Open the source; a missing device or file ends the node."""
        super().__init__(NAME)
        camera = declare_text(self, 'camera_name', 'head', 'View: head, left_wrist, right_wrist.')
        device = declare_text(self, 'device', '', 'V4L2 device such as /dev/video0.')
        file = declare_text(self, 'file', '', 'Video file to play instead of a device.')
        self._loop = declare_boolean(self, 'loop', True, 'Play a video file again and again.')
        self._width = declare_integer(self, 'width', 0, 'Image width; 0: own.', 0, 8192)
        self._height = declare_integer(self, 'height', 0, 'Image height; 0: own.', 0, 8192)
        self._rate_hz = declare_float(
            self, 'rate_hz', 0.0, 'Frames per second; 0: as the source says.', 0.0, 240.0
        )
        self._encoding = declare_text(
            self, 'encoding', 'rgb8', 'Encoding of image_raw.', PUBLISHED_ENCODINGS
        )
        self._jpeg_quality = declare_integer(
            self, 'jpeg_quality', 90, 'Quality of image_raw/compressed.', 1, 100
        )
        frame_id = declare_text(
            self, 'frame_id', '', 'Optical frame; empty: <camera_name>_camera_optical_frame.'
        )
        self._calibration_file = declare_text(
            self, 'calibration_file', '', 'Calibration YAML for camera_info; empty: uncalibrated.'
        )
        if bool(device) == bool(file):
            raise NodeError('set exactly one of the parameters device and file')
        if bool(self._width) != bool(self._height):
            raise NodeError('set both of the parameters width and height, or none')
        self._path, self._is_file = file or device, bool(file)
        self._frame_id = frame_id or f'{camera}_camera_optical_frame'
        source = self._open()
        prefix = f'camera/{camera}'
        qos = qos_profile_sensor_data
        self._raw = self.create_publisher(Image, f'{prefix}/image_raw', qos)
        self._jpeg = self.create_publisher(CompressedImage, f'{prefix}/image_raw/compressed', qos)
        self._info_publisher = self.create_publisher(CameraInfo, f'{prefix}/camera_info', qos)
        self._info: CameraInfo | None = None
        self._diagnostics = StageDiagnostics(self, f'camera {camera}')
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(source,), name=NAME, daemon=True)
        self._thread.start()
        self.get_logger().info(f'{self._path} at {source.rate_hz:.1f} Hz on {prefix}/image_raw')

    def close(self) -> None:
        """Stop the capture thread."""
        self._stop.set()
        self._thread.join(timeout=2.0)

    def _open(self) -> VideoSource:
        return VideoSource(
            self._path, self._is_file, self._width, self._height, self._rate_hz, self._loop
        )

    def _run(self, source: VideoSource) -> None:
        try:
            while not self._stop.is_set():
                try:
                    self._publish_frames(source)
                except VideoSourceError as error:
                    source.close()
                    self._diagnostics.problem(str(error))
                    self.get_logger().error(f'{error} Trying again every second.')
                    reopened = self._reopen()
                    if reopened is None:
                        return
                    source = reopened
        except EndOfFile:
            self.get_logger().info(f'{self._path} is at its end')
            self.finish()
        except NodeError as error:
            self.fail(str(error))
        finally:
            source.close()

    def _reopen(self) -> VideoSource | None:
        while not self._stop.wait(RECONNECT_PERIOD_S):
            try:
                source = self._open()
            except VideoSourceError as error:
                self._diagnostics.problem(str(error))
            else:
                self.get_logger().info(f'{self._path} is back')
                return source
        return None

    def _publish_frames(self, source: VideoSource) -> None:
        due_s = time.monotonic()
        while not self._stop.is_set():
            frame = source.read()
            if self._is_file:
                due_s += 1.0 / source.rate_hz
                if self._stop.wait(max(0.0, due_s - time.monotonic())):
                    return
            self._publish(frame)

    def _publish(self, frame: np.ndarray) -> None:
        header = Header(stamp=self.get_clock().now().to_msg(), frame_id=self._frame_id)
        started_s = time.perf_counter()
        if self._raw.get_subscription_count():
            self._raw.publish(image_message(frame, header, self._encoding))
        if self._jpeg.get_subscription_count():
            self._jpeg.publish(jpeg_message(frame, header, self._jpeg_quality))
        if self._info is None:
            self._info = self._camera_info(*frame.shape[1::-1])
        self._info.header = header
        self._info_publisher.publish(self._info)
        self._diagnostics.record(publish=time.perf_counter() - started_s)

    def _camera_info(self, width: int, height: int) -> CameraInfo:
        if not self._calibration_file:
            return CameraInfo(width=width, height=height)
        return load_camera_info(self._calibration_file, width, height)


def main() -> None:
    """Run the node."""
    run_node_and_exit(CameraNode, NAME, (VideoSourceError,))
