# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Combine and check namespaces and node names."""

from __future__ import annotations

import re

_TOKEN = re.compile(r'[A-Za-z_][A-Za-z0-9_]*')


def is_root_namespace(namespace: str) -> bool:
    """Return whether it is the root namespace."""
    return namespace in ('', '/')


def is_namespace_absolute(namespace: str) -> bool:
    """Return whether the namespace begins with a slash."""
    return namespace.startswith('/')


def make_namespace_absolute(namespace: str | None) -> str | None:
    """Return the namespace with a leading slash; None stays None."""
    if namespace is None or is_namespace_absolute(namespace):
        return namespace
    return '/' + namespace


def prefix_namespace(base_namespace: str | None, namespace: str | None) -> str | None:
    """Return the namespace below the base; an absolute one replaces the base."""
    if base_namespace is None or (namespace is not None and is_namespace_absolute(namespace)):
        combined = namespace
    elif not namespace:
        combined = base_namespace
    else:
        combined = base_namespace.rstrip('/') + '/' + namespace
    if combined is not None and not is_root_namespace(combined):
        combined = combined.rstrip('/')
    return combined


def validate_namespace(namespace: str) -> None:
    """Raise ValueError unless it is an absolute namespace with valid tokens."""
    if not is_namespace_absolute(namespace):
        raise ValueError(f"the namespace '{namespace}' must begin with '/'")
    for token in namespace.strip('/').split('/'):
        if token and _TOKEN.fullmatch(token) is None:
            raise ValueError(
                f"the namespace '{namespace}' is not valid at '{token}': use letters, digits and "
                "'_', and no digit first"
            )


def validate_node_name(name: str) -> None:
    """Raise ValueError unless it is a valid node name."""
    if _TOKEN.fullmatch(name) is None:
        raise ValueError(
            f"the node name '{name}' is not valid: use letters, digits and '_', and no digit first"
        )
