# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Tasks are found by name."""

from __future__ import annotations

import pytest

from lavla.sim import TaskError, known_tasks, make_task


@pytest.mark.parametrize('name', known_tasks())
def test_task_offers_several_phrasings(name: str) -> None:
    task = make_task(name)
    assert task.name == name
    assert len(set(task.instructions)) >= 3
    assert task.default_instruction in task.instructions
    assert task.episode_seconds > 0.0


def test_unknown_task_lists_the_known_ones() -> None:
    with pytest.raises(TaskError, match=r"unknown task 'dance'; known: lift_pot"):
        make_task('dance')
