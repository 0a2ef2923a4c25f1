# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The statistics of a policy's demonstrations: how joints and actions are scaled."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import numpy as np

from lavla.policy.checkpoint_error import CheckpointError
from lavla.policy.json_file import read_json_object, require_keys
from lavla.policy.normalization import Mode, Normalizer

Representation = Literal['absolute', 'relative']


@dataclass(frozen=True)
class PolicyStatistics:
    """
    Normalise joint positions and chunks, and turn network outputs into joint targets.

    With `representation` 'relative', a chunk is coded as its difference from the joint
    positions at the observation.

    Raises
    ------
    ValueError
        If a representation is unknown or a shape does not fit the joints.

    """

    joint_names: tuple[str, ...]
    representation: Representation
    proprioception: Normalizer
    actions: Normalizer

    def __post_init__(self) -> None:
        allowed = get_args(Representation)
        if self.representation not in allowed:
            raise ValueError(
                f"'representation' is {self.representation!r}; allowed: {list(allowed)}"
            )
        joints = len(self.joint_names)
        if self.proprioception.shape != (joints,):
            raise ValueError(
                f"'proprioception' has statistics of shape {self.proprioception.shape} "
                f'for {joints} joints'
            )
        if not 1 <= len(self.actions.shape) <= 2 or self.actions.shape[-1] != joints:
            raise ValueError(
                f"'actions' has statistics of shape {self.actions.shape} for {joints} joints"
            )

    @classmethod
    def fit(
        cls,
        joint_names: tuple[str, ...],
        positions: np.ndarray,
        chunks: np.ndarray,
        representation: Representation = 'absolute',
        proprioception_mode: Mode = 'quantile',
        action_mode: Mode = 'quantile',
        per_row: bool = False,
    ) -> PolicyStatistics:
        """
        Measure demonstrations.

        Parameters
        ----------
        joint_names : tuple of str
            The J joints.
        positions : np.ndarray
            Joint positions at n observations (n, J).
        chunks : np.ndarray
            Absolute joint targets that followed (n, H, J).
        representation : {'absolute', 'relative'}
            How chunks are coded.
        proprioception_mode, action_mode : {'quantile', 'min_max', 'mean_std'}
            How values are scaled.
        per_row : bool
            Scale each row of a chunk by itself: relative targets grow along a chunk.

        """
        coded = chunks - positions[:, None] if representation == 'relative' else chunks
        samples = coded if per_row else coded.reshape(-1, coded.shape[-1])
        return cls(
            tuple(joint_names),
            representation,
            Normalizer.fit(positions, proprioception_mode),
            Normalizer.fit(samples, action_mode),
        )

    def normalize_positions(self, positions: np.ndarray) -> np.ndarray:
        """Normalise joint positions (..., J)."""
        return self.proprioception.normalize(positions)

    def normalize_chunk(self, chunk: np.ndarray, positions: np.ndarray) -> np.ndarray:
        """Code absolute joint targets (..., H, J) observed at positions (..., J)."""
        if self.representation == 'relative':
            chunk = chunk - positions[..., None, :]
        return self.actions.normalize(chunk)

    def denormalize_chunk(self, coded: np.ndarray, positions: np.ndarray) -> np.ndarray:
        """Turn a coded chunk (..., H, J) into absolute joint targets."""
        chunk = self.actions.denormalize(coded)
        return chunk + positions[..., None, :] if self.representation == 'relative' else chunk

    def write(self, path: Path) -> None:
        """Write statistics.json."""
        values = {
            'joint_names': list(self.joint_names),
            'representation': self.representation,
            'proprioception': self.proprioception.to_json(),
            'actions': self.actions.to_json(),
        }
        path.write_text(json.dumps(values, indent=1) + '\n', encoding='utf-8')

    @classmethod
    def read(cls, path: Path) -> PolicyStatistics:
        """
        Read and check statistics.json.

        Raises
        ------
        CheckpointError
            If the file, a key or a value is not as it must be.

        """
        values = read_json_object(path)
        require_keys(path, values, {'joint_names', 'representation', 'proprioception', 'actions'})
        normalizers = {}
        for key in ('proprioception', 'actions'):
            if not isinstance(values[key], dict):
                raise CheckpointError(f'{path}: {key!r} must be an object')
            try:
                normalizers[key] = Normalizer.from_json(values[key])
            except ValueError as error:
                raise CheckpointError(f'{path}: {key!r}: {error}') from error
        if not isinstance(values['joint_names'], list):
            raise CheckpointError(f"{path}: 'joint_names' must be a list of names")
        try:
            return cls(
                tuple(values['joint_names']),
                values['representation'],
                normalizers['proprioception'],
                normalizers['actions'],
            )
        except ValueError as error:
            raise CheckpointError(f'{path}: {error}') from error
