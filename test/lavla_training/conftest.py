# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Fixtures of the training's tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def ordinary_arithmetic() -> Iterator[None]:
    """Undo what a command sets for its whole process: other tests run in this one, too."""
    torch = pytest.importorskip('torch')
    threads = torch.get_num_threads()
    yield
    torch.set_num_threads(threads)
    torch.set_flush_denormal(False)
