# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""An H.264 video of an image topic that stays playable when the process is killed."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
from sensor_msgs.msg import Image

from lavla.nodes.image_messages import ImageMessageError, image_array
from lavla.nodes.ros_time import seconds

_TIME_BASE = Fraction(1, 90_000)
_QUEUE_FRAMES_MAX = 50
_KEYFRAME_INTERVAL = 10


class ImageVideo:
    """
    Encode image messages in a thread of its own; their stamps are the video's time.

    The MP4 is fragmented at every key frame, so that all complete fragments can be played at any
    time. on_error is called once, from the thread, when the video cannot be written any more.
    """

    def __init__(self, path: Path, on_error: Callable[[Exception], None]) -> None:
        """Begin with no file; it appears with the first image."""
        self.path = path
        self.frames = 0
        self.dropped = 0
        self._on_error = on_error
        self._queue: queue.Queue[Image | None] = queue.Queue()
        self._failed = False
        self._thread = threading.Thread(target=self._run, name='video writer', daemon=True)
        self._thread.start()

    def write(self, image: Image) -> None:
        """Queue one image; drop and count it when encoding is far behind."""
        if self._failed or self._queue.qsize() >= _QUEUE_FRAMES_MAX:
            self.dropped += 1
        else:
            self._queue.put(image)

    def close(self) -> None:
        """Encode what is queued and finish the file."""
        self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        try:
            first = self._queue.get()
            if first is not None:
                self._encode_all(first)
        except (OSError, ImageMessageError, ValueError) as error:
            self._failed = True
            self._on_error(error)

    def _encode_all(self, first: Image) -> None:
        with av.open(
            str(self.path),
            'w',
            format='mp4',
            options={
                'movflags': 'frag_keyframe+empty_moov+default_base_moof',
                'flush_packets': '1',
            },
        ) as container:
            stream = container.add_stream(
                'libx264',
                rate=30,
                options={'preset': 'veryfast', 'tune': 'zerolatency', 'crf': '23'},
            )
            stream.width = first.width - first.width % 2
            stream.height = first.height - first.height % 2
            stream.pix_fmt = 'yuv420p'
            stream.codec_context.time_base = _TIME_BASE
            stream.codec_context.gop_size = _KEYFRAME_INTERVAL
            stream.codec_context.thread_count = 1
            start_s = seconds(first.header.stamp)
            last_pts = -1
            image: Image | None = first
            while image is not None:
                pts = round((seconds(image.header.stamp) - start_s) / _TIME_BASE)
                if pts > last_pts:
                    pixels = image_array(image)[: stream.height, : stream.width]
                    frame = av.VideoFrame.from_ndarray(pixels.copy(), format='rgb24')
                    frame.pts, frame.time_base = pts, _TIME_BASE
                    container.mux(stream.encode(frame))
                    self.frames += 1
                    last_pts = pts
                image = self._queue.get()
            container.mux(stream.encode(None))
