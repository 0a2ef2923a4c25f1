# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Demonstrations as samples: features, proprioception, the chunk that follows, its tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lavla_training.data.errors import DataError


@dataclass(frozen=True)
class AdaptationEpisode:
    """
    One episode on the control grid of T steps.

    `features` (V, T, N, D) float16 as one memory map per view; `images` (T, H, W, 3) uint8 of
    the head camera; `positions` and `actions` (T, J); `tokens` (T, K) latent action labels.
    """

    name: str
    instruction: str
    features: tuple[np.ndarray, ...]
    images: np.ndarray
    positions: np.ndarray
    actions: np.ndarray
    tokens: np.ndarray

    def __len__(self) -> int:
        """Return the number of steps."""
        return len(self.positions)


@dataclass(frozen=True)
class AdaptationBatch:
    """
    B samples.

    `features` (B, V, N, D) float32, `images` (B, H, W, 3) uint8, `positions` (B, J),
    `chunks` (B, horizon, J), `tokens` (B, K) and the instructions.
    """

    features: np.ndarray
    images: np.ndarray
    positions: np.ndarray
    chunks: np.ndarray
    tokens: np.ndarray
    instructions: list[str]


class AdaptationSet:
    """
    Samples at every step of every demonstration.

    A chunk that reaches past the end of its episode repeats the last action: the robot holds
    what it has done. The image of the intent may be up to `intent_delay_steps` older than the
    features, because the robot predicts intents more slowly than it looks.
    """

    def __init__(
        self, episodes: Sequence[AdaptationEpisode], horizon: int, intent_delay_steps: int = 0
    ):
        if not episodes:
            raise DataError('no demonstrations to learn from')
        self.episodes = tuple(episodes)
        self.horizon = horizon
        self._delay = intent_delay_steps
        self._index = np.concatenate(
            [
                np.column_stack([np.full(len(episode), number), np.arange(len(episode))])
                for number, episode in enumerate(self.episodes)
            ]
        )

    def __len__(self) -> int:
        """Return the number of samples."""
        return len(self._index)

    def batch(self, indices: np.ndarray, rng: np.random.Generator) -> AdaptationBatch:
        """Gather samples; `rng` draws how old the image of each intent is."""
        chosen = self._index[indices]
        ages = rng.integers(0, self._delay + 1, len(chosen))
        episodes = [self.episodes[number] for number in chosen[:, 0]]
        steps = chosen[:, 1]
        seen = np.maximum(steps - ages, 0)
        return AdaptationBatch(
            features=np.asarray(
                [
                    [view[step] for view in episode.features]
                    for episode, step in zip(episodes, steps, strict=True)
                ],
                np.float32,
            ),
            images=np.stack([e.images[step] for e, step in zip(episodes, seen, strict=True)]),
            positions=np.stack([e.positions[s] for e, s in zip(episodes, steps, strict=True)]),
            chunks=np.stack([self._chunk(e, s) for e, s in zip(episodes, steps, strict=True)]),
            tokens=np.stack([e.tokens[step] for e, step in zip(episodes, seen, strict=True)]),
            instructions=[episode.instruction for episode in episodes],
        )

    def positions_and_chunks(self) -> tuple[np.ndarray, np.ndarray]:
        """Return positions (n, J) and chunks (n, horizon, J) of every sample."""
        episodes = [(self.episodes[number], step) for number, step in self._index]
        return (
            np.stack([episode.positions[step] for episode, step in episodes]),
            np.stack([self._chunk(episode, step) for episode, step in episodes]),
        )

    def _chunk(self, episode: AdaptationEpisode, step: int) -> np.ndarray:
        rows = np.minimum(np.arange(step, step + self.horizon), len(episode) - 1)
        return episode.actions[rows]
