# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The action expert: shapes, sizes, cached context, and what it learns."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from lavla.models.action_expert import ActionExpert, ActionExpertConfig, mini_config, paper_config

KINDS = ('all', 'pooled', 'keypoints')


def make_expert(kind: str = 'all', **changes: object) -> ActionExpert:
    """Build a small expert."""
    torch.manual_seed(0)
    values = {
        'joints': 3,
        'horizon': 5,
        'dim': 32,
        'depth': 2,
        'heads': 2,
        'intent_dim': 6,
        'feature_dim': 8,
        'views': 2,
        'rows': 4,
        'columns': 4,
        'keypoints': 4,
    }
    return ActionExpert(ActionExpertConfig(observation_tokens=kind, **(values | changes)))


def observation(batch: int = 2) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Draw intent, features and proprioception."""
    generator = torch.Generator().manual_seed(1)
    return tuple(
        torch.randn(batch, *shape, generator=generator) for shape in ((4, 6), (2, 16, 8), (3,))
    )


@pytest.mark.parametrize('kind', KINDS)
def test_shapes(kind: str) -> None:
    expert = make_expert(kind)
    context = expert.encode_context(*observation())
    velocity = expert.velocity(torch.randn(2, 5, 3), torch.rand(2), context)
    assert velocity.shape == (2, 5, 3)
    assert expert.sample(context, steps=2).shape == (2, 5, 3)


@pytest.mark.parametrize(('kind', 'tokens'), [('all', 32), ('pooled', 32), ('keypoints', 16)])
def test_context_has_intent_observation_and_proprioception(kind: str, tokens: int) -> None:
    keys = make_expert(kind).encode_context(*observation()).blocks[0].keys
    assert keys.shape[2] == 4 + tokens + 1


def test_cached_context_equals_encoding_at_every_step() -> None:
    expert = make_expert().eval()
    noise = torch.randn(2, 5, 3)
    cached = expert.sample(expert.encode_context(*observation()), 4, noise)
    chunk = noise
    for step in range(4):
        context = expert.encode_context(*observation())
        chunk = chunk + expert.velocity(chunk, torch.full((2,), step / 4), context) / 4
    torch.testing.assert_close(cached, chunk)


def test_repeated_context_belongs_to_its_sample() -> None:
    expert = make_expert().eval()
    torch.nn.init.normal_(expert.blocks[0].modulation.projection.bias)
    context = expert.encode_context(*observation())
    chunk, time = torch.randn(2, 5, 3), torch.rand(2)
    once = expert.velocity(chunk, time, context)
    thrice = expert.velocity(
        chunk.repeat_interleave(3, 0), time.repeat_interleave(3), context.repeat(3)
    )
    torch.testing.assert_close(thrice, once.repeat_interleave(3, 0))


@pytest.mark.parametrize('kind', KINDS)
def test_every_parameter_is_trained(kind: str) -> None:
    expert = make_expert(kind, proprioception_dropout=0.5).train()
    for block in expert.blocks:
        torch.nn.init.normal_(block.modulation.projection.weight)
    loss = expert(*observation(64), torch.randn(64, 5, 3), repeats=2)
    loss.backward()
    untrained = [name for name, p in expert.named_parameters() if p.grad is None]
    assert untrained == []


def test_float16_features_are_taken() -> None:
    intent, features, proprioception = observation()
    expert = make_expert('keypoints')
    half = expert.encode_context(intent, features.half(), proprioception)
    whole = expert.encode_context(intent, features.half().float(), proprioception)
    assert torch.equal(half.blocks[0].keys, whole.blocks[0].keys)


def test_hidden_proprioception_is_not_seen() -> None:
    intent, features, proprioception = observation()
    expert = make_expert(proprioception_dropout=0.999).train()
    keys = [
        expert.encode_context(intent, features, value).blocks[0].keys
        for value in (proprioception, proprioception + 1)
    ]
    assert torch.equal(*keys)
    expert.eval()
    keys = [
        expert.encode_context(intent, features, value).blocks[0].keys
        for value in (proprioception, proprioception + 1)
    ]
    assert not torch.equal(*keys)


def test_noise_on_proprioception_is_for_training_only() -> None:
    expert = make_expert(proprioception_noise=0.1)

    def keys() -> torch.Tensor:
        return expert.encode_context(*observation()).blocks[0].keys

    assert not torch.equal(keys(), keys())
    expert.eval()
    assert torch.equal(keys(), keys())


@pytest.mark.parametrize('place', [0, 1, 2])
def test_wrong_shapes_are_named(place: int) -> None:
    inputs = list(observation())
    inputs[place] = inputs[place][:, :-1]
    name = ('intent', 'features', 'proprioception')[place]
    with pytest.raises(ValueError, match=f'{name} has shape'):
        make_expert().encode_context(*inputs)


@pytest.mark.parametrize(
    ('changes', 'message'),
    [
        ({'observation_tokens': 'most'}, "'most'"),
        ({'proprioception_dropout': 1.0}, 'outside'),
    ],
)
def test_bad_configuration_is_refused(changes: dict, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        mini_config(**changes)


@pytest.mark.parametrize('kind', KINDS)
def test_round_trip(kind: str, tmp_path: Path) -> None:
    expert = make_expert(kind).eval()
    expert.save_pretrained(tmp_path)
    again = ActionExpert.from_pretrained(tmp_path)
    noise = torch.randn(2, 5, 3)
    for one, other in ((expert, again),):
        torch.testing.assert_close(
            other.sample(other.encode_context(*observation()), 3, noise),
            one.sample(one.encode_context(*observation()), 3, noise),
            rtol=0,
            atol=0,
        )


def test_sizes() -> None:
    with torch.device('meta'):
        paper, mini = ActionExpert(paper_config()), ActionExpert(mini_config())
    assert 110e6 < paper.parameter_count() < 130e6
    assert mini.parameter_count() < 6e6


def test_learns_both_of_two_actions_and_which_the_intent_asks_for() -> None:
    """The intent picks the sign, the noise picks one of two sizes: both sizes must occur."""
    expert = make_expert('all', joints=1, horizon=2, dim=32, rows=1, columns=1).train()
    optimizer = torch.optim.AdamW(expert.parameters(), 3e-3)
    batch = 128

    def sample_observation(count: int) -> tuple[torch.Tensor, ...]:
        sign = torch.randint(0, 2, (count, 1, 1)) * 2.0 - 1
        basis = torch.tensor([1.0, -1, 1, -1, 1, -1])
        intent = sign * basis.expand(count, 4, 6)
        return sign, intent, torch.zeros(count, 2, 1, 8), torch.zeros(count, 1)

    for _ in range(250):
        sign, *inputs = sample_observation(batch)
        size = torch.randint(1, 3, (batch, 1, 1)).float()
        loss = expert(*inputs, (sign * size).expand(-1, 2, -1))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    expert.eval()
    sign, *inputs = sample_observation(200)
    chunks = expert.sample(expert.encode_context(*inputs), steps=20)
    sizes = (chunks * sign).flatten()
    assert (sizes > 0.4).float().mean() > 0.97
    near = [float(((sizes - size).abs() < 0.3).float().mean()) for size in (1, 2)]
    assert min(near) > 0.25
    assert sum(near) > 0.8
