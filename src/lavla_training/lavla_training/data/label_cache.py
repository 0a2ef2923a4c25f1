# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Cache the latent-action labels of clips."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from lavla_training.data.errors import DataError
from lavla_training.data.keyed_cache import KeyedCache


@dataclass(frozen=True)
class ClipLabels:
    """
    Latent actions of a clip's frame pairs.

    ``times_s`` (P, 2): when the two frames were taken; ``tokens`` (P, K): codes of the action
    codebook; ``background_tokens`` (P, K'): codes of the background codebook.
    """

    times_s: np.ndarray
    tokens: np.ndarray
    background_tokens: np.ndarray


class LabelCache(KeyedCache):
    """Labels of any number of clips, keyed by the labelling model and its inputs."""

    def __init__(
        self, directory: Path | str, model: Mapping[str, Any] | str, inputs: Mapping[str, Any]
    ) -> None:
        super().__init__(directory, 'labels', {'model': model, 'inputs': inputs})

    def write_clip(self, clip: str, labels: ClipLabels, fingerprint: str = '') -> None:
        """Store the labels of a clip. Raise DataError when shapes or codes are impossible."""
        pairs = labels.times_s.shape[0]
        if labels.times_s.shape != (pairs, 2):
            raise DataError(f"clip '{clip}': times_s must be (P, 2), got {labels.times_s.shape}")
        arrays: dict[str, np.ndarray] = {'times_s': np.asarray(labels.times_s, np.float64)}
        for field in ('tokens', 'background_tokens'):
            codes = np.asarray(getattr(labels, field))
            if codes.ndim != 2 or codes.shape[0] != pairs:
                raise DataError(f"clip '{clip}': {field} must be ({pairs}, K), got {codes.shape}")
            if codes.size and (codes.min() < 0 or codes.max() > np.iinfo(np.uint16).max):
                raise DataError(f"clip '{clip}': {field} holds a code outside of 0 … 65535")
            arrays[field] = codes.astype(np.uint16)
        self.write(clip, arrays, fingerprint)

    def read_clip(self, clip: str) -> ClipLabels:
        """Return the labels of a clip. Raise DataError when they are missing or damaged."""
        arrays = self.read(clip)
        return ClipLabels(arrays['times_s'], arrays['tokens'], arrays['background_tokens'])
