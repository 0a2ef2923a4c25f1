# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Tell whether a topic or service is hidden from listings."""

from __future__ import annotations

HIDDEN_TOPIC_PREFIX = '_'
TOPIC_SEPARATOR_STRING = '/'


def topic_or_service_is_hidden(name: str) -> bool:
    """Tell whether a part of a name begins with an underscore."""
    return any(part.startswith(HIDDEN_TOPIC_PREFIX) for part in name.split(TOPIC_SEPARATOR_STRING))
