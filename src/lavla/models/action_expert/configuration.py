# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Configuration of the action expert."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

ObservationTokens = Literal['all', 'pooled', 'keypoints']


@dataclass(frozen=True)
class ActionExpertConfig:
    """
    Configure the flow-matching action expert of 000 §III-D.

    Attributes
    ----------
    joints, horizon : int
        Joints of a chunk and its number of time steps.
    dim, depth, heads : int
        Width, blocks and attention heads of the transformer over the chunk.
    intent_dim, intent_tokens : int
        Width and number of the latent action embeddings f_act.
    feature_dim, views, rows, columns : int
        Width of the visual features f_obs, cameras, and patch grid of a camera.
    observation_tokens : {'all', 'pooled', 'keypoints'}
        How patches enter the context: every patch as a token; a resampler's queries that
        attend to the patches; or expected image positions of learned keypoints (spatial
        softmax), the choice for precise positions from few demonstrations.
    pooled_queries, pooled_depth : int
        Queries per camera and blocks of the resampler.
    keypoints, keypoint_tokens : int
        Learned keypoints per camera and the tokens their positions are spread over.
    proprioception_dropout : float
        Share of training samples whose proprioception is hidden, so that the expert cannot
        do without looking.
    proprioception_noise : float
        Deviation of the noise on normalised proprioception in training.

    """

    joints: int = 16
    horizon: int = 20
    dim: int = 768
    depth: int = 8
    heads: int = 12
    intent_dim: int = 4096
    intent_tokens: int = 4
    feature_dim: int = 768
    views: int = 3
    rows: int = 16
    columns: int = 16
    observation_tokens: ObservationTokens = 'all'
    pooled_queries: int = 16
    pooled_depth: int = 2
    keypoints: int = 32
    keypoint_tokens: int = 8
    proprioception_dropout: float = 0.0
    proprioception_noise: float = 0.0

    def __post_init__(self) -> None:
        allowed = get_args(ObservationTokens)
        if self.observation_tokens not in allowed:
            raise ValueError(
                f'observation_tokens: {self.observation_tokens!r} is unknown; allowed: {allowed}'
            )
        if not 0 <= self.proprioception_dropout < 1:
            raise ValueError(
                f'proprioception_dropout: {self.proprioception_dropout} is outside [0, 1)'
            )


def paper_config(**overrides: Any) -> ActionExpertConfig:
    """Return the size for DINOv2-B features and a 7-B intent model; every patch is a token."""
    return ActionExpertConfig(**overrides)


def mini_config(**overrides: Any) -> ActionExpertConfig:
    """Return the mini size: 192 wide, 4 blocks, keypoints instead of patches."""
    values: dict[str, Any] = {
        'dim': 192,
        'depth': 4,
        'heads': 3,
        'intent_dim': 192,
        'feature_dim': 192,
        'observation_tokens': 'keypoints',
    }
    return ActionExpertConfig(**(values | overrides))
