# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Cache the patch features of a frozen vision encoder, once per clip."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from lavla_training.data.errors import DataError
from lavla_training.data.keyed_cache import KeyedCache


@dataclass(frozen=True)
class ClipFeatures:
    """Features of a clip: times (T,) in seconds, features (T, N, D) float16, memory-mapped."""

    timestamps_s: np.ndarray
    features: np.ndarray


class FeatureCache(KeyedCache):
    """
    Features of any number of clips, keyed by the encoder and its preprocessing.

    ``model`` must identify the weights (for example their hash), ``preprocessing`` the image
    size, normalisation and frame rate.
    """

    def __init__(
        self,
        directory: Path | str,
        model: Mapping[str, Any] | str,
        preprocessing: Mapping[str, Any],
    ) -> None:
        super().__init__(directory, 'features', {'model': model, 'preprocessing': preprocessing})

    def write_clip(
        self, clip: str, timestamps_s: np.ndarray, features: np.ndarray, fingerprint: str = ''
    ) -> None:
        """
        Store the features (T, N, D) of a clip's frames at the given times (T,).

        Raise DataError when shapes disagree or a feature does not fit float16.
        """
        if features.ndim != 3 or timestamps_s.shape != features.shape[:1]:
            raise DataError(
                f"clip '{clip}': expected times (T,) and features (T, N, D), "
                f'got {timestamps_s.shape} and {features.shape}'
            )
        # Half precision keeps the cache small; encoders' features lie far inside its range,
        # and what does not is told here instead of becoming infinite.
        if not np.all(np.abs(features) <= np.finfo(np.float16).max):
            raise DataError(f"clip '{clip}': a feature is not finite or too large for float16")
        halves = features.astype(np.float16)
        self.write(
            clip,
            {'timestamps_s': np.asarray(timestamps_s, np.float64), 'features': halves},
            fingerprint,
        )

    def read_clip(self, clip: str) -> ClipFeatures:
        """Return the features of a clip. Raise DataError when they are missing or damaged."""
        arrays = self.read(clip)
        return ClipFeatures(arrays['timestamps_s'], arrays['features'])
