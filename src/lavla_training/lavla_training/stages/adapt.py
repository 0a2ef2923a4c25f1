# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Stage 4: adapt to a robot with a few demonstrations (000 §III-D).

Low-rank adapters of the intent model and the flow-matching action expert are trained together,
L = L_flow + λ_intent · L_intent (Eq. 5). The intent model is asked for the tokens of the motion
that the latent action model sees in the demonstrations' own pictures. What it feeds the expert
are the hidden states at its tokens, half of the time at tokens it chose itself: on the robot
there are no true ones.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F

from lavla.models.action_expert import ActionExpert, mini_config, paper_config
from lavla.models.intent import IntentModel
from lavla.policy.checkpoint_config import CheckpointConfig
from lavla.policy.checkpoint_writer import save_checkpoint
from lavla.policy.statistics import PolicyStatistics
from lavla_training.data.adaptation_episodes import open_adaptation_episodes
from lavla_training.data.adaptation_set import AdaptationBatch, AdaptationSet
from lavla_training.data.episodes import EpisodeFolder
from lavla_training.data.frozen_vision import FrozenVision
from lavla_training.data.token_baseline import commonest_token_accuracy
from lavla_training.stages.image_augmentation import augment_images
from lavla_training.stages.label import FrozenLatentActions
from lavla_training.stages.optimization import (
    PRECISIONS,
    descend,
    make_optimizer,
    mixed_precision,
    open_run,
)
from lavla_training.stages.weight_average import averaged


@dataclass(frozen=True)
class AdaptRecipe:
    """Settings of the stage; config/training/adapt_mini.yaml explains each."""

    name: str
    size: str
    robot: str
    intent_camera: str
    steps: int
    batch_size: int
    flow_repeats: int
    learning_rate: float
    lora_learning_rate: float
    lora_rank: int = 16
    intent_weight: float = 0.1
    horizon: int = 20
    flow_steps: int = 10
    intent_delay_s: float = 0.4
    interval_s: float = 1.0
    representation: str = 'absolute'
    normalization: str = 'quantile'
    normalize_per_row: bool = False
    held_out_episodes: int = 2
    weight_decay: float = 0.01
    average_decay: float = 0.998
    seed: int = 0
    precision: str = 'bf16'
    store: str = 'float16'
    expert: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        choices = {
            'size': ('mini', 'paper'),
            'precision': PRECISIONS,
            'store': ('float16', 'float32'),
            'representation': ('absolute', 'relative'),
        }
        for key, allowed in choices.items():
            if getattr(self, key) not in allowed:
                raise ValueError(
                    f'{key} must be one of {", ".join(allowed)}, got {getattr(self, key)!r}'
                )


def adapt(
    recipe: AdaptRecipe,
    episodes: Path,
    vision: Path,
    latent_actions: Path,
    intent: Path,
    cache: Path,
    out: Path,
) -> Path:
    """Adapt the policy to the episodes; write it to `out/checkpoint` and return that."""
    folder = EpisodeFolder.open(episodes)
    first = folder.episodes[0]
    frozen_vision = FrozenVision.open(vision)
    frozen_actions = FrozenLatentActions.open(latent_actions)
    opened = open_adaptation_episodes(
        folder,
        frozen_vision,
        cache,
        lambda times, features: _label_steps(frozen_actions, times, features, recipe.interval_s),
        recipe.intent_camera,
    )
    delay_steps = round(recipe.intent_delay_s / first.period_s)
    held = opened[: recipe.held_out_episodes]
    train = AdaptationSet(opened[recipe.held_out_episodes :], recipe.horizon, delay_steps)
    statistics = _statistics(recipe, first.joint_names, train)
    print(f'adapt: {len(train)} steps of {len(train.episodes)} episodes, {len(held)} held out')

    torch.manual_seed(recipe.seed)
    model = IntentModel.from_pretrained(intent)
    model.add_lora(rank=recipe.lora_rank, alpha=2 * recipe.lora_rank)
    rows, columns = frozen_vision.encoder.grid
    make = mini_config if recipe.size == 'mini' else paper_config
    expert = ActionExpert(
        make(
            joints=len(first.joint_names),
            horizon=recipe.horizon,
            intent_dim=model.embedding_dim,
            intent_tokens=model.config.tokens,
            feature_dim=frozen_vision.encoder.feature_dim,
            views=len(first.cameras),
            rows=rows,
            columns=columns,
            **recipe.expert,
        )
    )
    # The average of the weights acts more steadily than the last ones.
    average = averaged(expert, recipe.average_decay)
    adapters = [p for p in model.parameters() if p.requires_grad]
    optimizer = make_optimizer(
        recipe,
        [
            {'params': list(expert.parameters())},
            {'params': adapters, 'lr': recipe.lora_learning_rate},
        ],
        betas=(0.9, 0.95),
    )
    trained = {'intent': model, 'expert': expert, 'average': average}
    run = open_run(recipe, out, 'adapt', trained, optimizer, {'episodes': len(opened)})
    model.train()
    expert.train()
    for step in run.steps():
        rng, generator = run.rng(step), run.generator(step)
        batch = train.batch(rng.integers(0, len(train), recipe.batch_size), rng)
        images = augment_images(torch.from_numpy(batch.images), rng).numpy()
        with mixed_precision(recipe):
            embedding, intent_loss, accuracy = _intend(model, batch, images, rng)
            positions, chunks = _normalized(statistics, batch)
            flow_loss = expert(
                embedding,
                torch.from_numpy(batch.features),
                positions,
                chunks,
                repeats=recipe.flow_repeats,
                generator=generator,
            )
            loss = flow_loss + recipe.intent_weight * intent_loss
        descend(loss, optimizer, expert.parameters(), adapters)
        average.update_parameters(expert)
        run.log(flow=flow_loss.item(), intent=intent_loss.item(), token_accuracy=accuracy)

    kept = average.module.eval()
    held_out = AdaptationSet(held, recipe.horizon)
    report = adaptation_report(model.eval(), kept, statistics, held_out, recipe.flow_steps)
    run.record(held_out=report)
    model.merge_lora()
    checkpoint = out / 'checkpoint'
    save_checkpoint(
        checkpoint,
        config=CheckpointConfig(
            name=recipe.name,
            robot=recipe.robot,
            task=first.task,
            cameras=first.cameras,
            intent_camera=recipe.intent_camera,
            joint_names=first.joint_names,
            horizon=recipe.horizon,
            period_s=first.period_s,
            flow_steps=recipe.flow_steps,
            latent_action_system='motion_focused',
            vision_model='',
        ),
        statistics=statistics,
        vision_encoder=frozen_vision.encoder,
        latent_action_model=frozen_actions.model,
        intent=model,
        action_expert=kept,
        readme=_card(recipe, len(train.episodes), run.seconds, report),
        dtype=torch.float16 if recipe.store == 'float16' else torch.float32,
    )
    (out / 'report.json').write_text(json.dumps(report, indent=1) + '\n', encoding='utf-8')
    print(
        f'adapt: wrote {checkpoint}; on {len(held)} held-out episodes chunks miss by '
        f'{report["arm_error_rad"]:.4f} rad, {report["token_accuracy"]:.0%} of tokens are right '
        f'(always the commonest {report["commonest_token_accuracy"]:.0%})'
    )
    return checkpoint


def _intend(
    model: IntentModel, batch: AdaptationBatch, images: np.ndarray, rng: np.random.Generator
) -> tuple[torch.Tensor, torch.Tensor, float]:
    """
    Return the embedding (B, K, D), the loss of Eq. 2 over the codes, and the tokens' accuracy.

    Half of the batch continues from tokens the model generated, as it will on the robot; the
    targets are the true ones for all.
    """
    inputs = model.prepare(images, batch.instructions)
    targets = torch.from_numpy(batch.tokens.astype(np.int64))
    own = torch.from_numpy(rng.random(len(targets)) < 0.5)
    given = targets.clone()
    if own.any():
        model.eval()
        chosen = {key: value[own] for key, value in inputs.items()}
        given[own] = model.predict(chosen).codes
        model.train()
    output = model(inputs, given)
    logits = output.code_logits.float()
    loss = F.cross_entropy(logits.flatten(0, 1), targets.flatten(), reduction='sum')
    accuracy = float((logits.argmax(-1) == targets).float().mean())
    return output.embedding, loss / len(targets), accuracy


def _label_steps(
    frozen: FrozenLatentActions, times_s: np.ndarray, features: np.ndarray, interval_s: float
) -> np.ndarray:
    """Label every step (T,) with the motion of the second that follows; at the end, of less."""
    last = np.searchsorted(times_s, times_s + interval_s - 1e-6).clip(max=len(times_s) - 1)
    pairs = np.column_stack([np.arange(len(times_s)), last])
    return frozen.label(times_s, features, pairs).tokens


def _statistics(
    recipe: AdaptRecipe, joint_names: tuple[str, ...], train: AdaptationSet
) -> PolicyStatistics:
    return PolicyStatistics.fit(
        joint_names,
        *train.positions_and_chunks(),
        representation=recipe.representation,  # type: ignore[arg-type]
        proprioception_mode=recipe.normalization,  # type: ignore[arg-type]
        action_mode=recipe.normalization,  # type: ignore[arg-type]
        per_row=recipe.normalize_per_row,
    )


def _normalized(
    statistics: PolicyStatistics, batch: AdaptationBatch
) -> tuple[torch.Tensor, torch.Tensor]:
    positions = statistics.normalize_positions(batch.positions)
    chunks = statistics.normalize_chunk(batch.chunks, batch.positions)
    return torch.from_numpy(positions).float(), torch.from_numpy(chunks).float()


@torch.no_grad()
def adaptation_report(
    model: IntentModel,
    expert: ActionExpert,
    statistics: PolicyStatistics,
    held: AdaptationSet,
    flow_steps: int,
    limit: int = 128,
) -> dict[str, float]:
    """Return how far sampled chunks miss held-out ones, and the shares of right tokens."""
    chosen = np.linspace(0, len(held) - 1, min(limit, len(held))).astype(int)
    batch = held.batch(chosen, np.random.default_rng(0))
    prediction = model.predict(model.prepare(batch.images, batch.instructions))
    positions, _ = _normalized(statistics, batch)
    context = expert.encode_context(
        prediction.embedding, torch.from_numpy(batch.features), positions
    )
    coded = expert.sample(context, flow_steps, generator=torch.Generator().manual_seed(0))
    chunks = statistics.denormalize_chunk(coded.numpy().astype(np.float64), batch.positions)
    error = np.abs(chunks - batch.chunks)
    fingers = np.array(['finger' in name for name in statistics.joint_names])
    return {
        'arm_error_rad': float(error[..., ~fingers].mean()),
        'arm_error_last_row_rad': float(error[:, -1][..., ~fingers].mean()),
        'hand_error': float(error[..., fingers].mean()) if fingers.any() else 0.0,
        'token_accuracy': float((prediction.codes.numpy() == batch.tokens).mean()),
        'commonest_token_accuracy': commonest_token_accuracy(batch.tokens),
    }


def _card(recipe: AdaptRecipe, episodes: int, seconds: float, report: dict[str, float]) -> str:
    return (
        f'# {recipe.name}\n\n'
        f'Adapted to {recipe.robot} with {episodes} demonstrations in {recipe.steps} steps '
        f'({seconds:.0f} s). On held-out demonstrations chunks miss by '
        f'{report["arm_error_rad"]:.4f} rad on average.\n\n'
        f'Measure its success with `lavla-train evaluate`.\n'
    )
