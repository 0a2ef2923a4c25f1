# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Read one mapping of a YAML file strictly: mistakes name file, key and what is allowed."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from lavla.robots.errors import RobotError


class Section:
    """
    One mapping of a YAML file whose keys are asked for by name and type.

    :param source: the file, for messages.
    :param path: dotted key of this mapping in the file; empty at the top.
    :param values: the mapping itself.
    :raises RobotError: when values is no mapping.
    """

    def __init__(self, source: str, path: str, values: Any) -> None:
        """Keep the mapping and note which keys are asked for."""
        self._source = source
        self._path = path
        if not isinstance(values, Mapping):
            raise RobotError(
                f'{source}: {path or "top level"}: expected a mapping, got {_describe(values)}'
            )
        self._values = values
        self._asked: set[str] = set()

    def key(self, key: str) -> str:
        """Return the dotted path of a key."""
        return f'{self._path}.{key}' if self._path else key

    def fail(self, key: str, problem: str) -> RobotError:
        """Return the error to raise for a key."""
        return RobotError(f'{self._source}: {self.key(key)}: {problem}')

    def has(self, key: str) -> bool:
        """Tell whether a key is present, and count it as known."""
        self._asked.add(key)
        return self._values.get(key) is not None

    def get(self, key: str) -> Any:
        """Return the raw value of a required key."""
        if not self.has(key):
            raise self.fail(key, 'this key is required')
        return self._values[key]

    def section(self, key: str) -> Section:
        """Return a required nested mapping."""
        return Section(self._source, self.key(key), self.get(key))

    def sections(self, key: str) -> list[Section]:
        """Return a required list of mappings."""
        values = self.get(key)
        if not isinstance(values, list) or not values:
            raise self.fail(key, f'expected a non-empty list of mappings, got {_describe(values)}')
        return [
            Section(self._source, f'{self.key(key)}[{index}]', value)
            for index, value in enumerate(values)
        ]

    def names(self) -> list[str]:
        """Return the keys that are present."""
        return [str(key) for key in self._values]

    def text(self, key: str, choices: Sequence[str] | None = None) -> str:
        """Return a required non-empty string, one of choices where given."""
        value = self.get(key)
        if not isinstance(value, str) or not value:
            raise self.fail(key, f'expected a text, got {_describe(value)}')
        if choices is not None and value not in choices:
            raise self.fail(key, f'{value!r} is unknown; allowed: {", ".join(choices)}')
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a required list of different, non-empty strings."""
        values = self.get(key)
        if not isinstance(values, list) or not all(isinstance(v, str) and v for v in values):
            raise self.fail(key, f'expected a list of texts, got {_describe(values)}')
        if not values or len(set(values)) != len(values):
            raise self.fail(key, f'expected at least one text, all different, got {values}')
        return tuple(values)

    def flag(self, key: str) -> bool:
        """Return a required boolean."""
        value = self.get(key)
        if not isinstance(value, bool):
            raise self.fail(key, f'expected true or false, got {_describe(value)}')
        return value

    def number(
        self, key: str, minimum: float = -math.inf, maximum: float = math.inf, above: bool = False
    ) -> float:
        """Return a required finite number in [minimum, maximum]; above excludes the minimum."""
        value = self.get(key)
        if (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or not math.isfinite(value)
        ):
            raise self.fail(key, f'expected a finite number, got {_describe(value)}')
        if value > maximum or value < minimum or (above and value == minimum):
            bracket = '(' if above else '['
            raise self.fail(key, f'{value} is outside {bracket}{minimum}, {maximum}]')
        return float(value)

    def integer(self, key: str, minimum: int, maximum: int) -> int:
        """Return a required integer in [minimum, maximum]."""
        value = self.get(key)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.fail(key, f'expected an integer, got {_describe(value)}')
        if not minimum <= value <= maximum:
            raise self.fail(key, f'{value} is outside [{minimum}, {maximum}]')
        return value

    def numbers(self, key: str, length: int) -> np.ndarray:
        """Return a required list of finite numbers of a fixed length, as float64 (length,)."""
        values = self.get(key)
        if not isinstance(values, list) or len(values) != length:
            raise self.fail(key, f'expected a list of {length} numbers, got {_describe(values)}')
        for index, value in enumerate(values):
            number = isinstance(value, int | float) and not isinstance(value, bool)
            if not number or not math.isfinite(value):
                raise self.fail(
                    f'{key}[{index}]', f'expected a finite number, got {_describe(value)}'
                )
        return np.array(values, dtype=np.float64)

    def finish(self) -> None:
        """Refuse every key that nothing asked for."""
        unknown = [key for key in self.names() if key not in self._asked]
        if unknown:
            allowed = ', '.join(sorted(self._asked))
            raise self.fail(unknown[0], f'unknown key; allowed here: {allowed}')


def _describe(value: Any) -> str:
    """Return a short description of a value for a message."""
    if value is None:
        return 'nothing'
    if isinstance(value, list):
        return f'a list of {len(value)}: {value}' if len(value) <= 8 else f'a list of {len(value)}'
    if isinstance(value, Mapping):
        return f'a mapping with the keys {", ".join(map(str, value))}'
    return f'{value!r} ({type(value).__name__})'
