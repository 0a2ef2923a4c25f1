# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Flow matching along straight paths from noise to actions (000 Eq. 4)."""

from __future__ import annotations

from collections.abc import Callable

import torch

VelocityField = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]


def flow_matching_loss(
    velocity: VelocityField,
    actions: torch.Tensor,
    valid: torch.Tensor | None = None,
    joint_weights: torch.Tensor | None = None,
    generator: torch.Generator | None = None,
) -> torch.Tensor:
    """
    Compute the flow-matching loss of Eq. 4.

    With x_t = (1 − t) ε + t a for noise ε and t uniform in [0, 1], the velocity field is
    drawn to a − ε.

    Parameters
    ----------
    velocity : callable
        Maps x_t (B, H, J) and t (B,) to a velocity (B, H, J).
    actions : torch.Tensor
        Normalised actions a (B, H, J).
    valid : torch.Tensor, optional
        False for steps behind the end of an episode, (B, H); they do not count.
    joint_weights : torch.Tensor, optional
        Weight of each joint's error (J,).
    generator : torch.Generator, optional
        Source of the noise and times.

    """
    noise = torch.randn(actions.shape, generator=generator, device=actions.device)
    time = torch.rand(actions.shape[0], generator=generator, device=actions.device)
    mixing = time.view(-1, 1, 1)
    predicted = velocity((1 - mixing) * noise + mixing * actions, time)
    errors = (predicted.float() - (actions - noise)).square()
    weights = torch.ones_like(errors)
    if valid is not None:
        weights = weights * valid.unsqueeze(-1)
    if joint_weights is not None:
        weights = weights * joint_weights
    return (errors * weights).sum() / weights.sum().clamp(min=1e-6)


def integrate(velocity: VelocityField, noise: torch.Tensor, steps: int) -> torch.Tensor:
    """
    Follow the velocity field from noise at t = 0 to actions at t = 1 with Euler steps.

    Parameters
    ----------
    velocity : callable
        Maps x_t (B, H, J) and t (B,) to a velocity (B, H, J).
    noise : torch.Tensor
        Start (B, H, J).
    steps : int
        Number of equal steps.

    Raises
    ------
    ValueError
        If there is no step.

    """
    if steps < 1:
        raise ValueError(f'steps: {steps}; at least one Euler step is needed')
    actions = noise
    for step in range(steps):
        time = torch.full((noise.shape[0],), step / steps, device=noise.device)
        actions = actions + velocity(actions, time) / steps
    return actions
