# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""What the executables in scripts/ do."""

from __future__ import annotations

import sys
from importlib import import_module

INTERRUPTED = 130


def run(name: str) -> None:
    """Run the node in ``lavla.nodes.<name>``; Ctrl-C while its modules load ends it quietly."""
    try:
        import_module(f'lavla.nodes.{name}').main()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
