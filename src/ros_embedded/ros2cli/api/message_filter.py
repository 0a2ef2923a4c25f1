# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Conditions on messages that users write in Python."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from ros2cli.cli_error import CliError


def add_filter_argument(parser: argparse.ArgumentParser) -> None:
    """Add the argument about which messages count."""
    parser.add_argument(
        '--filter',
        dest='filter_expression',
        metavar='EXPRESSION',
        help='Python expression on the message `m`: leave out messages for which it is false',
    )


def make_filter(expression: str | None) -> Callable[[Any], bool]:
    """Return what tells whether a message is accepted; raise CliError for malformed Python."""
    if expression is None:
        return lambda message: True
    try:
        code = compile(expression, '<filter>', 'eval')
    except SyntaxError as error:
        raise CliError(f"the filter '{expression}' is no Python expression: {error}") from error

    def accepts(message: Any) -> bool:
        try:
            return bool(eval(code, {'m': message}))
        except Exception as error:
            raise CliError(
                f"the filter '{expression}' fails: {type(error).__name__}: {error}"
            ) from error

    return accepts
