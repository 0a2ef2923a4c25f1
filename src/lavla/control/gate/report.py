# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""What the gate has to tell since it was last asked."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lavla.control.reason import Reason


class Report:
    """Gather reasons and joints between two status reports."""

    def __init__(self, joint_names: Sequence[str]) -> None:
        """Begin with nothing to tell."""
        self._names = joint_names
        self._clamped = np.zeros(len(joint_names), dtype=bool)
        self.reasons = Reason.NONE
        self.note = ''

    @property
    def clamped_joints(self) -> tuple[str, ...]:
        """Return the names of the joints that were clamped."""
        return tuple(name for name, hit in zip(self._names, self._clamped, strict=True) if hit)

    def dropped(self, reason: Reason, note: str) -> Reason:
        """Gather a dropped message, and return its reason."""
        self.reasons |= reason
        self.note = note
        return reason

    def clamped(self, reason: Reason, joints: np.ndarray) -> None:
        """Gather joints (n,) bool whose motion was changed, if there are any."""
        if joints.any():
            self.reasons |= reason
            self._clamped |= joints

    def clear(self) -> None:
        """Forget all that was gathered."""
        self.reasons = Reason.NONE
        self.note = ''
        self._clamped[:] = False
