# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Recipes name the file and the key of what is wrong in them."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from lavla_training.stages.recipe import RecipeError, load_recipe


@dataclass(frozen=True)
class _Recipe:
    steps: int
    learning_rate: float = 1e-3
    sizes: tuple[int, ...] = (1, 2)

    def __post_init__(self) -> None:
        if self.steps < 1:
            raise ValueError('steps must be at least 1')


def _write(tmp_path: Path, text: str) -> str:
    path = tmp_path / 'toy.yaml'
    path.write_text(text)
    return str(path)


def test_values_and_overrides_are_read(tmp_path: Path):
    path = _write(tmp_path, 'steps: 5\nsizes: [3, 4]\n')
    recipe = load_recipe(_Recipe, path, ['learning_rate=1'])
    assert recipe == _Recipe(steps=5, learning_rate=1.0, sizes=(3, 4))
    assert isinstance(recipe.learning_rate, float)


@pytest.mark.parametrize(
    ('text', 'message'),
    [
        ('stpes: 5\n', "unknown key 'stpes'; known: steps"),
        ('learning_rate: 1\n', 'missing key steps'),
        ('steps: many\n', "steps must be int, got 'many'"),
        ('steps: 0\n', 'steps must be at least 1'),
        ('- 1\n', 'expected "key: value" lines'),
    ],
)
def test_mistakes_are_named(tmp_path: Path, text: str, message: str):
    path = _write(tmp_path, text)
    with pytest.raises(RecipeError, match=message) as caught:
        load_recipe(_Recipe, path)
    assert path in str(caught.value)


def test_missing_file_and_bad_override_are_named(tmp_path: Path):
    with pytest.raises(RecipeError, match='no such file'):
        load_recipe(_Recipe, str(tmp_path / 'none.yaml'))
    with pytest.raises(RecipeError, match='expected key=value'):
        load_recipe(_Recipe, _write(tmp_path, 'steps: 1\n'), ['steps'])
