# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of the epoch and sequence rule."""

import pytest

from lavla.nodes.sequence_gate import SequenceCounter, SequenceGate, next_epoch


@pytest.mark.parametrize(
    ('first', 'second', 'accepted'),
    [
        ((1, 5), (1, 6), True),
        ((1, 5), (1, 5), False),
        ((1, 5), (1, 4), False),
        ((2, 5), (1, 6), False),
        ((1, 5), (2, 1), True),
    ],
)
def test_accepts_only_what_is_newer(first, second, accepted) -> None:
    gate = SequenceGate()
    assert gate.accepts(*first)
    assert gate.accepts(*second) is accepted


def test_numbers_grow_by_one_and_over_a_restart() -> None:
    counter = SequenceCounter()
    first = counter.next(12.5)
    assert [counter.next(12.6 + i) for i in range(3)] == [first + 1, first + 2, first + 3]
    assert SequenceCounter().next(16.0) > first + 3


def test_first_number_is_positive_before_the_clock_begins() -> None:
    assert SequenceCounter().next(0.0) > 0


def test_epoch_grows_with_every_instruction_and_over_a_restart() -> None:
    epoch = next_epoch(0, 10.2)
    following = next_epoch(epoch, 10.3)
    assert following == epoch + 1
    assert next_epoch(0, 15.0) > following
