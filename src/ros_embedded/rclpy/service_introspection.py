# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""How much of the calls of a service is published; see Service.configure_introspection()."""

from __future__ import annotations

from enum import IntEnum


class ServiceIntrospectionState(IntEnum):
    """Nothing, who called when, or that and the contents."""

    OFF = 0
    METADATA = 1
    CONTENTS = 2
