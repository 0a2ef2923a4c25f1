# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Cut a bag into episodes by its episode events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lavla_training.data.bags.bag_reader import BagMessage, BagReader
from lavla_training.data.bags.message_building import EVENT_TYPES
from lavla_training.data.bags.topics import (
    EPISODE_EVENT,
    EPISODE_EVENT_TOPIC,
    INSTRUCTION_TOPIC,
    STRING,
)
from lavla_training.data.errors import DataError

_NAMES = {number: name for name, number in EVENT_TYPES.items()}


@dataclass(frozen=True)
class Segment:
    """One episode within a bag; reception times in ns. ``success`` is None when unknown."""

    start_ns: int
    stop_ns: int
    episode_id: str
    task: str
    instruction: str
    success: bool | None
    discarded: bool = False


def find_segments(bag: BagReader, instruction: str | None = None) -> list[Segment]:
    """
    Return the episodes of a bag, in order.

    An episode lasts from START to STOP, or else to its SUCCESS, FAILURE or DISCARD, the next
    START or the end of the bag. A bag without events is one episode. The instruction is the
    event's, or the last one published by then; ``instruction`` replaces it. Raise DataError when
    an episode has none.
    """
    spoken = _instructions(bag)
    topic = bag.find(EPISODE_EVENT_TOPIC, EPISODE_EVENT)
    if topic is None:
        name = bag.path.stem
        segments = [Segment(bag.start_ns, bag.end_ns, name, '', '', None)]
    else:
        segments = _cut(list(bag.messages([topic])), bag.end_ns)
        if not segments:
            raise DataError(f'{bag.path}: topic {topic} holds no START: no episode to cut out')
    return [_with_instruction(bag, segment, spoken, instruction) for segment in segments]


def _cut(events: Sequence[BagMessage], end_ns: int) -> list[Segment]:
    segments: list[Segment] = []
    starts = [index for index, event in enumerate(events) if _kind(event) == 'START']
    for number, first in enumerate(starts):
        following = starts[number + 1] if number + 1 < len(starts) else len(events)
        inside = events[first:following]
        kinds = [_kind(event) for event in inside]
        stop_ns = events[following].time_ns if following < len(events) else end_ns
        for ending in ('STOP', 'SUCCESS', 'FAILURE', 'DISCARD'):
            if ending in kinds:
                stop_ns = inside[kinds.index(ending)].time_ns
                break
        start = events[first].message
        outcome = True if 'SUCCESS' in kinds else False if 'FAILURE' in kinds else None
        segments.append(
            Segment(
                start_ns=events[first].time_ns,
                stop_ns=stop_ns,
                episode_id=start.episode_id,
                task=start.task,
                instruction=start.instruction,
                success=outcome,
                discarded='DISCARD' in kinds,
            )
        )
    return segments


def _kind(event: BagMessage) -> str:
    return _NAMES.get(int(event.message.type), 'UNKNOWN')


def _instructions(bag: BagReader) -> list[tuple[int, str]]:
    topic = bag.find(INSTRUCTION_TOPIC, STRING)
    if topic is None:
        return []
    return [(item.time_ns, item.message.data) for item in bag.messages([topic])]


def _with_instruction(
    bag: BagReader, segment: Segment, spoken: list[tuple[int, str]], given: str | None
) -> Segment:
    text = given or segment.instruction
    if not text:
        heard = [words for time_ns, words in spoken if time_ns <= segment.stop_ns]
        text = heard[-1] if heard else ''
    if not text:
        raise DataError(
            f"{bag.path}: episode '{segment.episode_id}' has no instruction, neither in its START "
            f'event nor on topic {INSTRUCTION_TOPIC}: give one with --instruction'
        )
    return Segment(
        segment.start_ns,
        segment.stop_ns,
        segment.episode_id,
        segment.task,
        text,
        segment.success,
        segment.discarded,
    )
