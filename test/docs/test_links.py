# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Links between pages lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path


def test_links_lead_to_files_and_headings(page: Path) -> None:
    for target in re.findall(r'\]\(([^)\s]+)\)', page.read_text(encoding='utf-8')):
        if target.startswith('https://'):
            continue
        name, _, heading = target.partition('#')
        linked = page.parent / name if name else page
        assert linked.exists(), target
        if heading:
            titles = re.findall(r'^#+ (.+)$', linked.read_text(encoding='utf-8'), re.MULTILINE)
            anchors = [re.sub(r'[^\w -]', '', title).lower().replace(' ', '-') for title in titles]
            assert heading in anchors, target


def test_the_index_names_every_page() -> None:
    folder = Path(__file__).parents[2] / 'docs'
    index = (folder / 'index.md').read_text(encoding='utf-8')
    pages = {path.name for path in folder.glob('*.md')} - {'index.md'}
    assert [name for name in sorted(pages) if f']({name})' not in index] == []
