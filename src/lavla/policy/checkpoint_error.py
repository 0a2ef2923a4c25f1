# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The error of unusable checkpoints."""

from __future__ import annotations


class CheckpointError(ValueError):
    """Tell in one line which file and key of a checkpoint cannot be used."""
