# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Flow matching on known problems."""

from __future__ import annotations

import pytest
import torch

from lavla.models.action_expert import flow_matching_loss, integrate


def test_exact_field_of_a_single_target_has_no_loss_and_reaches_it() -> None:
    target = torch.tensor([[[1.0, -2.0], [0.5, 3.0]]])

    def field(chunk: torch.Tensor, time: torch.Tensor) -> torch.Tensor:
        return (target - chunk) / (1 - time.view(-1, 1, 1))

    generator = torch.Generator().manual_seed(0)
    loss = flow_matching_loss(field, target.expand(64, -1, -1), generator=generator)
    assert loss < 1e-6
    reached = integrate(field, torch.randn(1, 2, 2, generator=generator), steps=10)
    torch.testing.assert_close(reached, target, atol=1e-5, rtol=0)


def test_loss_of_no_velocity_is_the_size_of_action_minus_noise() -> None:
    generator = torch.Generator().manual_seed(0)
    actions = torch.full((4000, 2, 3), 2.0)
    loss = flow_matching_loss(lambda chunk, _: chunk * 0, actions, generator=generator)
    # E (a − ε)² = a² + 1
    assert abs(float(loss) - 5) < 0.1


def test_padding_and_weights_choose_what_counts() -> None:
    actions = torch.zeros(2000, 3, 2)
    actions[:, 2] = 100
    actions[:, :, 1] = 10

    def still(chunk: torch.Tensor, _: torch.Tensor) -> torch.Tensor:
        return torch.zeros_like(chunk)

    valid = torch.tensor([True, True, False]).expand(2000, 3)
    assert abs(float(flow_matching_loss(still, actions, valid)) - 51) < 1
    only_first = flow_matching_loss(still, actions, valid, torch.tensor([1.0, 0.0]))
    assert abs(float(only_first) - 1) < 0.1


def test_loss_repeats_with_the_generator() -> None:
    losses = [
        flow_matching_loss(
            lambda chunk, _: chunk,
            torch.ones(2, 3, 4),
            generator=torch.Generator().manual_seed(5),
        )
        for _ in range(2)
    ]
    assert losses[0] == losses[1]


def test_without_steps_there_is_nothing_to_integrate() -> None:
    with pytest.raises(ValueError, match='at least one'):
        integrate(lambda chunk, _: chunk, torch.zeros(1, 1, 1), 0)
