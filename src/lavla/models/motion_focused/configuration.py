# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Configuration of the motion-focused latent action model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lavla.models.vector_quantizer import Update


@dataclass(frozen=True)
class MotionFocusedConfig:
    """
    Configure the hybrid disentangled VQ-VAE of 000 §III-B.

    The defaults are the paper's size with the arrangement of losses that was found to
    disentangle: the action code is detached in the full path and the paths weigh 1 : 3 : 1.
    The paper's own, plain arrangement is `plain=True` of `paper_config`.

    Attributes
    ----------
    rows, columns, feature_dim : int
        Patch grid and width of the visual features.
    patch_group : int
        Side of the square of patches that share one token; 1 keeps one token per patch.
    dim, heads, encoder_depth, decoder_depth : int
        Width, attention heads and blocks of the transformers.
    latent_dim, action_tokens, action_codes, background_tokens, background_codes : int
        Width of a code; tokens per pair of frames and codebook size of either branch.
    codebook_update : {'ema', 'gradient'}
        How the codebooks learn; see VectorQuantizer.
    codebook_decay, revival_share : float
        Decay of the moving averages, and share of a fair use below which a code is revived.
    continuous_steps : int
        Training steps before vectors are quantised; see VectorQuantizer.
    target_tokens : int
        Tokens decoded per path in a training step, drawn at random from those whose error
        counts; 0 decodes all. Evaluation always decodes all.
    detach_action_in_full : bool
        Keep the full reconstruction from training the action code.
    full_weight, foreground_weight, background_weight : float
        Weights of the three reconstruction errors.
    reconstruction_weight, codebook_weight, commitment_weight : float
        λ_recon, λ_vq and λ_commit of Eq. 1.

    """

    rows: int = 16
    columns: int = 16
    feature_dim: int = 768
    patch_group: int = 1
    dim: int = 768
    heads: int = 12
    encoder_depth: int = 12
    decoder_depth: int = 12
    latent_dim: int = 128
    action_tokens: int = 4
    action_codes: int = 16
    background_tokens: int = 4
    background_codes: int = 16
    codebook_update: Update = 'ema'
    codebook_decay: float = 0.99
    revival_share: float = 0.02
    continuous_steps: int = 500
    target_tokens: int = 64
    detach_action_in_full: bool = True
    full_weight: float = 1.0
    foreground_weight: float = 3.0
    background_weight: float = 1.0
    reconstruction_weight: float = 1.0
    codebook_weight: float = 1.0
    commitment_weight: float = 0.25

    def __post_init__(self) -> None:
        if self.rows % self.patch_group or self.columns % self.patch_group:
            raise ValueError(
                f'patch_group: {self.patch_group} does not divide the grid '
                f'{self.rows} × {self.columns}'
            )

    @property
    def tokens(self) -> int:
        """Return the number of tokens that the patches of one frame make."""
        return self.rows * self.columns // self.patch_group**2


def paper_config(plain: bool = False, **overrides: Any) -> MotionFocusedConfig:
    """
    Return the paper's size; with `plain` also its undetached, equally weighted losses.

    The paper gives sizes of codebooks and tokens; width and depth follow UniVLA
    (arXiv:2505.06111), on which it builds.
    """
    values: dict[str, Any] = {}
    if plain:
        values.update(detach_action_in_full=False, foreground_weight=1.0, target_tokens=0)
    return MotionFocusedConfig(**(values | overrides))


def mini_config(**overrides: Any) -> MotionFocusedConfig:
    """Return the mini size: 192 wide, 4 + 4 blocks, 2 × 2 patches per token."""
    values: dict[str, Any] = {
        'feature_dim': 192,
        'patch_group': 2,
        'dim': 192,
        'heads': 3,
        'encoder_depth': 4,
        'decoder_depth': 4,
        'target_tokens': 32,
    }
    return MotionFocusedConfig(**(values | overrides))
