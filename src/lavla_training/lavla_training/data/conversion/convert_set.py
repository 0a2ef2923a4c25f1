# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Convert all bags of a folder; continue where an earlier run ended."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lavla.robots import Robot
from lavla_training.data.bags.bag_reader import BagReader, find_bags
from lavla_training.data.conversion.convert_segment import BagConverter, ConversionSettings
from lavla_training.data.conversion.episode_segments import Segment, find_segments
from lavla_training.data.episode_format import episode_directory, write_episode
from lavla_training.data.episodes import Episode
from lavla_training.data.errors import DataError


@dataclass(frozen=True)
class ConversionResult:
    """What a conversion wrote and kept, and what it left out, with the reasons."""

    written: int
    kept: int
    rows: int
    left_out: tuple[str, ...]


def convert_bags(
    source: Path,
    output: Path,
    robot: Robot,
    settings: ConversionSettings,
    include_failures: bool = False,
    on_bag: Callable[[int, int], None] = lambda done, total: None,
) -> ConversionResult:
    """
    Convert the bags at or below ``source`` into ``output``/episode_NNNNNN.

    Discarded episodes, and failed ones unless asked for, are left out, and so is an episode or
    bag with damaged data, with its reason. ``on_bag(done, total)`` follows each bag. Raise
    DataError when there is no bag, when nothing could be converted, or when the output holds
    episodes of other bags.
    """
    bags = find_bags(source)
    for partial in output.glob('.*.partial'):
        shutil.rmtree(partial, ignore_errors=True)
    written = kept = rows = 0
    left_out: list[str] = []
    for number, path in enumerate(bags, start=1):
        try:
            with BagReader(path) as bag:
                converter: BagConverter | None = None
                for segment in find_segments(bag, settings.instruction):
                    reason = _reason_to_skip(segment, include_failures)
                    if reason:
                        left_out.append(f'{path}: {segment.episode_id}: {reason}')
                        continue
                    directory = episode_directory(output, written + kept)
                    if directory.exists():
                        rows += _check_same(directory, path, segment)
                        kept += 1
                        continue
                    converter = converter or BagConverter(bag, robot, settings)
                    try:
                        content = converter.convert(segment)
                    except DataError as error:
                        left_out.append(str(error))
                        continue
                    write_episode(directory, content)
                    written += 1
                    rows += content.timestamps_s.size
        except _OtherEpisodeError:
            raise
        except DataError as error:
            left_out.append(str(error))
        on_bag(number, len(bags))
    if not written + kept:
        reasons = '; '.join(left_out[:3])
        raise DataError(f'{source}: no episode could be converted: {reasons}')
    return ConversionResult(written, kept, rows, tuple(left_out))


class _OtherEpisodeError(DataError):
    """The output folder holds another episode than the one to write."""


def _reason_to_skip(segment: Segment, include_failures: bool) -> str:
    if segment.discarded:
        return 'discarded'
    if segment.success is False and not include_failures:
        return 'failed'
    return ''


def _check_same(directory: Path, bag: Path, segment: Segment) -> int:
    """Return the rows of an episode that is there; raise when it is another one."""
    episode = Episode.open(directory)
    if (episode.source, episode.episode_id) != (bag.name, segment.episode_id):
        raise _OtherEpisodeError(
            f'{directory} holds episode {episode.episode_id} of {episode.source}, not '
            f'{segment.episode_id} of {bag.name}: give another output folder'
        )
    return episode.rows
