# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""A checkpoint is complete or refused with one line that names file and key."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from lavla.policy import Checkpoint, CheckpointError, save_checkpoint

EXPERT = 'action_expert/model.safetensors'


def load_everything(folder: Path) -> None:
    """Open a checkpoint and load every network."""
    checkpoint = Checkpoint.open(folder)
    checkpoint.vision_encoder()
    checkpoint.latent_action_model()
    checkpoint.intent()
    checkpoint.action_expert()


def expect_line(folder: Path, *parts: str) -> None:
    """Check that loading fails with one line that has all parts."""
    with pytest.raises(CheckpointError) as caught:
        load_everything(folder)
    message = str(caught.value)
    assert '\n' not in message
    for part in parts:
        assert part in message


def edit_json(path: Path, **changes: object) -> None:
    """Change keys of a JSON file; None removes one."""
    values = json.loads(path.read_text())
    for key, value in changes.items():
        if value is None:
            del values[key]
        else:
            values[key] = value
    path.write_text(json.dumps(values))


def test_every_network_comes_back_as_it_was_saved(saved: Path, parts: dict) -> None:
    checkpoint = Checkpoint.open(saved)
    for name in ('vision_encoder', 'latent_action_model', 'intent', 'action_expert'):
        expected = parts[name].state_dict()
        loaded = getattr(checkpoint, name)().state_dict()
        assert loaded.keys() == expected.keys()
        for key, value in expected.items():
            torch.testing.assert_close(loaded[key], value, rtol=0, atol=0)
    assert checkpoint.readme == '# tiny\n'
    assert checkpoint.config.vision_model.startswith('dinov2-')


def test_half_precision_weights_are_loaded_as_float32(parts: dict, tmp_path: Path) -> None:
    checkpoint = save_checkpoint(tmp_path / 'half', **parts, dtype=torch.float16)
    stored = load_file(tmp_path / 'half' / EXPERT)
    assert stored['input.weight'].dtype == torch.float16
    for name in ('vision_encoder', 'latent_action_model', 'intent', 'action_expert'):
        loaded = getattr(checkpoint, name)()
        original = parts[name].state_dict()
        for key, parameter in loaded.named_parameters():
            assert parameter.dtype == torch.float32, key
            torch.testing.assert_close(parameter.data, original[key].half().float())


def test_saving_again_replaces_the_checkpoint(parts: dict, folder: Path) -> None:
    (folder / 'left_over.txt').write_text('old')
    save_checkpoint(folder, **{**parts, 'readme': '# new\n'})
    assert not (folder / 'left_over.txt').exists()
    assert Checkpoint.open(folder).readme == '# new\n'


def test_missing_folder(tmp_path: Path) -> None:
    expect_line(tmp_path / 'none', 'none', 'no such checkpoint folder')


@pytest.mark.parametrize(
    'name',
    [
        'config.json',
        'statistics.json',
        'vision_encoder/model.safetensors',
        'latent_action_model/config.json',
        'vlm/model.safetensors',
        EXPERT,
    ],
)
def test_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    expect_line(folder, name, 'no such file')


@pytest.mark.parametrize('name', ['vision_encoder', 'latent_action_model', 'vlm', 'action_expert'])
def test_truncated_weights_are_named_on_opening(folder: Path, name: str) -> None:
    path = folder / name / 'model.safetensors'
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(CheckpointError, match='damaged or incomplete') as caught:
        Checkpoint.open(folder)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize(
    ('name', 'key'),
    [
        (EXPERT, 'input.weight'),
        ('latent_action_model/model.safetensors', 'encoder.input.weight'),
        ('vision_encoder/model.safetensors', 'layernorm.weight'),
        ('vlm/model.safetensors', 'multi_modal_projector.linear_1.weight'),
    ],
)
def test_missing_renamed_and_misshapen_weights_are_named(
    folder: Path, name: str, key: str
) -> None:
    path = folder / name
    weights = load_file(path)
    stored = next(other for other in weights if other.endswith(key))
    without = {other: value for other, value in weights.items() if other != stored}

    save_file(without, path, metadata={'format': 'pt'})
    expect_line(folder, name, key, 'missing')

    save_file({**weights, 'stray.weight': torch.zeros(1)}, path, metadata={'format': 'pt'})
    expect_line(folder, name, 'stray.weight', 'unexpected')

    save_file({**without, stored: torch.zeros(1, 1)}, path, metadata={'format': 'pt'})
    expect_line(folder, name, key, '(1, 1)')


@pytest.mark.parametrize(
    ('changes', 'expected'),
    [
        ({'horizon': None}, ["missing key 'horizon'"]),
        ({'horizon': 'five'}, ["'horizon'", 'five']),
        ({'colour': 1}, ["unknown key 'colour'"]),
        ({'format': 'other'}, ["'format'", 'no policy checkpoint']),
        ({'version': 9}, ["'version' is 9"]),
        ({'intent_camera': 'tail'}, ["'intent_camera' is 'tail'"]),
        ({'latent_action_system': 'other'}, ["'latent_action_system' is 'other'"]),
        ({'horizon': 6}, ['action_expert', "'horizon' is 5"]),
        ({'cameras': ['head']}, ['action_expert', "'views' is 2"]),
        ({'joint_names': ['a', 'b', 'c']}, ['statistics.json', "'joint_names'"]),
    ],
)
def test_wrong_configuration_is_named(folder: Path, changes: dict, expected: list[str]) -> None:
    edit_json(folder / 'config.json', **changes)
    expect_line(folder, '.json', *expected)


def test_broken_json_is_named(folder: Path) -> None:
    (folder / 'config.json').write_text('{"name": ')
    expect_line(folder, 'config.json', 'not valid JSON')


def test_wrong_statistics_are_named(folder: Path) -> None:
    path = folder / 'statistics.json'
    actions = json.loads(path.read_text())['actions']
    edit_json(path, actions={**actions, 'q01': [0.0, 1.0]})
    expect_line(folder, 'statistics.json', "'actions'", "'q01'")
    edit_json(path, actions={**actions, 'mode': 'guess'})
    expect_line(folder, 'statistics.json', "'actions'", 'guess')
    edit_json(path, actions=None)
    expect_line(folder, 'statistics.json', "missing key 'actions'")


def test_wrong_network_configuration_is_named(folder: Path) -> None:
    edit_json(folder / 'action_expert' / 'config.json', observation_tokens='some')
    expect_line(folder, 'action_expert/config.json', 'observation_tokens', 'some')


def test_unusable_tokenizer_is_named(folder: Path) -> None:
    (folder / 'vlm' / 'tokenizer.json').write_text('{}')
    expect_line(folder, 'vlm')


def test_pickled_weights_are_never_read(folder: Path) -> None:
    (folder / EXPERT).rename(folder / 'action_expert' / 'pytorch_model.bin')
    expect_line(folder, EXPERT, 'no such file')
