# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The pages that users read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / 'README.md', *sorted((ROOT / 'docs').glob('*.md'))]


@pytest.fixture(params=PAGES, ids=lambda path: path.name)
def page(request: pytest.FixtureRequest) -> Path:
    """Return the path of one page after the other."""
    return request.param


@pytest.fixture
def commands(page: Path) -> list[str]:
    """Return the commands of a page: indented lines and text in backticks, comments left out."""
    text = page.read_text(encoding='utf-8').replace('\\\n', ' ')
    lines = re.findall(r'^ {4}(\S.*)$', text, flags=re.MULTILINE)
    quoted = re.findall(r'`([^`]+)`', text)
    return [re.split(r'\s#\s', ' '.join(command.split()))[0] for command in [*lines, *quoted]]
