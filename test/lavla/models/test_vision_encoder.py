# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The vision encoder turns images into patch features in reading order."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from transformers import Dinov2WithRegistersModel

from lavla.models.image_preprocessing import IMAGENET_MEAN, normalize_images
from lavla.models.vision_encoder import VisionEncoder, base_configuration, mini_configuration
from lavla.models.weights import WeightsError


@pytest.fixture(scope='module')
def encoder() -> VisionEncoder:
    torch.manual_seed(0)
    return VisionEncoder.from_configuration(mini_configuration())


def images(count: int, height: int = 224, width: int = 224) -> torch.Tensor:
    """Draw random images."""
    generator = torch.Generator().manual_seed(1)
    shape = (count, height, width, 3)
    return torch.randint(0, 256, shape, dtype=torch.uint8, generator=generator)


def test_one_feature_per_patch(encoder: VisionEncoder) -> None:
    features, rows, columns = encoder.encode(images(2))
    assert features.shape == (2, 256, 192)
    assert features.dtype == torch.float32
    assert (rows, columns) == encoder.grid == (16, 16)


def test_features_are_in_row_major_order(encoder: VisionEncoder) -> None:
    picture = torch.full((1, 224, 224, 3), 128, dtype=torch.uint8)
    changed = picture.clone()
    changed[:, 2 * 14 : 3 * 14, 5 * 14 : 6 * 14] = 255
    difference = (encoder(changed) - encoder(picture)).norm(dim=-1)[0]
    assert int(difference.argmax()) == 2 * 16 + 5


def test_frozen_by_default_and_trainable_on_demand() -> None:
    encoder = VisionEncoder.from_configuration(mini_configuration())
    encoder.train()
    assert not encoder.training
    assert not encoder(images(1)).requires_grad
    encoder.unfreeze().train()
    assert encoder.training
    encoder(images(1)).sum().backward()
    trainable = [name for name, p in encoder.named_parameters() if p.requires_grad]
    without = [name for name in trainable if encoder.get_parameter(name).grad is None]
    assert trainable
    assert without == []
    encoder.freeze()
    assert not any(parameter.requires_grad for parameter in encoder.parameters())


def test_round_trip_is_exact_and_readable_by_transformers(
    encoder: VisionEncoder, tmp_path: Path
) -> None:
    encoder.save_pretrained(tmp_path)
    again = VisionEncoder.from_pretrained(tmp_path)
    picture = images(1)
    torch.testing.assert_close(again(picture), encoder(picture), rtol=0, atol=0)
    plain = Dinov2WithRegistersModel.from_pretrained(tmp_path)
    tokens = plain(pixel_values=normalize_images(picture, 224)).last_hidden_state
    torch.testing.assert_close(tokens[:, 5:], encoder(picture))


def test_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match='nowhere'):
        VisionEncoder.from_pretrained(tmp_path / 'nowhere')


def test_paper_size_is_vit_base_with_registers() -> None:
    with torch.device('meta'):
        backbone = Dinov2WithRegistersModel(base_configuration())
    # 86.6 M are published for ViT-B/14; ours has 224-pixel instead of 518-pixel positions
    count = sum(parameter.numel() for parameter in backbone.parameters())
    assert 85e6 < count < 87e6
    assert backbone.config.num_register_tokens == 4


def test_pixels_have_zero_mean_for_the_mean_colour() -> None:
    colour = torch.tensor([round(255 * mean) for mean in IMAGENET_MEAN], dtype=torch.uint8)
    pixels = normalize_images(colour.expand(1, 480, 640, 3), 224)
    assert pixels.shape == (1, 3, 224, 224)
    assert pixels.abs().max() < 0.01


@pytest.mark.parametrize(
    'wrong', [torch.zeros(1, 224, 224, 3), torch.zeros(1, 3, 224, 224, dtype=torch.uint8)]
)
def test_other_images_are_refused(encoder: VisionEncoder, wrong: torch.Tensor) -> None:
    with pytest.raises(ValueError, match='uint8 tensor of shape'):
        encoder.encode(wrong)
