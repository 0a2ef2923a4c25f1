# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The error raised when a substitution has no value."""

from __future__ import annotations


class SubstitutionFailure(RuntimeError):
    """Say which substitution has no value and why."""
