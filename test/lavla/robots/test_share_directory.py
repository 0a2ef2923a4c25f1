# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The share directory is found in a checkout and in an installed prefix."""

from __future__ import annotations

from pathlib import Path

import pytest

from lavla.robots import find_share_directory, share_directory


def test_checkout_is_found() -> None:
    assert (find_share_directory() / 'package.xml').is_file()


def test_ament_prefix_is_honoured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    share = tmp_path / 'prefix' / 'share' / 'lavla'
    (share / 'config' / 'robots').mkdir(parents=True)
    monkeypatch.setattr(share_directory, '__file__', str(tmp_path / 'a/b/c/d/lavla/robots/x.py'))
    monkeypatch.setenv('AMENT_PREFIX_PATH', str(tmp_path / 'prefix'))
    assert find_share_directory() == share


def test_absence_says_where_it_looked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(share_directory, '__file__', str(tmp_path / 'a/b/c/d/lavla/robots/x.py'))
    monkeypatch.setattr('sys.prefix', str(tmp_path))
    monkeypatch.setenv('AMENT_PREFIX_PATH', str(tmp_path / 'elsewhere'))
    with pytest.raises(FileNotFoundError, match='elsewhere'):
        find_share_directory()
