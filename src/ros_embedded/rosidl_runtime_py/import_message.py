# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Classes of interfaces by their rosidl types."""

from __future__ import annotations

import importlib
from typing import Any

from rosidl_parser.definition import NamespacedType


def import_message_from_namespaced_type(message_type: NamespacedType) -> Any:
    """
    Return the class of an interface.

    :raises ModuleNotFoundError: when the package has no interfaces of this kind.
    :raises AttributeError: when the package has no interface of this name.
    """
    module = importlib.import_module('.'.join(message_type.namespaces))
    return getattr(module, message_type.name)
