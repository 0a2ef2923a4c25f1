# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Names of the states and reasons in SafetyStatus."""

from __future__ import annotations

from lavla.msg import SafetyStatus

STATES = ('DISABLED', 'READY', 'ACTIVE', 'HOLD', 'INTERVENTION', 'FAULT', 'ESTOP')
REASONS = (
    'NONFINITE',
    'MALFORMED',
    'STALE_OBSERVATION',
    'STALE_CHUNK',
    'OUT_OF_ORDER',
    'POSITION',
    'VELOCITY',
    'ACCELERATION',
    'WORKSPACE',
    'WATCHDOG',
    'DEADMAN',
    'DRIVER',
)


def state_name(state: int) -> str:
    """Return the name of a state, or its number when the message is newer than this code."""
    return next((name for name in STATES if getattr(SafetyStatus, name) == state), str(state))


def reason_names(reasons: int) -> tuple[str, ...]:
    """Return the names of the bits that are set."""
    return tuple(name for name in REASONS if reasons & getattr(SafetyStatus, name))
