# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The latent action model: shapes, sizes, which loss trains what, and what it learns."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from lavla.models.motion_focused import MotionFocusedModel, mini_config, paper_config

GRID = {'rows': 4, 'columns': 6, 'feature_dim': 12}
SMALL = GRID | {
    'continuous_steps': 0,
    'dim': 16,
    'heads': 2,
    'encoder_depth': 2,
    'decoder_depth': 2,
    'latent_dim': 8,
}


def make_model(**changes: object) -> MotionFocusedModel:
    """Build a small model."""
    torch.manual_seed(0)
    return MotionFocusedModel(mini_config(**(SMALL | changes)))


def make_batch(batch: int = 6) -> tuple[torch.Tensor, torch.Tensor]:
    """Draw features and masks."""
    generator = torch.Generator().manual_seed(1)
    features = torch.randn(batch, 2, 24, 12, generator=generator)
    return features, (torch.rand(batch, 2, 24, generator=generator) > 0.7).float()


def gradients(model: MotionFocusedModel, term: str) -> dict[str, float]:
    """Return the size of each part's gradient from one term of the loss."""
    # the output layer starts at zero and would hide every gradient behind it
    torch.nn.init.normal_(model.decoder.output.weight, std=0.1)
    model.zero_grad()
    getattr(model(*make_batch()), term).backward()

    def size(part: torch.nn.Module) -> float:
        grads = [p.grad.abs().max() for p in part.parameters() if p.grad is not None]
        return float(max(grads, default=torch.zeros(())))

    return {
        'action': size(model.encoder.action_output),
        'background': size(model.encoder.background_output),
        'action_codebook': size(model.action_quantizer),
        'background_codebook': size(model.background_quantizer),
    }


def test_output_shapes() -> None:
    output = make_model()(*make_batch())
    assert output.action_codes.shape == output.background_codes.shape == (6, 4)
    assert output.loss.ndim == 0
    assert set(output.terms()) >= {'loss', 'full', 'foreground', 'background', 'commitment'}


def test_loss_is_the_weighted_sum_of_its_terms() -> None:
    model = make_model(codebook_update='gradient')
    output = model(*make_batch())
    expected = (
        output.full
        + 3 * output.foreground
        + output.background
        + output.codebook
        + 0.25 * output.commitment
    )
    torch.testing.assert_close(output.loss, expected)


def test_first_prediction_is_that_nothing_changes() -> None:
    output = make_model()(*make_batch())
    torch.testing.assert_close(output.full, output.full_copy)
    torch.testing.assert_close(output.foreground, output.foreground_copy)


def test_full_path_does_not_train_the_action_code() -> None:
    trained = gradients(make_model(), 'full')
    assert trained['action'] == 0
    assert trained['background'] > 0


def test_plain_arrangement_trains_the_action_code_in_the_full_path() -> None:
    model = make_model(detach_action_in_full=False)
    assert gradients(model, 'full')['action'] > 0


def test_foreground_path_trains_the_action_code_alone() -> None:
    trained = gradients(make_model(codebook_update='gradient'), 'foreground')
    assert trained['action'] > 0
    assert trained['background'] == trained['background_codebook'] == 0


def test_background_path_trains_the_background_code_alone() -> None:
    trained = gradients(make_model(codebook_update='gradient'), 'background')
    assert trained['background'] > 0
    assert trained['action'] == trained['action_codebook'] == 0


def test_codebook_loss_trains_both_codebooks() -> None:
    trained = gradients(make_model(codebook_update='gradient'), 'codebook')
    assert trained['action_codebook'] > 0
    assert trained['background_codebook'] > 0
    assert trained['action'] == trained['background'] == 0


@pytest.mark.parametrize('group', [1, 2])
def test_errors_count_only_where_the_mask_says(group: int) -> None:
    model = make_model(patch_group=group).eval()
    features, _ = make_batch()
    masks = torch.zeros(6, 2, 24)
    masks[:, 0, 3] = 1
    masks[:, 1, 9] = 1
    before = model(features, masks)
    normed = torch.nn.functional.layer_norm(features, (12,))
    change = (normed[:, 1] - normed[:, 0]).square().mean(-1)
    torch.testing.assert_close(before.foreground_copy, change[:, [3, 9]].mean())
    rest = [patch for patch in range(24) if patch not in (3, 9)]
    torch.testing.assert_close(before.background_copy, change[:, rest].mean())
    torch.testing.assert_close(before.full_copy, change.mean())


def test_a_batch_without_foreground_has_no_foreground_error() -> None:
    features, masks = make_batch()
    output = make_model()(features, torch.zeros_like(masks))
    assert output.foreground == 0
    assert torch.isfinite(output.loss)


def test_sampled_targets_prefer_the_foreground() -> None:
    model = make_model(patch_group=1, target_tokens=6).train()
    weights = torch.zeros(50, 24, 1)
    weights[:, [2, 7, 20]] = 1
    chosen = model._choose_targets(weights)
    assert chosen.shape == (50, 6)
    assert all({2, 7, 20} <= set(row) for row in chosen.tolist())
    assert model.eval()._choose_targets(weights).shape == (50, 24)


def test_labels_need_no_masks_and_equal_the_codes_of_training() -> None:
    model = make_model().eval()
    features, masks = make_batch()
    labels = model.label(features)
    assert torch.equal(labels.codes, model(features, masks).action_codes)
    assert torch.equal(labels.latents, model.action_quantizer.codebook[labels.codes])
    action, background = model.label_all(features)
    assert torch.equal(action.codes, labels.codes)
    assert torch.equal(background.codes, model.label_background(features).codes)


def test_half_precision_features_are_taken() -> None:
    model = make_model().eval()
    features, _ = make_batch()
    half = features.half()
    assert torch.equal(model.label(half).codes, model.label(half.float()).codes)


def test_label_sees_both_frames() -> None:
    model = make_model()
    features, _ = make_batch()
    features.requires_grad_()
    tokens = model._tokens(features)
    model.encoder(tokens)[0].sum().backward()
    assert (features.grad.abs().sum((0, 2, 3)) > 0).all()


def test_wrong_shapes_are_named() -> None:
    model = make_model()
    features, masks = make_batch()
    with pytest.raises(ValueError, match=r'features have shape .* \(B, 2, 24, 12\)'):
        model(features[:, :, :20], masks)
    with pytest.raises(ValueError, match='masks have shape'):
        model(features, masks[:, :1])
    with pytest.raises(ValueError, match='patch_group: 4 does not divide'):
        mini_config(**GRID, patch_group=4)


def test_round_trip(tmp_path: Path) -> None:
    model = make_model()
    model(*make_batch())
    model.eval().save_pretrained(tmp_path)
    again = MotionFocusedModel.from_pretrained(tmp_path)
    assert again.config == model.config
    assert again.statistics() == model.statistics()
    features, _ = make_batch()
    assert torch.equal(again.label(features).latents, model.label(features).latents)


def test_paper_size() -> None:
    with torch.device('meta'):
        model = MotionFocusedModel(paper_config())
    # UniVLA's, of the same width and depth, trains 201.2 M
    assert 195e6 < model.parameter_count() < 210e6
    assert len(model.encoder.blocks) == len(model.decoder.blocks) == 12


def test_plain_paper_arrangement() -> None:
    config = paper_config(plain=True)
    assert not config.detach_action_in_full
    assert config.full_weight == config.foreground_weight == config.background_weight == 1


def test_mini_size_fits_the_checkpoint() -> None:
    with torch.device('meta'):
        assert MotionFocusedModel(mini_config()).parameter_count() < 6e6


def test_learns_to_code_which_of_four_ways_a_patch_moves() -> None:
    torch.manual_seed(0)
    model = make_model(patch_group=1, target_tokens=0, dim=32, encoder_depth=2).train()
    appearance = torch.randn(12) * 2

    def moving_patches(count: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        ways = torch.randint(0, 4, (count,))
        features = torch.zeros(count, 2, 4, 6, 12)
        features += torch.linspace(0, 1, 12)
        masks = torch.zeros(count, 2, 4, 6)
        for index, way in enumerate(ways.tolist()):
            row, column = ((0, 2), (3, 2), (1, 0), (1, 5))[way]
            for frame, (r, c) in enumerate(((1, 2), (row, column))):
                features[index, frame, r, c] = appearance
                masks[index, frame, r, c] = 1
        features += torch.randn_like(features) * 0.05
        return features.flatten(2, 3), masks.flatten(2), ways

    optimizer = torch.optim.AdamW(model.parameters(), 2e-3)
    for _ in range(120):
        features, masks, _ = moving_patches(32)
        output = model(features, masks)
        optimizer.zero_grad()
        output.loss.backward()
        optimizer.step()
    assert output.foreground < 0.2 * output.foreground_copy
    features, _, ways = moving_patches(200)
    codes = model.eval().label(features).codes
    of_way = [{tuple(code) for code in codes[ways == way].tolist()} for way in range(4)]
    for way in range(4):
        others = set().union(*(of_way[other] for other in range(4) if other != way))
        assert not of_way[way] & others
