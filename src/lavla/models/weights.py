# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Read and write network weights as safetensors, with errors that name file and key."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import nn

WEIGHTS_FILE = 'model.safetensors'
_LISTED_KEYS = 3


class WeightsError(ValueError):
    """Tell that stored weights cannot be used, naming the file and the key."""


def read_weights(path: Path | str) -> dict[str, torch.Tensor]:
    """
    Read every tensor of a safetensors file.

    Half-precision tensors are returned as float32; integer and boolean ones keep their type.

    Raises
    ------
    WeightsError
        If the file is missing, truncated or no safetensors file.

    """
    path = Path(path)
    if not path.is_file():
        raise WeightsError(f'{path}: no such file; the folder holds no complete model')
    try:
        with safe_open(path, framework='pt') as file:
            tensors = {key: file.get_tensor(key) for key in file.keys()}  # noqa: SIM118
    except (SafetensorError, OSError) as error:
        raise WeightsError(
            f'{path}: damaged or incomplete safetensors file ({error}); fetch or write it again'
        ) from error
    return {
        key: tensor.float() if tensor.is_floating_point() else tensor
        for key, tensor in tensors.items()
    }


def check_readable(path: Path | str) -> None:
    """
    Check that a safetensors file has a sound header and its full length.

    Raises
    ------
    WeightsError
        If the file is missing, truncated or no safetensors file.

    """
    path = Path(path)
    if not path.is_file():
        raise WeightsError(f'{path}: no such file; the folder holds no complete model')
    try:
        with safe_open(path, framework='pt') as file:
            file.keys()
    except (SafetensorError, OSError) as error:
        raise WeightsError(
            f'{path}: damaged or incomplete safetensors file ({error}); fetch or write it again'
        ) from error


def check_hub_name(name: Path) -> None:
    """
    Check that what is no folder can be the name of a hub model.

    Raises
    ------
    WeightsError
        If it has not the form owner/name.

    """
    if len(name.parts) != 2 or name.is_absolute():
        raise WeightsError(f'{name}: no such folder, and no name of a hub model (owner/name)')


def load_weights(module: nn.Module, path: Path | str) -> None:
    """
    Load a safetensors file into a module whose keys and shapes must match exactly.

    Raises
    ------
    WeightsError
        If the file cannot be read, or a key is missing, unexpected or of another shape.

    """
    stored = read_weights(path)
    expected = module.state_dict()
    problems = describe_mismatch(
        missing=sorted(expected.keys() - stored.keys()),
        unexpected=sorted(stored.keys() - expected.keys()),
        shapes=[
            (key, tuple(stored[key].shape), tuple(expected[key].shape))
            for key in sorted(expected.keys() & stored.keys())
            if stored[key].shape != expected[key].shape
        ],
    )
    if problems:
        raise WeightsError(f'{path}: {problems}')
    module.load_state_dict(stored, strict=True)


def describe_mismatch(
    missing: list[str],
    unexpected: list[str],
    shapes: list[tuple[str, tuple[int, ...], tuple[int, ...]]],
) -> str:
    """Describe on one line how stored keys differ from a model's; empty if they agree."""
    parts = []
    if missing:
        parts.append(f'missing {_listed(missing)}')
    if unexpected:
        parts.append(f'unexpected {_listed(unexpected)}')
    if shapes:
        listed = [
            f'{key!r} has shape {stored}, the model needs {wanted}'
            for key, stored, wanted in shapes[:_LISTED_KEYS]
        ]
        more = len(shapes) - len(listed)
        parts.append('; '.join(listed) + (f' (and {more} more)' if more > 0 else ''))
    return '; '.join(parts)


def write_weights(module: nn.Module, path: Path | str, dtype: torch.dtype | None = None) -> None:
    """
    Write a module's parameters and buffers to a safetensors file.

    With a dtype, parameters are stored in it; buffers keep theirs, because statistics such
    as code counts lose too much in half precision.
    """
    parameters = {name for name, _ in module.named_parameters()}
    tensors = {}
    for key, tensor in module.state_dict().items():
        stored = tensor.detach().to('cpu')
        if dtype is not None and key in parameters:
            stored = stored.to(dtype)
        tensors[key] = stored.clone(memory_format=torch.contiguous_format)
    save_file(tensors, path, metadata={'format': 'pt'})


def _listed(keys: list[str]) -> str:
    shown = ', '.join(repr(key) for key in keys[:_LISTED_KEYS])
    more = len(keys) - _LISTED_KEYS
    return f'{shown} (and {more} more)' if more > 0 else shown
