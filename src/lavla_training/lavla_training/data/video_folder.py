# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Read a plain folder of videos: any mp4, mkv, webm, mov or avi, with optional captions.

Captions are lines of ``captions.jsonl``: ``{"file": "000001.mp4", "caption": "…"}``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import av
import numpy as np

from lavla_training.data.errors import DataError

VIDEO_SUFFIXES: tuple[str, ...] = ('.mp4', '.mkv', '.webm', '.mov', '.avi', '.m4v')
CAPTIONS_FILE = 'captions.jsonl'


@dataclass(frozen=True)
class VideoFrame:
    """One decoded frame: seconds since the first frame, RGB image (H, W, 3) uint8."""

    index: int
    time_s: float
    image: np.ndarray


@dataclass(frozen=True)
class VideoClip:
    """One video file of a folder; nothing is read before a method asks for it."""

    path: Path
    name: str
    """Path relative to the folder, without the suffix: unique within it."""
    caption: str | None = None

    def timestamps_s(self) -> np.ndarray:
        """
        Return the presentation time of every frame (T,), the first at 0, without decoding.

        Raise DataError when the file is damaged or has no video.
        """
        with _opened(self.path) as container:
            stream = _video_stream(container, self.path)
            try:
                ticks = sorted(p.pts for p in container.demux(stream) if p.pts is not None)
            except av.FFmpegError as error:
                raise DataError(f'{self.path}: damaged video: {error}') from error
            if not ticks or stream.time_base is None:
                raise DataError(f'{self.path}: the video stream holds no frame with a time')
            return (np.array(ticks) - ticks[0]) * float(stream.time_base)

    def frames(self, rate_hz: float | None = None) -> Iterator[VideoFrame]:
        """
        Decode the frames in order, one at a time.

        With ``rate_hz``, give only the first frame at or after each tick of that rate; a video
        that is slower is given whole. Raise DataError when the file is damaged.
        """
        with _opened(self.path) as container:
            stream = _video_stream(container, self.path)
            stream.thread_count = 1
            first_s: float | None = None
            next_s = 0.0
            index = -1
            try:
                for picture in container.decode(stream):
                    if picture.time is None:
                        raise DataError(f'{self.path}: frame {index + 1} has no timestamp')
                    index += 1
                    first_s = picture.time if first_s is None else first_s
                    time_s = picture.time - first_s
                    if rate_hz is not None:
                        if time_s < next_s - 1e-4:
                            continue
                        next_s = (np.floor(time_s * rate_hz + 1e-3) + 1) / rate_hz
                    yield VideoFrame(index, time_s, picture.to_ndarray(format='rgb24'))
            except av.FFmpegError as error:
                raise DataError(f'{self.path}: damaged after frame {index}: {error}') from error
            if index < 0:
                raise DataError(f'{self.path}: no frame can be decoded')

    def fingerprint(self) -> str:
        """Return a text that changes when the file does (size and time of change)."""
        status = self.path.stat()
        return f'{status.st_size}-{status.st_mtime_ns}'


@dataclass
class VideoFolder:
    """
    A folder of videos, in the order of their names.

    ``damaged`` collects the reason for each clip that turned out to be unreadable, by name.
    """

    directory: Path
    clips: tuple[VideoClip, ...]
    damaged: dict[str, str] = field(default_factory=dict)

    @classmethod
    def open(cls, directory: Path | str) -> VideoFolder:
        """
        List the videos below a directory and read its captions.

        Raise DataError when there is no such directory, no video in it, or a broken caption line.
        """
        root = Path(directory)
        if not root.is_dir():
            raise DataError(f'{root}: no such folder of videos')
        captions = _read_captions(root / CAPTIONS_FILE)
        paths = sorted(
            path
            for path in root.rglob('*')
            if path.suffix.lower() in VIDEO_SUFFIXES and not path.name.startswith('.')
        )
        if not paths:
            raise DataError(f'{root}: no video ({", ".join(VIDEO_SUFFIXES)}) in this folder')
        names = [path.relative_to(root) for path in paths]
        missing = sorted(set(captions) - {name.as_posix() for name in names})
        if missing:
            raise DataError(
                f'{root / CAPTIONS_FILE}: {len(missing)} captions name files that are not there, '
                f'the first is {missing[0]}'
            )
        stems = [name.with_suffix('').as_posix() for name in names]
        clips = tuple(
            VideoClip(
                path,
                # Two files that differ in their suffix only keep it, so that names are unique.
                stem if stems.count(stem) == 1 else name.as_posix(),
                captions.get(name.as_posix()),
            )
            for path, name, stem in zip(paths, names, stems, strict=True)
        )
        return cls(root, clips)

    def readable(self) -> Iterator[VideoClip]:
        """Give the clips whose container can be read; note the others in ``damaged``."""
        for clip in self.clips:
            try:
                clip.timestamps_s()
            except DataError as error:
                self.damaged[clip.name] = str(error)
            else:
                yield clip

    def report_damage(self) -> str:
        """Return one line that counts and names the damaged clips, or an empty text."""
        if not self.damaged:
            return ''
        names = ', '.join(list(self.damaged)[:5])
        more = f' and {len(self.damaged) - 5} more' if len(self.damaged) > 5 else ''
        return f'{len(self.damaged)} of {len(self.clips)} clips skipped as damaged: {names}{more}'


def frame_pairs(timestamps_s: np.ndarray, interval_s: float = 1.0) -> np.ndarray:
    """
    Return the index pairs (P, 2) of frames that are ``interval_s`` seconds apart.

    Each frame is paired with the one nearest to ``interval_s`` later, at any and even at a
    varying frame rate; pairs that miss by more than half the median frame period are left out.
    """
    times = np.asarray(timestamps_s, np.float64)
    if times.ndim != 1 or np.any(np.diff(times) <= 0):
        raise DataError('timestamps must be one growing sequence of seconds')
    if times.size < 2:
        return np.zeros((0, 2), np.int64)
    goals = times + interval_s
    after = np.clip(np.searchsorted(times, goals), 1, times.size - 1)
    nearer_before = goals - times[after - 1] < times[after] - goals
    second = after - nearer_before
    tolerance_s = 0.5 * float(np.median(np.diff(times))) + 1e-6
    first = np.arange(times.size)
    good = (np.abs(times[second] - goals) <= tolerance_s) & (second > first)
    return np.stack([first[good], second[good]], axis=1)


def _opened(path: Path) -> av.container.InputContainer:
    try:
        return av.open(str(path))
    except (av.FFmpegError, FileNotFoundError) as error:
        raise DataError(f'{path}: cannot be opened as a video: {error}') from error


def _video_stream(container: av.container.InputContainer, path: Path) -> av.VideoStream:
    if not container.streams.video:
        raise DataError(f'{path}: holds no video stream')
    return container.streams.video[0]


def _read_captions(path: Path) -> dict[str, str]:
    captions: dict[str, str] = {}
    if not path.exists():
        return captions
    with path.open(encoding='utf-8') as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                entry = json.loads(line)
                name, caption = entry['file'], entry['caption']
            except (json.JSONDecodeError, KeyError, TypeError) as error:
                raise DataError(
                    f'{path}:{number}: expected {{"file": …, "caption": …}}: {error!r}'
                ) from error
            if not isinstance(name, str) or not isinstance(caption, str):
                raise DataError(f'{path}:{number}: "file" and "caption" must be texts')
            captions[name] = caption
    return captions
