# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Assemble intent, observation and proprioception into context tokens (Eq. 3)."""

from __future__ import annotations

import torch
from torch import nn

from lavla.models.action_expert.configuration import ActionExpertConfig
from lavla.models.action_expert.keypoints import Keypoints
from lavla.models.action_expert.patch_tokens import PatchTokens
from lavla.models.action_expert.resampler import Resampler
from lavla.models.layers.positional_embedding import SequenceEmbedding

_OBSERVATION = {'all': PatchTokens, 'pooled': Resampler, 'keypoints': Keypoints}


class ContextEncoder(nn.Module):
    """Build F_full = [f_act, f_obs, f_proprio] of 000 Eq. 3, for any head on top."""

    def __init__(self, config: ActionExpertConfig) -> None:
        super().__init__()
        self.config = config
        self.intent_norm = nn.LayerNorm(config.intent_dim, elementwise_affine=False)
        self.intent = nn.Linear(config.intent_dim, config.dim)
        self.intent_place = SequenceEmbedding(config.intent_tokens, config.dim)
        self.observation: nn.Module = _OBSERVATION[config.observation_tokens](config)
        self.proprioception = nn.Linear(config.joints, config.dim)
        self.hidden_proprioception = nn.Parameter(torch.zeros(config.dim))

    def forward(
        self, intent: torch.Tensor, features: torch.Tensor, proprioception: torch.Tensor
    ) -> torch.Tensor:
        """
        Build the context.

        Parameters
        ----------
        intent : torch.Tensor
            Latent action embeddings f_act (B, T, D1).
        features : torch.Tensor
            Visual features f_obs (B, V, N, D2), any floating type.
        proprioception : torch.Tensor
            Normalised joint positions (B, J).

        Returns
        -------
        torch.Tensor
            Tokens (B, S, dim).

        Raises
        ------
        ValueError
            If shapes do not fit the configuration.

        """
        self._check(intent, features, proprioception)
        acts = self.intent(self.intent_norm(intent.float())) + self.intent_place()
        seen = self.observation(features.float()).flatten(1, 2)
        return torch.cat((acts, seen, self._feel(proprioception.float())), dim=1)

    def _feel(self, proprioception: torch.Tensor) -> torch.Tensor:
        config = self.config
        if self.training and config.proprioception_noise:
            noise = torch.randn_like(proprioception)
            proprioception = proprioception + config.proprioception_noise * noise
        tokens = self.proprioception(proprioception)
        if self.training and config.proprioception_dropout:
            hidden = torch.rand(tokens.shape[0], 1, device=tokens.device)
            hide = hidden < config.proprioception_dropout
            tokens = torch.where(hide, self.hidden_proprioception, tokens)
        return tokens.unsqueeze(1)

    def _check(
        self, intent: torch.Tensor, features: torch.Tensor, proprioception: torch.Tensor
    ) -> None:
        config = self.config
        wanted = {
            'intent': (intent, (config.intent_tokens, config.intent_dim)),
            'features': (
                features,
                (config.views, config.rows * config.columns, config.feature_dim),
            ),
            'proprioception': (proprioception, (config.joints,)),
        }
        for name, (tensor, shape) in wanted.items():
            if tuple(tensor.shape[1:]) != shape:
                raise ValueError(
                    f'{name} has shape {tuple(tensor.shape)}, the action expert needs '
                    f'(B, {", ".join(map(str, shape))})'
                )
