# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The three runners in one synchronous call."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from lavla.policy.checkpoint import Checkpoint
from lavla.policy.expert_runner import ExpertRunner
from lavla.policy.intent_runner import Intent, IntentRunner
from lavla.policy.precision import Precision
from lavla.policy.vision_runner import VisionRunner


class Policy:
    """
    Plan chunks from images, instruction and joint positions, one call after the other.

    The graph runs the same three parts in processes of their own; this is for evaluation.

    Parameters
    ----------
    checkpoint : Checkpoint
        An open checkpoint.
    device : str
        Torch device.
    steps : int, optional
        Euler steps; the checkpoint's `flow_steps` if not given.
    seed : int, optional
        Seed of the expert's noise.
    intent_every : int
        Plans per intent: above 1, an intent is kept for some plans, as in the graph, where
        intents come more slowly than chunks. Another instruction brings a new one at once.
    precision : {'float32', 'bfloat16'}
        Arithmetic of the networks.

    Raises
    ------
    CheckpointError
        If the networks' files do not fit.

    """

    def __init__(
        self,
        checkpoint: Checkpoint,
        device: str = 'cpu',
        steps: int | None = None,
        seed: int | None = None,
        intent_every: int = 1,
        precision: Precision = 'float32',
    ) -> None:
        self._vision = VisionRunner(checkpoint, device, precision)
        self._intent = IntentRunner(checkpoint, device, precision)
        self._expert = ExpertRunner(checkpoint, device, steps, seed, precision)
        self._intent_every = intent_every
        self._current: tuple[str, Intent] | None = None
        self._plans = 0

    @classmethod
    def from_pretrained(
        cls,
        folder: str | Path,
        device: str = 'cpu',
        steps: int | None = None,
        seed: int | None = None,
        intent_every: int = 1,
        precision: Precision = 'float32',
    ) -> Policy:
        """
        Open a checkpoint folder and load the policy.

        Raises
        ------
        CheckpointError
            If the folder is no usable checkpoint.

        """
        return cls(Checkpoint.open(folder), device, steps, seed, intent_every, precision)

    @property
    def cameras(self) -> tuple[str, ...]:
        """Return the cameras whose images are needed."""
        return self._vision.cameras

    @property
    def joint_names(self) -> tuple[str, ...]:
        """Return the joints, in the order of positions and of a chunk's columns."""
        return self._expert.joint_names

    @property
    def period_s(self) -> float:
        """Return the time between two rows of a chunk."""
        return self._expert.period_s

    @property
    def horizon(self) -> int:
        """Return the number of rows of a chunk."""
        return self._expert.horizon

    @property
    def intent(self) -> Intent | None:
        """Return the intent of the last plan."""
        return None if self._current is None else self._current[1]

    def seed(self, seed: int) -> None:
        """Start an episode: restart the noise from a seed and forget the last intent."""
        self._expert.seed(seed)
        self._current = None
        self._plans = 0

    def plan(
        self, images: Mapping[str, np.ndarray], instruction: str, positions: np.ndarray
    ) -> np.ndarray:
        """
        Plan a chunk.

        Parameters
        ----------
        images : mapping
            RGB image (H, W, 3) uint8 by camera name.
        instruction : str
            What to do.
        positions : np.ndarray
            Joint positions (J,), rad or m.

        Returns
        -------
        np.ndarray
            Absolute joint targets (horizon, J).

        """
        due = self._plans % self._intent_every == 0
        if self._current is None or self._current[0] != instruction or due:
            image = images[self._intent.camera]
            self._current = instruction, self._intent.predict(image, instruction)
        self._plans += 1
        features = self._vision.features(images)
        return self._expert.predict(features, self._current[1].embedding, positions)
