# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Networks are stored as JSON and safetensors and refused when damaged."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from torch import nn

from lavla.models.pretrained import PretrainedModule
from lavla.models.weights import WeightsError, load_weights, read_weights


@dataclass(frozen=True)
class LineConfig:
    """Configure a line."""

    width: int = 3


class Line(PretrainedModule):
    """A linear layer and a counter."""

    config_class = LineConfig

    def __init__(self, config: LineConfig) -> None:
        super().__init__()
        self.config = config
        self.layer = nn.Linear(config.width, 1)
        self.register_buffer('count', torch.tensor(5))
        self.register_buffer('average', torch.tensor(0.123456789))


def test_round_trip(tmp_path: Path) -> None:
    line = Line(LineConfig(width=4))
    line.save_pretrained(tmp_path)
    assert {path.suffix for path in tmp_path.iterdir()} <= {'.json', '.safetensors', '.md'}
    again = Line.from_pretrained(tmp_path)
    assert again.config == LineConfig(width=4)
    assert not again.training
    for key, value in line.state_dict().items():
        assert torch.equal(again.state_dict()[key], value)


def test_half_precision_keeps_buffers_exact(tmp_path: Path) -> None:
    line = Line(LineConfig())
    line.save(tmp_path, torch.float16)
    again = Line.from_pretrained(tmp_path)
    assert again.layer.weight.dtype == torch.float32
    assert torch.equal(again.layer.weight, line.layer.weight.half().float())
    assert torch.equal(again.average, line.average)
    assert again.count.dtype == torch.int64


@pytest.mark.parametrize(
    ('text', 'message'),
    [
        ('{', 'not valid JSON'),
        ('[]', 'expected a JSON object'),
        (json.dumps({'height': 3}), "unknown key 'height'"),
    ],
)
def test_bad_configuration_names_the_file(tmp_path: Path, text: str, message: str) -> None:
    Line(LineConfig()).save(tmp_path)
    (tmp_path / 'config.json').write_text(text)
    with pytest.raises(WeightsError, match=message) as caught:
        Line.from_pretrained(tmp_path)
    assert str(tmp_path / 'config.json') in str(caught.value)


def test_weights_of_another_size_name_the_key(tmp_path: Path) -> None:
    Line(LineConfig(width=4)).save(tmp_path)
    with pytest.raises(WeightsError, match=r"'layer.weight' has shape \(1, 4\).*\(1, 3\)"):
        load_weights(Line(LineConfig()), tmp_path / 'model.safetensors')


def test_many_problems_stay_one_line(tmp_path: Path) -> None:
    save_file({f'key{i}': torch.zeros(1) for i in range(9)}, tmp_path / 'model.safetensors')
    with pytest.raises(WeightsError, match=r'missing .*unexpected .*\(and 6 more\)') as caught:
        load_weights(Line(LineConfig()), tmp_path / 'model.safetensors')
    assert '\n' not in str(caught.value)


@pytest.mark.parametrize('content', [b'', b'no weights', b'\x80\x04\x95 a pickle'])
def test_files_that_are_no_safetensors_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / 'model.safetensors'
    path.write_bytes(content)
    with pytest.raises(WeightsError, match=r'model\.safetensors'):
        read_weights(path)


def test_a_name_that_is_neither_folder_nor_hub_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match='no such folder'):
        Line.from_pretrained(tmp_path / 'nowhere')
