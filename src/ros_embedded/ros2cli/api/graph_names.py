# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Names of topics, services and nodes as users write them."""

from __future__ import annotations


def absolute_name(name: str) -> str:
    """Return the name with a leading slash."""
    return name if name.startswith('/') else f'/{name}'


def is_hidden(name: str) -> bool:
    """Return whether a part of the name begins with an underscore."""
    return any(part.startswith('_') for part in name.split('/'))


def split_node_name(name: str) -> tuple[str, str]:
    """Return namespace and base name of a node."""
    namespace, _, base = absolute_name(name).rpartition('/')
    return namespace or '/', base
