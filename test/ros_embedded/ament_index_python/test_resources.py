# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Marker files of the index."""

from __future__ import annotations

from pathlib import Path

import pytest
from ament_index_python import (
    RESOURCE_INDEX_SUBFOLDER,
    InvalidResourceNameError,
    InvalidResourceTypeNameError,
    get_resource,
    get_resource_types,
    get_resources,
    get_search_paths,
    has_resource,
)


@pytest.fixture
def prefixes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Return two prefixes, both with the resource 'arm' of type 'models', one with 'hand'."""
    found = (tmp_path / 'first', tmp_path / 'second')
    for prefix in found:
        folder = prefix / RESOURCE_INDEX_SUBFOLDER / 'models'
        folder.mkdir(parents=True)
        (folder / 'arm').write_text(prefix.name)
        (folder / '.hidden').write_text('')
        (folder / 'subfolder').mkdir()
    (found[1] / RESOURCE_INDEX_SUBFOLDER / 'models' / 'hand').write_text('')
    monkeypatch.setenv('AMENT_PREFIX_PATH', f'{found[0]}:{found[1]}:{tmp_path / "missing"}')
    return found


def test_the_first_prefix_wins(prefixes: tuple[Path, Path]) -> None:
    first, second = map(str, prefixes)
    assert get_search_paths()[:2] == [first, second]
    assert len(get_search_paths()) == 3
    assert get_resource('models', 'arm') == ('first', first)
    assert get_resources('models') == {'arm': first, 'hand': second}
    assert has_resource('models', 'hand') == second
    assert has_resource('models', 'foot') is False
    assert 'models' in get_resource_types()
    with pytest.raises(LookupError, match="Could not find the resource 'foot' of type 'models'"):
        get_resource('models', 'foot')


def test_names_are_checked() -> None:
    with pytest.raises(InvalidResourceTypeNameError, match="Resource type 'a/b' is invalid"):
        get_resources('a/b')
    with pytest.raises(InvalidResourceNameError, match='is invalid'):
        has_resource('models', '..\\arm')
    with pytest.raises(AssertionError, match='must not be empty'):
        get_resource('models', '')
