# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""A cache of arrays on disk, keyed by what made them; arrays are read through memory maps."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import numpy as np

from lavla_training.data.atomic_file import atomic_path
from lavla_training.data.errors import DataError

_INDEX_FILE = 'index.json'


def description_hash(description: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a JSON-like description, whatever the order of its keys."""
    text = json.dumps(description, sort_keys=True, separators=(',', ':'), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


class KeyedCache:
    """
    Named entries of arrays in ``<directory>/<kind>-<hash of the description>/``.

    Each array of an entry is one .npy file; a small JSON file, written last, makes the entry
    valid. So a killed process leaves nothing that looks complete, and processes may share a
    cache. ``index.json`` keeps the description in full.
    """

    def __init__(self, directory: Path | str, kind: str, description: Mapping[str, Any]) -> None:
        self.key = description_hash(description)
        self.root = Path(directory) / f'{kind}-{self.key[:16]}'
        index = self.root / _INDEX_FILE
        if index.exists():
            try:
                found = json.loads(index.read_text())['key']
            except (json.JSONDecodeError, KeyError) as error:
                raise DataError(f'{index}: not an index of a cache: {error!r}') from error
            if found != self.key:
                raise DataError(f'{index}: holds key {found}, expected {self.key}')
        else:
            with atomic_path(index) as partial:
                content = {'kind': kind, 'key': self.key, 'description': description}
                partial.write_text(json.dumps(content, indent=2, sort_keys=True) + '\n')

    def has(self, name: str, source: str = '') -> bool:
        """Return whether an entry is there and was made from the same source."""
        path = self._entry(name)
        return path.exists() and self._read_entry(path)['source'] == source

    def names(self) -> Iterator[str]:
        """Give the names of all entries, sorted."""
        for path in sorted(self.root.glob('*.entry.json')):
            yield unquote(path.name.removesuffix('.entry.json'))

    def write(self, name: str, arrays: Mapping[str, np.ndarray], source: str = '') -> None:
        """
        Store the arrays of an entry, replacing an older one.

        ``source`` identifies what it was made from (a fingerprint of the video, for example).
        """
        entry = self._entry(name)
        entry.unlink(missing_ok=True)
        for field, array in arrays.items():
            with atomic_path(self._array(name, field)) as partial, partial.open('wb') as stream:
                np.save(stream, np.ascontiguousarray(array))
        with atomic_path(entry) as partial:
            shapes = {field: list(np.shape(array)) for field, array in arrays.items()}
            partial.write_text(json.dumps({'source': source, 'arrays': shapes}) + '\n')

    def read(self, name: str) -> dict[str, np.ndarray]:
        """
        Return the arrays of an entry as read-only memory maps.

        Raise DataError when the entry is missing or an array does not have its noted shape.
        """
        path = self._entry(name)
        if not path.exists():
            raise DataError(f"{self.root}: no entry '{name}'")
        arrays: dict[str, np.ndarray] = {}
        for field, shape in self._read_entry(path)['arrays'].items():
            file = self._array(name, field)
            try:
                array = np.load(file, mmap_mode='r' if np.prod(shape) else None)
            except (OSError, ValueError) as error:
                raise DataError(
                    f'{file}: unreadable ({error}); delete {path} to compute it again'
                ) from error
            if list(array.shape) != shape:
                raise DataError(f'{file}: shape {list(array.shape)}, expected {shape}')
            arrays[field] = array
        return arrays

    def _entry(self, name: str) -> Path:
        return self.root / f'{quote(name, safe="")}.entry.json'

    def _array(self, name: str, field: str) -> Path:
        return self.root / f'{quote(name, safe="")}.{field}.npy'

    def _read_entry(self, path: Path) -> dict[str, Any]:
        try:
            entry = json.loads(path.read_text())
            return {'source': entry['source'], 'arrays': entry['arrays']}
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise DataError(f'{path}: not an entry of a cache: {error!r}') from error
