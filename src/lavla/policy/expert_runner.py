# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Features, intent and joint positions to a chunk of joint targets."""

from __future__ import annotations

import numpy as np
import torch

from lavla.policy.checkpoint import Checkpoint
from lavla.policy.precision import Precision, inference


class ExpertRunner:
    """
    Sample chunks from a checkpoint's action expert.

    Parameters
    ----------
    checkpoint : Checkpoint
        An open checkpoint.
    device : str
        Torch device.
    steps : int, optional
        Euler steps; the checkpoint's `flow_steps` if not given.
    seed : int, optional
        Seed of the noise; without it every process draws other noise.
    precision : {'float32', 'bfloat16'}
        Arithmetic of the network.

    Raises
    ------
    CheckpointError
        If the expert's files do not fit.

    """

    def __init__(
        self,
        checkpoint: Checkpoint,
        device: str = 'cpu',
        steps: int | None = None,
        seed: int | None = None,
        precision: Precision = 'float32',
    ) -> None:
        self._expert = checkpoint.action_expert().to(device)
        self._device = torch.device(device)
        self._precision: Precision = precision
        self._statistics = checkpoint.statistics
        self._generator = torch.Generator()
        if seed is None:
            self._generator.seed()
        else:
            self.seed(seed)
        self.steps = steps or checkpoint.config.flow_steps
        self.joint_names = checkpoint.config.joint_names
        self.horizon = checkpoint.config.horizon
        self.period_s = checkpoint.config.period_s
        self.vision_model = checkpoint.config.vision_model

    def seed(self, seed: int) -> None:
        """Restart the noise from a seed."""
        self._generator.manual_seed(seed)

    def predict(
        self, features: np.ndarray, embedding: np.ndarray, proprioception: np.ndarray
    ) -> np.ndarray:
        """
        Sample a chunk.

        Parameters
        ----------
        features : np.ndarray
            Visual features (V, N, D) in the order of the checkpoint's cameras.
        embedding : np.ndarray
            Intent embedding (T, D).
        proprioception : np.ndarray
            Joint positions (J,), rad or m.

        Returns
        -------
        np.ndarray
            Absolute joint targets (horizon, J), float64; row k is the target at the
            observation's time + (k + 1) · period_s.

        Raises
        ------
        ValueError
            If a shape does not fit, or a joint position is not finite.

        """
        positions = np.asarray(proprioception, dtype=np.float64)
        if positions.shape != (len(self.joint_names),):
            raise ValueError(
                f'proprioception has shape {positions.shape}, the policy has '
                f'{len(self.joint_names)} joints'
            )
        if not np.isfinite(positions).all():
            joint = self.joint_names[int(np.argmin(np.isfinite(positions)))]
            raise ValueError(f'proprioception of {joint} is not finite')
        config = self._expert.config
        noise = torch.randn((1, config.horizon, config.joints), generator=self._generator)
        with inference(self._device, self._precision):
            context = self._expert.encode_context(
                self._tensor(embedding),
                self._tensor(features),
                self._tensor(self._statistics.normalize_positions(positions)),
            )
            coded = self._expert.sample(context, self.steps, noise.to(self._device))
        chunk = coded[0].float().cpu().numpy().astype(np.float64)
        return self._statistics.denormalize_chunk(chunk, positions)

    def _tensor(self, values: np.ndarray) -> torch.Tensor:
        contiguous = np.ascontiguousarray(values, dtype=np.float32)
        return torch.from_numpy(contiguous).unsqueeze(0).to(self._device)
