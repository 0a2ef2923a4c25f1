# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The error that a user of the command line sees as one line."""

from __future__ import annotations


class CliError(Exception):
    """Say in one line what is wrong and what to do."""
