# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Flow-matching transformer over a chunk of joint targets (000 §III-D)."""

from __future__ import annotations

from typing import NamedTuple, cast

import torch
from torch import nn

from lavla.models.action_expert.block import ActionExpertBlock
from lavla.models.action_expert.configuration import ActionExpertConfig
from lavla.models.action_expert.context_encoder import ContextEncoder
from lavla.models.action_expert.flow_matching import flow_matching_loss, integrate
from lavla.models.layers.adaptive_layer_norm import AdaptiveLayerNorm
from lavla.models.layers.attention import KeysValues
from lavla.models.layers.initialization import initialize_transformer, zero
from lavla.models.layers.positional_embedding import SequenceEmbedding
from lavla.models.layers.time_embedding import TimeEmbedding
from lavla.models.pretrained import PretrainedModule


class ExpertContext(NamedTuple):
    """Hold the context's keys and values for every block of the expert."""

    blocks: list[KeysValues]

    def repeat(self, times: int) -> ExpertContext:
        """Repeat each sample, so that several noises can be tried on one observation."""
        return ExpertContext(
            [
                KeysValues(*(part.repeat_interleave(times, dim=0) for part in block))
                for block in self.blocks
            ]
        )


class ActionExpert(PretrainedModule):
    """
    Predict the velocity of a noisy chunk, given intent, features and proprioception.

    The context is encoded, and projected to every block's keys and values, once per
    observation; an Euler step only runs the chunk's few tokens through the blocks.
    """

    config_class = ActionExpertConfig

    def __init__(self, config: ActionExpertConfig) -> None:
        super().__init__()
        self.config = config
        self.context_encoder = ContextEncoder(config)
        self.input = nn.Linear(config.joints, config.dim)
        self.place = SequenceEmbedding(config.horizon, config.dim)
        self.time = TimeEmbedding(config.dim)
        self.blocks = nn.ModuleList(
            ActionExpertBlock(config.dim, config.heads) for _ in range(config.depth)
        )
        self.norm = nn.LayerNorm(config.dim)
        self.head = nn.Sequential(
            nn.Linear(config.dim, config.dim), nn.SiLU(), nn.Linear(config.dim, config.joints)
        )
        initialize_transformer(self)
        for part in self.modules():
            if isinstance(part, AdaptiveLayerNorm):
                zero(part.projection)

    def encode_context(
        self, intent: torch.Tensor, features: torch.Tensor, proprioception: torch.Tensor
    ) -> ExpertContext:
        """
        Encode an observation once for all flow steps.

        Parameters
        ----------
        intent : torch.Tensor
            Latent action embeddings (B, T, D1).
        features : torch.Tensor
            Visual features (B, V, N, D2), any floating type.
        proprioception : torch.Tensor
            Normalised joint positions (B, J).

        Raises
        ------
        ValueError
            If shapes do not fit the configuration.

        """
        tokens = self.context_encoder(intent, features, proprioception)
        return ExpertContext([block.project(tokens) for block in self._blocks()])

    def velocity(
        self, chunk: torch.Tensor, time: torch.Tensor, context: ExpertContext
    ) -> torch.Tensor:
        """
        Predict the velocity of a noisy chunk.

        Parameters
        ----------
        chunk : torch.Tensor
            Noisy normalised actions x_t (B, H, J).
        time : torch.Tensor
            Flow time t (B,), 0 for noise and 1 for actions.
        context : ExpertContext
            From `encode_context`.

        Returns
        -------
        torch.Tensor
            Velocity (B, H, J).

        """
        tokens = self.input(chunk) + self.place()
        embedded = self.time(time)
        for block, keys_values in zip(self._blocks(), context.blocks, strict=True):
            tokens = block(tokens, embedded, keys_values)
        return self.head(self.norm(tokens))

    def forward(
        self,
        intent: torch.Tensor,
        features: torch.Tensor,
        proprioception: torch.Tensor,
        actions: torch.Tensor,
        valid: torch.Tensor | None = None,
        joint_weights: torch.Tensor | None = None,
        repeats: int = 1,
        generator: torch.Generator | None = None,
    ) -> torch.Tensor:
        """
        Compute the flow-matching loss (Eq. 4) of demonstrated chunks.

        Parameters
        ----------
        intent, features, proprioception : torch.Tensor
            As for `encode_context`.
        actions : torch.Tensor
            Normalised chunks (B, H, J).
        valid : torch.Tensor, optional
            False for steps behind the end of the episode (B, H).
        joint_weights : torch.Tensor, optional
            Weight of each joint (J,).
        repeats : int
            Noises tried per sample; the context is encoded once for all of them.
        generator : torch.Generator, optional
            Source of noise and times.

        """
        context = self.encode_context(intent, features, proprioception)
        if repeats > 1:
            context = context.repeat(repeats)
            actions = actions.repeat_interleave(repeats, dim=0)
            valid = None if valid is None else valid.repeat_interleave(repeats, dim=0)
        return flow_matching_loss(
            lambda chunk, time: self.velocity(chunk, time, context),
            actions,
            valid,
            joint_weights,
            generator,
        )

    def _blocks(self) -> list[ActionExpertBlock]:
        return cast('list[ActionExpertBlock]', list(self.blocks))

    @torch.no_grad()
    def sample(
        self,
        context: ExpertContext,
        steps: int,
        noise: torch.Tensor | None = None,
        generator: torch.Generator | None = None,
    ) -> torch.Tensor:
        """
        Sample normalised chunks.

        Parameters
        ----------
        context : ExpertContext
            From `encode_context`.
        steps : int
            Euler steps.
        noise : torch.Tensor, optional
            Start (B, H, J); drawn from the generator if not given.
        generator : torch.Generator, optional
            Source of the noise.

        """
        if noise is None:
            keys = context.blocks[0].keys
            shape = (keys.shape[0], self.config.horizon, self.config.joints)
            noise = torch.randn(shape, generator=generator, device=keys.device)
        return integrate(lambda chunk, time: self.velocity(chunk, time, context), noise, steps)
