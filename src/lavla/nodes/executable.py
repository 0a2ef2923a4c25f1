# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""What the executables in scripts/ do."""

from __future__ import annotations

import signal
import sys
from importlib import import_module

INTERRUPTED = 130


def run(name: str) -> None:
    """
    Run the node in ``lavla.nodes.<name>``.

    Ctrl-C ends the process where it is until main says otherwise: while its modules load there is
    nothing to close, and the interpreter would not look at the signal before a large library is
    loaded.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    module = import_module(f'lavla.nodes.{name}')
    try:
        module.main()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
