# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Error of CDR encoding and decoding."""

from __future__ import annotations


class CdrError(ValueError):
    """Bytes are not a message of the expected type, or a message cannot become bytes."""
