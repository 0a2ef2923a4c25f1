# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Write files so that a file under its final name is always complete."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def atomic_path(path: Path) -> Iterator[Path]:
    """
    Yield a temporary path beside ``path`` that takes its name when the block ends well.

    The temporary file is hidden, carries the process id and keeps the suffix; it is removed
    when the block raises.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f'.{path.stem}.{os.getpid()}.partial{path.suffix}')
    try:
        yield partial
        os.replace(partial, path)
    finally:
        partial.unlink(missing_ok=True)


def remove_partial_files(directory: Path) -> None:
    """Remove what processes that were killed while writing into ``directory`` left behind."""
    for partial in directory.glob('.*.partial*'):
        partial.unlink(missing_ok=True)
