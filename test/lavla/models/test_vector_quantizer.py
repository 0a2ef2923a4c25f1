# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Codebooks find clusters, stay alive and tell how they are used."""

from __future__ import annotations

import math

import pytest
import torch

from lavla.models.vector_quantizer import VectorQuantizer, codebook_statistics


def clusters(count: int, samples: int, seed: int = 0) -> torch.Tensor:
    """Draw samples around well separated centres."""
    generator = torch.Generator().manual_seed(seed)
    centres = torch.randn(count, 8, generator=generator) * 5
    chosen = torch.randint(0, count, (samples,), generator=generator)
    return centres[chosen] + torch.randn(samples, 8, generator=generator) * 0.1


@pytest.fixture(autouse=True)
def _fixed_seed() -> None:
    torch.manual_seed(0)


@pytest.mark.parametrize('update', ['ema', 'gradient'])
def test_first_batch_gives_every_cluster_a_code(update: str) -> None:
    quantizer = VectorQuantizer(8, 8, update)
    vectors = clusters(8, 400)
    quantizer(vectors)
    error = (quantizer.look_up(quantizer.codes(vectors)) - vectors).square().mean()
    assert error < 0.05
    assert codebook_statistics(torch.bincount(quantizer.codes(vectors), minlength=8)).used == 8


def test_evaluation_changes_nothing() -> None:
    quantizer = VectorQuantizer(4, 8)
    quantizer(clusters(4, 100))
    before = {key: value.clone() for key, value in quantizer.state_dict().items()}
    quantizer.eval()
    quantizer(clusters(4, 100, seed=1))
    for key, value in quantizer.state_dict().items():
        assert torch.equal(value, before[key])


def test_moving_average_follows_the_data() -> None:
    quantizer = VectorQuantizer(2, 1, decay=0.8, revival_share=0)
    low, high = torch.full((20, 1), -1.0), torch.full((20, 1), 1.0)
    quantizer(torch.cat((low, high)))
    for _ in range(60):
        quantizer(torch.cat((low, high)) + 0.5)
    assert sorted(round(float(code), 2) for code in quantizer.codebook) == [-0.5, 1.5]


@pytest.mark.parametrize('update', ['ema', 'gradient'])
def test_codes_out_of_use_are_revived(update: str) -> None:
    def train(revival_share: float) -> VectorQuantizer:
        torch.manual_seed(0)
        quantizer = VectorQuantizer(8, 8, update, decay=0.9, revival_share=revival_share)
        quantizer(torch.zeros(200, 8) + torch.randn(200, 8) * 1e-3)
        for _ in range(100):
            quantizer(clusters(8, 200, seed=7))
        return quantizer.eval()

    used = [
        int((torch.bincount(train(share).codes(clusters(8, 500, seed=7)), minlength=8) > 0).sum())
        for share in (0.0, 0.02)
    ]
    assert used[0] <= 5
    assert used[1] >= 7


def test_gradients_pass_straight_through() -> None:
    quantizer = VectorQuantizer(4, 8)
    vectors = clusters(4, 50).requires_grad_()
    output = quantizer(vectors)
    (output.latents * 3).sum().backward()
    assert torch.equal(vectors.grad, torch.full_like(vectors, 3))


def test_losses_pull_codes_and_vectors_together() -> None:
    quantizer = VectorQuantizer(4, 8, 'gradient')
    vectors = clusters(4, 50).requires_grad_()
    output = quantizer(vectors)
    output.codebook_loss.backward(retain_graph=True)
    assert quantizer.codebook.grad is not None
    assert vectors.grad is None
    output.commitment_loss.backward()
    assert vectors.grad is not None
    assert VectorQuantizer(4, 8)(vectors).codebook_loss == 0


def test_identical_vectors_do_not_break_the_start() -> None:
    quantizer = VectorQuantizer(4, 8)
    for _ in range(3):
        output = quantizer(torch.ones(20, 8))
    assert torch.isfinite(quantizer.codebook).all()
    assert torch.allclose(output.latents, torch.ones(20, 8))


def test_state_survives_saving() -> None:
    quantizer = VectorQuantizer(8, 8)
    quantizer(clusters(8, 400))
    again = VectorQuantizer(8, 8)
    again.load_state_dict(quantizer.state_dict())
    vectors = clusters(8, 50, seed=2)
    assert torch.equal(again.codes(vectors), quantizer.codes(vectors))
    assert again.statistics() == quantizer.statistics()
    assert bool(again.initialized)


def test_half_precision_input_is_quantised_in_float32() -> None:
    quantizer = VectorQuantizer(4, 8)
    with torch.autocast('cpu', torch.bfloat16):
        output = quantizer(clusters(4, 50).bfloat16())
    assert output.latents.dtype == torch.float32


def test_statistics_of_even_and_collapsed_use() -> None:
    even = codebook_statistics(torch.full((16,), 10))
    assert (even.used, even.dead) == (16, 0)
    assert math.isclose(even.perplexity, 16, rel_tol=1e-6)
    collapsed = codebook_statistics(torch.tensor([1000, 1, 0, 0]))
    assert (collapsed.used, collapsed.dead) == (2, 3)
    assert collapsed.perplexity < 1.02
    assert codebook_statistics(torch.zeros(4)).perplexity == 0


def test_unknown_update_is_refused() -> None:
    with pytest.raises(ValueError, match="'momentum'"):
        VectorQuantizer(4, 8, 'momentum')


def test_vectors_pass_unquantised_through_the_continuous_steps() -> None:
    quantizer = VectorQuantizer(4, 8, continuous_steps=2)
    vectors = clusters(4, 100)
    for _ in range(2):
        assert torch.equal(quantizer(vectors).latents, vectors)
        assert not bool(quantizer.initialized)
    output = quantizer(vectors)
    assert bool(quantizer.initialized)
    assert len(output.latents.round(decimals=3).unique(dim=0)) == 4
