# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Recipes: the settings of one stage, read from a commented YAML file."""

from __future__ import annotations

import dataclasses
import inspect
from pathlib import Path
from typing import Any, TypeVar

import yaml

from lavla.robots.share_directory import find_share_directory

RecipeType = TypeVar('RecipeType')


class RecipeError(ValueError):
    """A recipe that cannot be used; the message names the file, the key and what it may be."""


def recipe_path(name_or_path: str) -> Path:
    """
    Find a recipe by file path, or by name in config/training (`lam_mini`).

    Raises RecipeError listing the shipped recipes.
    """
    path = Path(name_or_path)
    if path.suffix == '.yaml':
        if path.is_file():
            return path
        raise RecipeError(f'recipe {path}: no such file')
    folder = find_share_directory() / 'config' / 'training'
    path = folder / f'{name_or_path}.yaml'
    if path.is_file():
        return path
    known = ', '.join(sorted(p.stem for p in folder.glob('*.yaml')))
    raise RecipeError(
        f'unknown recipe {name_or_path!r}: use a path to a .yaml file, or one of {known}'
    )


def load_recipe(
    kind: type[RecipeType], name_or_path: str, overrides: list[str] | None = None
) -> RecipeType:
    """
    Read a recipe into its dataclass; `overrides` are `key=value` texts from the command line.

    Raises RecipeError naming the file and key for unknown keys and values of the wrong type.
    """
    path = recipe_path(name_or_path)
    values = yaml.safe_load(path.read_text(encoding='utf-8')) or {}
    if not isinstance(values, dict):
        raise RecipeError(f'recipe {path}: expected "key: value" lines')
    for text in overrides or []:
        key, separator, value = text.partition('=')
        if not separator:
            raise RecipeError(f'override {text!r}: expected key=value')
        values[key.strip()] = yaml.safe_load(value)
    fields = {field.name: field for field in dataclasses.fields(kind)}  # type: ignore[arg-type]
    for key, value in values.items():
        if key not in fields:
            raise RecipeError(f'recipe {path}: unknown key {key!r}; known: {", ".join(fields)}')
        values[key] = _converted(value, fields[key], path)
    missing = [
        name
        for name, field in fields.items()
        if name not in values
        and field.default is dataclasses.MISSING
        and field.default_factory is dataclasses.MISSING
    ]
    if missing:
        raise RecipeError(f'recipe {path}: missing key {", ".join(missing)}')
    try:
        return kind(**values)
    except ValueError as error:
        raise RecipeError(f'recipe {path}: {error}') from error


def _converted(value: Any, field: dataclasses.Field[Any], path: Path) -> Any:
    kind = field.type
    expected = kind if isinstance(kind, str) else inspect.formatannotation(kind)
    accepted: tuple[type, ...]
    if expected == 'float':
        accepted = (int, float)
    elif expected == 'int':
        accepted = (int,)
    elif expected == 'bool':
        accepted = (bool,)
    elif expected == 'str':
        accepted = (str,)
    elif expected.startswith('dict'):
        accepted = (dict,)
    elif expected.startswith(('list', 'tuple')):
        accepted = (list, tuple)
    else:
        return value
    if not isinstance(value, accepted) or (isinstance(value, bool) and expected != 'bool'):
        raise RecipeError(
            f'recipe {path}: {field.name} must be {expected}, '
            f'got {value!r} ({type(value).__name__})'
        )
    if expected == 'float':
        return float(value)
    return tuple(value) if expected.startswith('tuple') else value
