# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Fixtures for tests of the packages as a build or an installation sees them."""

from __future__ import annotations

from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope='session')
def repository() -> Path:
    """Return the root folder of the checkout."""
    return REPOSITORY


@pytest.fixture(scope='session')
def interface_files() -> list[Path]:
    """Return the .msg, .srv and .action files of lavla, relative to the root folder."""
    files = [
        path.relative_to(REPOSITORY)
        for kind in ('msg', 'srv', 'action')
        for path in (REPOSITORY / kind).glob(f'*.{kind}')
    ]
    assert files
    return sorted(files)
