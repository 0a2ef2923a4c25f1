# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Head image and instruction to the intended motion."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np
import torch

from lavla.policy.checkpoint import Checkpoint
from lavla.policy.precision import Precision, inference


@dataclass(frozen=True)
class Intent:
    """
    Hold a predicted motion.

    Attributes
    ----------
    tokens : np.ndarray
        Latent action codes (K,), int64.
    code_probabilities : np.ndarray
        Probability of each code at each token (K, codes), float32.
    embedding : np.ndarray
        Last hidden states at the tokens (K, D), float32: f_act of 000 §III-D.
    confidence : float
        Geometric mean of the chosen codes' probabilities, in [0, 1].
    entropy : float
        Mean entropy of the tokens' distributions, in nats.
    inference_time_s : float
        Wall-clock time of the prediction.

    """

    tokens: np.ndarray
    code_probabilities: np.ndarray
    embedding: np.ndarray
    confidence: float
    entropy: float
    inference_time_s: float


class IntentRunner:
    """
    Predict intents from a checkpoint.

    Parameters
    ----------
    checkpoint : Checkpoint
        An open checkpoint.
    device : str
        Torch device.
    precision : {'float32', 'bfloat16'}
        Arithmetic of the network.

    Raises
    ------
    CheckpointError
        If the model's files do not fit.

    """

    def __init__(
        self, checkpoint: Checkpoint, device: str = 'cpu', precision: Precision = 'float32'
    ) -> None:
        self._intent = checkpoint.intent().to(device).eval()
        self._device = torch.device(device)
        self._precision: Precision = precision
        self.model = checkpoint.config.name
        self.camera = checkpoint.config.intent_camera
        self.codebook_size = self._intent.config.codebook_size

    def predict(self, image: np.ndarray, instruction: str) -> Intent:
        """
        Predict the intended motion.

        Parameters
        ----------
        image : np.ndarray
            RGB image (H, W, 3) uint8 of the intent camera.
        instruction : str
            What to do.

        Raises
        ------
        ValueError
            If the instruction is empty.

        """
        if not instruction.strip():
            raise ValueError('the instruction is empty; say what to do')
        start = time.perf_counter()
        with inference(self._device, self._precision):
            prediction = self._intent.predict(self._intent.prepare([image], [instruction]))
        probabilities = prediction.code_probabilities[0].float().cpu().numpy()
        logarithms = np.log(np.maximum(probabilities, 1e-12))
        return Intent(
            tokens=prediction.codes[0].cpu().numpy(),
            code_probabilities=probabilities,
            embedding=prediction.embedding[0].cpu().numpy(),
            confidence=float(np.exp(logarithms.max(axis=-1).mean())),
            entropy=float(-(probabilities * logarithms).sum(axis=-1).mean()),
            inference_time_s=time.perf_counter() - start,
        )
