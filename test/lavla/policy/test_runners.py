# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The runners turn images and joint positions into features, intents and chunks."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from lavla.policy import Checkpoint, ExpertRunner, IntentRunner, Policy, VisionRunner

POSITIONS = np.array([0.1, -0.2, 0.3])


@pytest.fixture(scope='module')
def checkpoint(saved: Path) -> Checkpoint:
    return Checkpoint.open(saved)


def test_features_are_ordered_as_the_cameras_of_the_checkpoint(
    checkpoint: Checkpoint, images: dict[str, np.ndarray]
) -> None:
    runner = VisionRunner(checkpoint)
    features = runner.features(dict(reversed(images.items())))
    assert runner.cameras == ('head', 'wrist')
    assert features.shape == (2, runner.rows * runner.cols, 24)
    assert features.dtype == np.float32
    alone = checkpoint.vision_encoder().encode(_tensor(images['wrist'])).features[0]
    np.testing.assert_allclose(features[1], alone.numpy(), atol=1e-5)


def test_images_of_other_sizes_are_resized(
    checkpoint: Checkpoint, images: dict[str, np.ndarray]
) -> None:
    big = np.kron(images['head'], np.ones((4, 4, 1), np.uint8))
    features = VisionRunner(checkpoint).features({**images, 'head': big})
    assert features.shape == (2, 4, 24)


def test_missing_camera_is_named(checkpoint: Checkpoint, images: dict[str, np.ndarray]) -> None:
    with pytest.raises(ValueError, match="'wrist'"):
        VisionRunner(checkpoint).features({'head': images['head']})


def test_intent_holds_consistent_numbers(
    checkpoint: Checkpoint, images: dict[str, np.ndarray]
) -> None:
    intent = IntentRunner(checkpoint).predict(images['head'], 'Lift the pot.')
    assert intent.tokens.shape == (4,)
    assert intent.code_probabilities.shape == (4, 16)
    assert intent.embedding.shape == (4, 16)
    np.testing.assert_allclose(intent.code_probabilities.sum(1), 1, rtol=1e-5)
    np.testing.assert_array_equal(intent.code_probabilities.argmax(1), intent.tokens)
    assert 1 / 16 <= intent.confidence <= 1
    assert 0 <= intent.entropy <= np.log(16) + 1e-6


def test_empty_instruction_is_refused(
    checkpoint: Checkpoint, images: dict[str, np.ndarray]
) -> None:
    with pytest.raises(ValueError, match='empty'):
        IntentRunner(checkpoint).predict(images['head'], '  ')


def test_chunks_repeat_with_the_seed(checkpoint: Checkpoint) -> None:
    runner = ExpertRunner(checkpoint, seed=3)
    features, embedding = np.ones((2, 4, 24)), np.ones((4, 16))
    first = runner.predict(features, embedding, POSITIONS)
    second = runner.predict(features, embedding, POSITIONS)
    runner.seed(3)
    assert first.shape == (5, 3)
    assert first.dtype == np.float64
    assert not np.array_equal(first, second)
    np.testing.assert_array_equal(runner.predict(features, embedding, POSITIONS), first)


def test_float16_features_are_taken(checkpoint: Checkpoint) -> None:
    features = np.random.default_rng(0).normal(size=(2, 4, 24)).astype(np.float16)
    chunks = [
        ExpertRunner(checkpoint, seed=3).predict(part, np.ones((4, 16)), POSITIONS)
        for part in (features, features.astype(np.float64))
    ]
    np.testing.assert_array_equal(*chunks)


@pytest.mark.parametrize(
    ('positions', 'message'),
    [(np.zeros(2), '3 joints'), (np.array([0, np.nan, 0]), 'left_joint2 is not finite')],
)
def test_bad_proprioception_is_refused(
    checkpoint: Checkpoint, positions: np.ndarray, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        ExpertRunner(checkpoint).predict(np.ones((2, 4, 24)), np.ones((4, 16)), positions)


def test_features_of_another_shape_are_refused(checkpoint: Checkpoint) -> None:
    with pytest.raises(ValueError, match='features'):
        ExpertRunner(checkpoint).predict(np.ones((1, 4, 24)), np.ones((4, 16)), POSITIONS)


def test_policy_chains_the_runners(saved: Path, images: dict[str, np.ndarray]) -> None:
    policy = Policy.from_pretrained(saved, seed=5)
    chunk = policy.plan(images, 'lift the pot', POSITIONS)
    checkpoint = Checkpoint.open(saved)
    expected = ExpertRunner(checkpoint, seed=5).predict(
        VisionRunner(checkpoint).features(images),
        IntentRunner(checkpoint).predict(images['head'], 'lift the pot').embedding,
        POSITIONS,
    )
    np.testing.assert_allclose(chunk, expected, atol=1e-6)
    assert (policy.horizon, policy.period_s) == (5, 0.05)
    policy.seed(5)
    np.testing.assert_array_equal(policy.plan(images, 'lift the pot', POSITIONS), chunk)


def test_policy_keeps_an_intent_until_it_is_due_or_the_instruction_changes(
    saved: Path, images: dict[str, np.ndarray]
) -> None:
    policy = Policy.from_pretrained(saved, seed=5, intent_every=2)
    intents = []
    for instruction in ('lift the pot', 'lift the pot', 'lift the pot', 'raise the pot'):
        policy.plan(images, instruction, POSITIONS)
        intents.append(policy.intent)
    assert intents[0] is intents[1]
    assert intents[1] is not intents[2]
    assert intents[2] is not intents[3]


def test_bfloat16_gives_nearly_the_same_features(
    checkpoint: Checkpoint, images: dict[str, np.ndarray]
) -> None:
    exact = VisionRunner(checkpoint).features(images)
    mixed = VisionRunner(checkpoint, precision='bfloat16').features(images)
    assert mixed.dtype == np.float32
    assert np.abs(mixed - exact).mean() < 0.02


def test_unknown_precision_is_refused(
    checkpoint: Checkpoint, images: dict[str, np.ndarray]
) -> None:
    with pytest.raises(ValueError, match='float8'):
        VisionRunner(checkpoint, precision='float8').features(images)


def _tensor(image: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(image[None])
