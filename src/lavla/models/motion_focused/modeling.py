# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Hybrid disentangled VQ-VAE: latent actions from pairs of frames (000 §III-B)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import torch
import torch.nn.functional as F

from lavla.models.layers.initialization import initialize_transformer, zero
from lavla.models.motion_focused.configuration import MotionFocusedConfig
from lavla.models.motion_focused.decoder import MotionFocusedDecoder
from lavla.models.motion_focused.encoder import FRAMES, MotionFocusedEncoder
from lavla.models.motion_focused.patch_grouping import group_patches
from lavla.models.pretrained import PretrainedModule
from lavla.models.vector_quantizer import CodebookStatistics, VectorQuantizer


@dataclass
class MotionFocusedOutput:
    """
    Hold the total loss (Eq. 1), its unweighted terms and the codes of a batch.

    The `..._copy` errors are those of predicting no change: a reconstruction error divided
    by its copy error tells how much the latents explain (1: nothing).
    """

    loss: torch.Tensor
    full: torch.Tensor
    foreground: torch.Tensor
    background: torch.Tensor
    codebook: torch.Tensor
    commitment: torch.Tensor
    full_copy: torch.Tensor
    foreground_copy: torch.Tensor
    background_copy: torch.Tensor
    action_codes: torch.Tensor
    background_codes: torch.Tensor

    def terms(self) -> dict[str, float]:
        """Return every scalar by name, for logging."""
        return {
            name: float(value.detach())
            for name, value in vars(self).items()
            if not name.endswith('_codes')
        }


class LatentActions(NamedTuple):
    """Action codes (B, K) and their quantised latents (B, K, latent_dim)."""

    codes: torch.Tensor
    latents: torch.Tensor


class _Path(NamedTuple):
    condition: torch.Tensor
    weights: torch.Tensor


class MotionFocusedModel(PretrainedModule):
    """
    Learn discrete latent actions that code foreground motion, apart from the background.

    The model predicts the change of layer-normalised features from the first frame to the
    second: static patches, which a copy explains, then carry no loss that tokens could spend
    themselves on.
    """

    config_class = MotionFocusedConfig

    def __init__(self, config: MotionFocusedConfig) -> None:
        super().__init__()
        self.config = config
        self.encoder = MotionFocusedEncoder(config)
        self.decoder = MotionFocusedDecoder(config)
        self.action_quantizer = VectorQuantizer(
            config.action_codes,
            config.latent_dim,
            config.codebook_update,
            config.codebook_decay,
            config.revival_share,
            config.continuous_steps,
        )
        self.background_quantizer = VectorQuantizer(
            config.background_codes,
            config.latent_dim,
            config.codebook_update,
            config.codebook_decay,
            config.revival_share,
            config.continuous_steps,
        )
        initialize_transformer(self)
        # the first prediction is "nothing changes"
        zero(self.decoder.output)

    def forward(self, features: torch.Tensor, masks: torch.Tensor) -> MotionFocusedOutput:
        """
        Encode, quantise and reconstruct pairs of frames along the three paths.

        Parameters
        ----------
        features : torch.Tensor
            Patch features (B, 2, N, D) of two frames Δ apart, of any floating type.
        masks : torch.Tensor
            Foreground share of each patch (B, 2, N) in [0, 1]. Foreground is the union of
            both frames' masks, background its complement.

        Raises
        ------
        ValueError
            If shapes do not fit the configuration.

        """
        tokens = self._tokens(features)
        if masks.shape != features.shape[:3]:
            raise ValueError(
                f'masks have shape {tuple(masks.shape)}, features need {tuple(features.shape[:3])}'
            )
        action, background = self.encoder(tokens)
        action_code = self.action_quantizer(action)
        background_code = self.background_quantizer(background)
        paths = self._paths(action_code.latents, background_code.latents, masks.float())
        errors, copies = self._reconstruct(tokens, paths)
        full, foreground, background_error = errors
        config = self.config
        codebook = action_code.codebook_loss + background_code.codebook_loss
        commitment = action_code.commitment_loss + background_code.commitment_loss
        reconstruction = (
            config.full_weight * full
            + config.foreground_weight * foreground
            + config.background_weight * background_error
        )
        loss = (
            config.reconstruction_weight * reconstruction
            + config.codebook_weight * codebook
            + config.commitment_weight * commitment
        )
        return MotionFocusedOutput(
            loss=loss,
            full=full,
            foreground=foreground,
            background=background_error,
            codebook=codebook,
            commitment=commitment,
            full_copy=copies[0],
            foreground_copy=copies[1],
            background_copy=copies[2],
            action_codes=action_code.codes,
            background_codes=background_code.codes,
        )

    def label(self, features: torch.Tensor) -> LatentActions:
        """
        Label pairs of frames with their action codes; needs no masks.

        Parameters
        ----------
        features : torch.Tensor
            Patch features (B, 2, N, D).

        """
        return self.label_all(features)[0]

    def label_background(self, features: torch.Tensor) -> LatentActions:
        """Label pairs of frames (B, 2, N, D) with their background codes."""
        return self.label_all(features)[1]

    @torch.no_grad()
    def label_all(self, features: torch.Tensor) -> tuple[LatentActions, LatentActions]:
        """Label pairs of frames (B, 2, N, D) with action and background codes in one pass."""
        action, background = self.encoder(self._tokens(features))
        action_codes = self.action_quantizer.codes(action)
        background_codes = self.background_quantizer.codes(background)
        return (
            LatentActions(action_codes, self.action_quantizer.look_up(action_codes)),
            LatentActions(background_codes, self.background_quantizer.look_up(background_codes)),
        )

    def statistics(self) -> dict[str, CodebookStatistics]:
        """Describe the recent use of the action and the background codebook."""
        return {
            'action': self.action_quantizer.statistics(),
            'background': self.background_quantizer.statistics(),
        }

    def _tokens(self, features: torch.Tensor) -> torch.Tensor:
        config = self.config
        expected = (FRAMES, config.rows * config.columns, config.feature_dim)
        if features.ndim != 4 or features.shape[1:] != expected:
            raise ValueError(
                f'features have shape {tuple(features.shape)}, the model needs (B, '
                + ', '.join(map(str, expected))
                + ')'
            )
        normed = F.layer_norm(features.float(), (config.feature_dim,))
        squares = group_patches(normed, config.rows, config.columns, config.patch_group)
        return squares.flatten(-2)

    def _paths(
        self, action: torch.Tensor, background: torch.Tensor, masks: torch.Tensor
    ) -> list[_Path]:
        config = self.config
        foreground = masks.amax(dim=1)
        weights = group_patches(
            foreground.unsqueeze(-1), config.rows, config.columns, config.patch_group
        ).squeeze(-1)
        action_condition = self.decoder.embed_action(action)
        background_condition = self.decoder.embed_background(background)
        full_action = (
            self.decoder.embed_action(action.detach())
            if config.detach_action_in_full
            else action_condition
        )
        return [
            _Path(full_action + background_condition, torch.ones_like(weights)),
            _Path(action_condition, weights),
            _Path(background_condition, 1 - weights),
        ]

    def _reconstruct(
        self, tokens: torch.Tensor, paths: list[_Path]
    ) -> tuple[list[torch.Tensor], list[torch.Tensor]]:
        """Return the weighted mean squared error of each path and that of copying."""
        first, change = tokens[:, 0], tokens[:, 1] - tokens[:, 0]
        targets = [self._choose_targets(path.weights) for path in paths]
        predictions = self.decoder(
            first, [(path.condition, target) for path, target in zip(paths, targets, strict=True)]
        )
        errors, copies = [], []
        for path, target, prediction in zip(paths, targets, predictions, strict=True):
            squares = path.weights.shape[-1]
            wanted = _take(change, target).unflatten(-1, (squares, -1))
            weights = _take(path.weights, target)
            predicted = prediction.float().unflatten(-1, (squares, -1))
            errors.append(_weighted_mean((predicted - wanted).square().mean(-1), weights))
            copies.append(_weighted_mean(wanted.square().mean(-1), weights).detach())
        return errors, copies

    def _choose_targets(self, weights: torch.Tensor) -> torch.Tensor:
        """Choose the tokens (B, P) to decode: all, or in training some whose error counts."""
        batch, tokens, _ = weights.shape
        count = self.config.target_tokens
        if not self.training or count == 0 or count >= tokens:
            return torch.arange(tokens, device=weights.device).expand(batch, tokens)
        order = torch.rand(batch, tokens, device=weights.device) + (weights.amax(-1) > 0)
        return order.topk(count, dim=1).indices


def _take(values: torch.Tensor, index: torch.Tensor) -> torch.Tensor:
    return values.gather(1, index.unsqueeze(-1).expand(-1, -1, values.shape[-1]))


def _weighted_mean(values: torch.Tensor, weights: torch.Tensor) -> torch.Tensor:
    # a batch without foreground has no foreground error
    return (values * weights).sum() / weights.sum().clamp(min=1e-6)
