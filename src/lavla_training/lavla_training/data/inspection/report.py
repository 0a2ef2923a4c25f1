# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Recognise a data set and describe it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lavla_training.data.bags.bag_reader import BagReader, find_bags
from lavla_training.data.bags.topics import COMPRESSED_IMAGE, EPISODE_EVENT_TOPIC, IMAGE
from lavla_training.data.conversion.camera_series import read_cameras
from lavla_training.data.conversion.episode_segments import find_segments
from lavla_training.data.conversion.joint_series import NANOSECONDS
from lavla_training.data.episodes import EpisodeFolder
from lavla_training.data.errors import DataError
from lavla_training.data.inspection.contact_sheet import contact_sheet, spread
from lavla_training.data.jpeg_video import decode_jpeg
from lavla_training.data.video_folder import VIDEO_SUFFIXES, VideoFolder

_SHEET_ROWS = 6
_SHEET_COLUMNS = 6
_LANGUAGE_LINES = 8


@dataclass(frozen=True)
class Report:
    """A description in lines of text; a contact sheet (H, W, 3) uint8 RGB if there are images."""

    lines: list[str]
    sheet: np.ndarray | None


def inspect_data(path: Path) -> Report:
    """
    Describe training episodes, bags or a video folder.

    Raise DataError when the path is none of these.
    """
    if not path.exists():
        raise DataError(f'{path}: no such file or folder')
    if path.is_dir() and any(path.glob('episode_*/meta.json')):
        return inspect_episodes(EpisodeFolder.open(path))
    if path.suffix == '.mcap' or _holds_bags(path):
        return inspect_bags(find_bags(path))
    if path.is_dir() and any(item.suffix.lower() in VIDEO_SUFFIXES for item in path.rglob('*')):
        return inspect_videos(VideoFolder.open(path))
    raise DataError(
        f'{path}: neither training episodes (episode_*/meta.json), nor a bag (metadata.yaml or '
        f'.mcap), nor a folder of videos ({", ".join(VIDEO_SUFFIXES)})'
    )


def inspect_videos(folder: VideoFolder) -> Report:
    """Describe a folder of videos."""
    lengths, rates, captions = [], [], Counter[str]()
    readable = []
    for clip in folder.readable():
        times = clip.timestamps_s()
        readable.append(clip)
        lengths.append(times.size)
        if times.size > 1:
            rates.append((times.size - 1) / (times[-1] - times[0]))
        if clip.caption:
            captions[clip.caption] += 1
    lines = [
        f'video folder {folder.directory}',
        f'clips: {len(readable)} readable, {len(folder.damaged)} damaged',
        f'frames: {sum(lengths)}, per clip {_range(lengths)}',
        f'frame rate: {_range(rates)} Hz',
        *_language(captions, 'captions'),
    ]
    lines += [f'damaged: {reason}' for reason in folder.damaged.values()]
    rows = []
    for index in spread(len(readable), _SHEET_ROWS):
        clip = readable[index]
        wanted = set(spread(lengths[index], _SHEET_COLUMNS))
        images = [frame.image for frame in clip.frames() if frame.index in wanted]
        rows.append((f'{clip.name}: {clip.caption or ""}', images))
    return Report(lines, contact_sheet(rows) if rows else None)


def inspect_episodes(folder: EpisodeFolder) -> Report:
    """Describe a folder of training episodes."""
    first = folder.episodes[0]
    low = [episode.low_dim() for episode in folder.episodes]
    lengths = [item.timestamps_s.size for item in low]
    words = Counter(episode.instruction for episode in folder.episodes)
    outcomes = Counter(
        {True: 'success', False: 'failure', None: 'unknown'}[episode.success]
        for episode in folder.episodes
    )
    lines = [
        f'training episodes {folder.directory}',
        f'episodes: {len(low)} ({", ".join(f"{n} {name}" for name, n in outcomes.items())})',
        f'rows: {sum(lengths)} of {first.period_s} s, per episode {_range(lengths)}',
        f'cameras: {", ".join(first.cameras)}',
        *_language(words, 'instructions'),
        'joint                          position min / mean / max        action min / max',
    ]
    positions = np.concatenate([item.positions for item in low])
    actions = np.concatenate([item.actions for item in low])
    for column, name in enumerate(first.joint_names):
        here, goal = positions[:, column], actions[:, column]
        lines.append(
            f'{name:<30} {here.min():8.3f} {here.mean():8.3f} {here.max():8.3f}      '
            f'{goal.min():8.3f} {goal.max():8.3f}'
        )
    rows = []
    for index in spread(len(low), _SHEET_ROWS):
        episode = folder.episodes[index]
        chosen = np.array(spread(lengths[index], _SHEET_COLUMNS))
        for camera in episode.cameras if len(low) == 1 else episode.cameras[:1]:
            label = f'{episode.episode_id} {camera}: {episode.instruction}'
            rows.append((label, list(episode.images(camera, chosen))))
    return Report(lines, contact_sheet(rows))


def inspect_bags(paths: list[Path]) -> Report:
    """Describe one or more bags; topics and rates are those of the first."""
    lines: list[str] = []
    rows: list[tuple[str, list[np.ndarray]]] = []
    shown = set(spread(len(paths), _SHEET_ROWS))
    words: Counter[str] = Counter()
    outcomes: Counter[str] = Counter()
    durations: list[float] = []
    for index, path in enumerate(paths):
        with BagReader(path) as bag:
            duration_s = (bag.end_ns - bag.start_ns) / NANOSECONDS
            durations.append(duration_s)
            if index == 0:
                lines += _topic_lines(bag, duration_s)
            if bag.find(EPISODE_EVENT_TOPIC) is not None:
                for segment in find_segments(bag):
                    words[segment.instruction] += 1
                    outcomes[{True: 'success', False: 'failure'}.get(segment.success, '?')] += 1
            topics = [*bag.of_type(COMPRESSED_IMAGE), *bag.of_type(IMAGE)]
            if index in shown and topics:
                rows.append((f'{path.name} {topics[0]}', _bag_images(bag, topics[0])))
    events = ', '.join(f'{count} {name}' for name, count in outcomes.items()) or 'no events'
    head = [
        f'bags: {len(paths)}, {_range(durations)} s each, {sum(durations):.1f} s in all',
        f'episodes: {events}',
        *_language(words, 'instructions'),
    ]
    return Report(head + lines, contact_sheet(rows) if rows else None)


def _topic_lines(bag: BagReader, duration_s: float) -> list[str]:
    lines = [f'topics of {bag.path}:']
    counts = bag.message_counts
    types = bag.topics
    for topic in sorted(counts):
        rate = counts[topic] / duration_s if duration_s > 0 else 0.0
        kind = types.get(topic, 'no messages')
        lines.append(f'  {topic:<46} {kind:<38} {counts[topic]:6d}  {rate:7.2f} Hz')
    return lines


def _bag_images(bag: BagReader, topic: str) -> list[np.ndarray]:
    series = read_cameras(bag, {'camera': topic}, bag.start_ns, bag.end_ns)['camera']
    chosen = spread(len(series.images), _SHEET_COLUMNS)
    return [decode_jpeg(series.images[index]) for index in chosen]


def _holds_bags(path: Path) -> bool:
    return path.is_dir() and (
        (path / 'metadata.yaml').exists()
        or any(path.glob('*/metadata.yaml'))
        or any(path.glob('*.mcap'))
    )


def _language(words: Counter[str], name: str) -> list[str]:
    if not words:
        return [f'{name}: none']
    lines = [f'{name}: {sum(words.values())}, {len(words)} different']
    lines += [f'  {count:4d} × {text}' for text, count in words.most_common(_LANGUAGE_LINES)]
    if len(words) > _LANGUAGE_LINES:
        lines.append(f'  … and {len(words) - _LANGUAGE_LINES} more')
    return lines


def _range(values: list[int] | list[float]) -> str:
    if not values:
        return 'none'
    low, high = min(values), max(values)
    if isinstance(low, int):
        return f'{low}' if low == high else f'{low} to {high}'
    return f'{low:.2f}' if abs(high - low) < 0.005 else f'{low:.2f} to {high:.2f}'
