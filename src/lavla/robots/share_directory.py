# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Find the folder that holds config/, launch/ and models/."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def _is_share_directory(path: Path) -> bool:
    return (path / 'config' / 'robots').is_dir()


def find_share_directory() -> Path:
    """
    Return the share directory of the package lavla.

    Looked at in this order: the source checkout around this file, every prefix of
    AMENT_PREFIX_PATH (``<prefix>/share/lavla``), the installation prefixes around this file and
    the interpreter's prefix.

    :raises FileNotFoundError: when none of them holds config/robots.
    """
    here = Path(__file__).resolve()
    candidates = [here.parents[3]]
    prefixes = [
        Path(prefix)
        for prefix in os.environ.get('AMENT_PREFIX_PATH', '').split(os.pathsep)
        if prefix
    ]
    prefixes += [*list(here.parents)[3:], Path(sys.prefix)]
    candidates += [prefix / 'share' / 'lavla' for prefix in prefixes]
    for candidate in candidates:
        if _is_share_directory(candidate):
            return candidate
    searched = ', '.join(str(candidate) for candidate in dict.fromkeys(candidates))
    raise FileNotFoundError(
        'no share directory of lavla (a folder that holds config/robots) was found; searched: '
        f'{searched}. Source the workspace that installed lavla, or set AMENT_PREFIX_PATH.'
    )
