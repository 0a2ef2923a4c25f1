# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Read the JSON files of a checkpoint."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from lavla.policy.checkpoint_error import CheckpointError


def read_json_object(path: Path) -> dict[str, Any]:
    """
    Read a JSON object.

    Raises
    ------
    CheckpointError
        If the file is missing or holds no JSON object.

    """
    if not path.is_file():
        raise CheckpointError(f'{path}: no such file; the checkpoint is incomplete')
    try:
        values = json.loads(path.read_text(encoding='utf-8'))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise CheckpointError(f'{path}: not valid JSON ({error})') from error
    if not isinstance(values, dict):
        raise CheckpointError(f'{path}: expected a JSON object, found {type(values).__name__}')
    return values


def require_keys(path: Path, values: dict[str, Any], keys: set[str]) -> None:
    """
    Check that an object has exactly the given keys.

    Raises
    ------
    CheckpointError
        If a key is missing or unknown.

    """
    for key in sorted(keys - values.keys()):
        raise CheckpointError(f'{path}: missing key {key!r}')
    for key in sorted(values.keys() - keys):
        raise CheckpointError(f'{path}: unknown key {key!r}; known keys: {sorted(keys)}')
