# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Scale joint values to the range networks work in, and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np

Mode = Literal['quantile', 'min_max', 'mean_std']

# A joint that hardly moves in the data must not have its noise blown up: 1 mrad or 1 mm.
MINIMUM_SCALE = 1e-3
_STATISTICS = ('mean', 'std', 'min', 'max', 'q01', 'q99')


@dataclass(frozen=True)
class Normalizer:
    """
    Map values to about [-1, 1] with an offset and a scale per joint.

    `quantile` maps the 1 % and 99 % quantiles to -1 and 1, `min_max` the extremes, `mean_std`
    gives zero mean and unit deviation. Statistics are (J,), or (H, J) for chunks whose rows
    differ in range. Nothing is clipped.

    Raises
    ------
    ValueError
        If the mode is unknown, or statistics are missing, not finite or of several shapes.

    """

    mode: Mode
    statistics: dict[str, np.ndarray]

    def __post_init__(self) -> None:
        if self.mode not in get_args(Mode):
            raise ValueError(f"'mode' is {self.mode!r}; allowed: {list(get_args(Mode))}")
        for name in _STATISTICS:
            if name not in self.statistics:
                raise ValueError(f'missing key {name!r}')
            values = self.statistics[name]
            if values.shape != self.statistics['mean'].shape:
                raise ValueError(
                    f'{name!r} has shape {values.shape}, '
                    f"'mean' has {self.statistics['mean'].shape}"
                )
            if not np.isfinite(values).all():
                raise ValueError(f'{name!r} has values that are not finite')

    @classmethod
    def fit(cls, values: np.ndarray, mode: Mode) -> Normalizer:
        """
        Measure the statistics of samples.

        Parameters
        ----------
        values : np.ndarray
            Samples (n, J) or (n, H, J).
        mode : str
            How to normalise.

        """
        values = np.asarray(values, dtype=np.float64)
        low, high = np.quantile(values, [0.01, 0.99], axis=0)
        statistics = {
            'mean': values.mean(axis=0),
            'std': values.std(axis=0),
            'min': values.min(axis=0),
            'max': values.max(axis=0),
            'q01': low,
            'q99': high,
        }
        return cls(mode, statistics)

    @property
    def shape(self) -> tuple[int, ...]:
        """Return the shape of the statistics."""
        return self.statistics['mean'].shape

    @property
    def offset(self) -> np.ndarray:
        """Return the value that becomes 0."""
        if self.mode == 'mean_std':
            return self.statistics['mean']
        low, high = self._bounds()
        return (low + high) / 2

    @property
    def scale(self) -> np.ndarray:
        """Return the distance from the offset that becomes 1."""
        if self.mode == 'mean_std':
            return np.maximum(self.statistics['std'], MINIMUM_SCALE)
        low, high = self._bounds()
        return np.maximum((high - low) / 2, MINIMUM_SCALE)

    def normalize(self, values: np.ndarray) -> np.ndarray:
        """Normalise values (..., J) or (..., H, J)."""
        return (values - self.offset) / self.scale

    def denormalize(self, values: np.ndarray) -> np.ndarray:
        """Undo `normalize`."""
        return values * self.scale + self.offset

    def to_json(self) -> dict[str, Any]:
        """Return the mode and the statistics as plain lists."""
        return {'mode': self.mode} | {name: self.statistics[name].tolist() for name in _STATISTICS}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Normalizer:
        """
        Undo `to_json`.

        Raises
        ------
        ValueError
            If a key is missing or unknown, or a list holds no numbers.

        """
        unknown = sorted(values.keys() - {'mode', *_STATISTICS})
        if unknown:
            raise ValueError(f'unknown key {unknown[0]!r}')
        statistics = {}
        for name in _STATISTICS:
            if name in values:
                try:
                    statistics[name] = np.asarray(values[name], dtype=np.float64)
                except (TypeError, ValueError) as error:
                    raise ValueError(f'{name!r} is no array of numbers') from error
        return cls(values.get('mode'), statistics)  # type: ignore[arg-type]

    def _bounds(self) -> tuple[np.ndarray, np.ndarray]:
        names = ('q01', 'q99') if self.mode == 'quantile' else ('min', 'max')
        return self.statistics[names[0]], self.statistics[names[1]]
