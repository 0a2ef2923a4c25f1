# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Regular expressions from the command line."""

from __future__ import annotations

import re

from ros2cli.cli_error import CliError


def checked_regex(expression: str, option: str) -> str:
    """Return the expression; raise CliError naming the option when it is none."""
    try:
        re.compile(expression)
    except re.error as error:
        raise CliError(f"{option} '{expression}' is no regular expression: {error}") from error
    return expression
