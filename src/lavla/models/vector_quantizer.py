# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Vector quantisation with codebooks that stay alive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import torch
import torch.distributed as distributed
import torch.nn.functional as F
from torch import nn

Update = Literal['ema', 'gradient']


@dataclass
class Quantized:
    """
    Hold what a quantiser returns.

    `latents` (..., dim) pass gradients straight through to the encoder; `codes` (...) are
    int64; the losses are scalars (`codebook_loss` is zero for an EMA codebook).
    """

    latents: torch.Tensor
    codes: torch.Tensor
    codebook_loss: torch.Tensor
    commitment_loss: torch.Tensor


@dataclass(frozen=True)
class CodebookStatistics:
    """
    Describe how evenly a codebook is used.

    `used` counts the codes that occur, `dead` those below the revival share of a fair use,
    `perplexity` is the exponential of the entropy of use, at most the codebook's size.
    """

    size: int
    used: int
    dead: int
    perplexity: float
    shares: tuple[float, ...]


def codebook_statistics(counts: torch.Tensor, dead_share: float = 0.02) -> CodebookStatistics:
    """
    Describe the use of a codebook from the number of times each code occurred.

    Parameters
    ----------
    counts : torch.Tensor
        Occurrences (size,), integer or weighted.
    dead_share : float
        A code is dead below this fraction of its fair share of all occurrences.

    """
    counts = counts.detach().double().cpu()
    size = counts.numel()
    shares = counts / counts.sum().clamp(min=1e-12)
    entropy = -(shares * shares.clamp(min=1e-12).log()).sum()
    total = bool(counts.sum() > 0)
    return CodebookStatistics(
        size=size,
        used=int((counts > 0).sum()),
        dead=int((shares < dead_share / size).sum()),
        perplexity=float(entropy.exp()) if total else 0.0,
        shares=tuple(float(share) for share in shares),
    )


class VectorQuantizer(nn.Module):
    """
    Replace vectors by their nearest codebook entry (VQ-VAE, arXiv:1711.00937).

    The codebook starts from k-means++ seeds of the first training batch
    (Arthur & Vassilvitskii 2007, with Lloyd's iterations as SoundStream does,
    arXiv:2107.03312), follows an exponential moving average of the vectors assigned to it
    (VQ-VAE-2, arXiv:1906.00446, appendix A.1) or gradients, and a code whose use falls below
    `revival_share` of a fair share is moved onto a vector of the batch that is poorly
    represented (as in Jukebox, arXiv:2005.00341, which draws it at random).

    Written here because the plain settings of vector-quantize-pytorch collapsed to one code
    on the same data, and revival there needs a dead-code threshold in absolute counts that
    has to be tuned again for every batch size.

    Parameters
    ----------
    size : int
        Number of codes.
    dim : int
        Width of a code.
    update : {'ema', 'gradient'}
        How codes move.
    decay : float
        Decay of the moving averages per training step.
    revival_share : float
        Fraction of a fair share of use below which a code is revived; 0 turns revival off.
    continuous_steps : int
        Training steps at the start in which vectors pass unquantised. An encoder that nothing
        has taught yet gets a gradient it can follow, and the codebook then starts from vectors
        that mean something; codes that start from noise are ignored by the decoder, and no
        gradient ever comes to change that.

    Raises
    ------
    ValueError
        If `update` is unknown.

    """

    codebook: torch.Tensor
    code_counts: torch.Tensor
    code_sums: torch.Tensor
    initialized: torch.Tensor
    continuous_steps_left: torch.Tensor

    def __init__(
        self,
        size: int,
        dim: int,
        update: Update = 'ema',
        decay: float = 0.99,
        revival_share: float = 0.02,
        continuous_steps: int = 0,
    ) -> None:
        super().__init__()
        if update not in get_args(Update):
            raise ValueError(f'update: {update!r} is unknown; allowed: {get_args(Update)}')
        self.size = size
        self.dim = dim
        self.update: Update = update
        self.decay = decay
        self.revival_share = revival_share
        start = torch.randn(size, dim)
        if update == 'gradient':
            self.codebook = nn.Parameter(start)
        else:
            self.register_buffer('codebook', start)
            self.register_buffer('code_sums', start.clone())
        self.register_buffer('code_counts', torch.ones(size))
        self.register_buffer('initialized', torch.zeros((), dtype=torch.bool))
        self.register_buffer('continuous_steps_left', torch.tensor(continuous_steps))

    def forward(self, vectors: torch.Tensor) -> Quantized:
        """
        Quantise vectors; in training mode also learn the codebook from them.

        Parameters
        ----------
        vectors : torch.Tensor
            Encoder outputs (..., dim).

        """
        # distances and averages lose codes in half precision
        with torch.autocast(vectors.device.type, enabled=False):
            return self._quantize(vectors.float())

    def codes(self, vectors: torch.Tensor) -> torch.Tensor:
        """Return the index of the nearest code of every vector (..., dim)."""
        flat = vectors.float().reshape(-1, self.dim)
        return torch.cdist(flat, self.codebook.float()).argmin(dim=-1).view(vectors.shape[:-1])

    def look_up(self, codes: torch.Tensor) -> torch.Tensor:
        """Return the codebook entries (..., dim) of codes (...)."""
        return F.embedding(codes, self.codebook)

    def statistics(self) -> CodebookStatistics:
        """Describe the recent use of the codes, from the moving average of training."""
        return codebook_statistics(self.code_counts, self.revival_share)

    def _quantize(self, vectors: torch.Tensor) -> Quantized:
        flat = vectors.reshape(-1, self.dim)
        if self.training and self.continuous_steps_left > 0:
            self.continuous_steps_left -= 1
            none = vectors.new_zeros(())
            return Quantized(vectors, self.codes(vectors), none, none)
        if self.training and not self.initialized:
            self._initialize(flat.detach())
        codes = self.codes(flat)
        latents = self.look_up(codes).view(vectors.shape)
        commitment = F.mse_loss(vectors, latents.detach())
        if self.update == 'gradient':
            codebook_loss = F.mse_loss(latents, vectors.detach())
        else:
            codebook_loss = commitment.new_zeros(())
        passed = vectors + (latents - vectors).detach()
        if self.training:
            self._learn(flat.detach(), codes)
        return Quantized(passed, codes.view(vectors.shape[:-1]), codebook_loss, commitment)

    @torch.no_grad()
    def _learn(self, flat: torch.Tensor, codes: torch.Tensor) -> None:
        counts = torch.bincount(codes, minlength=self.size).to(flat.dtype)
        _sum_over_processes(counts)
        self.code_counts.lerp_(counts, 1 - self.decay)
        if self.update == 'ema':
            sums = torch.zeros_like(self.code_sums).index_add_(0, codes, flat)
            _sum_over_processes(sums)
            self.code_sums.lerp_(sums, 1 - self.decay)
            # a code that has not been used for long keeps its place instead of dividing by 0
            alive = self.code_counts > 1e-6
            self.codebook[alive] = (self.code_sums / self.code_counts.unsqueeze(1))[alive]
        self._revive(flat)

    def _revive(self, flat: torch.Tensor) -> None:
        fair = self.code_counts.sum() / self.size
        dead = (self.code_counts < self.revival_share * fair).nonzero().flatten()
        if dead.numel() == 0:
            return
        alive = self.code_counts >= self.revival_share * fair
        seeds = _plus_plus_seeds(flat, dead.numel(), self.codebook.detach()[alive])
        _copy_from_first_process(seeds)
        self._place(dead, seeds, fair)

    @torch.no_grad()
    def _initialize(self, flat: torch.Tensor) -> None:
        none = flat.new_zeros((0, self.dim))
        centres = _lloyd(flat, _plus_plus_seeds(flat, self.size, none))
        _copy_from_first_process(centres)
        every = torch.arange(self.size, device=flat.device)
        self._place(every, centres, flat.new_tensor(flat.shape[0] / self.size))
        self.initialized.fill_(True)

    def _place(self, codes: torch.Tensor, vectors: torch.Tensor, count: torch.Tensor) -> None:
        self.codebook.data[codes] = vectors
        self.code_counts[codes] = count
        if self.update == 'ema':
            self.code_sums[codes] = vectors * count


def _plus_plus_seeds(vectors: torch.Tensor, count: int, existing: torch.Tensor) -> torch.Tensor:
    """Draw vectors (count, dim), each with probability ∝ its squared distance to the others."""
    if existing.shape[0]:
        distance = torch.cdist(vectors, existing).square().amin(dim=1)
    else:
        distance = vectors.new_ones(vectors.shape[0])
    seeds = []
    for _ in range(count):
        # all vectors may coincide; then any of them is as good
        weights = distance if bool(distance.sum() > 0) else torch.ones_like(distance)
        seed = vectors[torch.multinomial(weights, 1)]
        seeds.append(seed)
        to_seed = torch.cdist(vectors, seed).square().squeeze(1)
        first = len(seeds) == 1 and not existing.shape[0]
        distance = to_seed if first else torch.minimum(distance, to_seed)
    return torch.cat(seeds)


def _lloyd(vectors: torch.Tensor, centres: torch.Tensor, iterations: int = 10) -> torch.Tensor:
    """Refine k-means centres; a centre without vectors stays where it is."""
    for _ in range(iterations):
        nearest = torch.cdist(vectors, centres).argmin(dim=1)
        counts = torch.bincount(nearest, minlength=centres.shape[0]).unsqueeze(1)
        sums = torch.zeros_like(centres).index_add_(0, nearest, vectors)
        centres = torch.where(counts > 0, sums / counts.clamp(min=1), centres)
    return centres


def _sum_over_processes(tensor: torch.Tensor) -> None:
    if distributed.is_available() and distributed.is_initialized():
        distributed.all_reduce(tensor)


def _copy_from_first_process(tensor: torch.Tensor) -> None:
    if distributed.is_available() and distributed.is_initialized():
        distributed.broadcast(tensor, src=0)
