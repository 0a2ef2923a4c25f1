# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Load transformers models with checks that name the file and the key."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from transformers.utils import logging as transformers_logging

from lavla.models.weights import (
    WeightsError,
    check_hub_name,
    check_readable,
    describe_mismatch,
)

CONFIG_FILE = 'config.json'


def load_transformers_model(model_class: Any, name_or_folder: str | Path) -> Any:
    """
    Load a transformers model from a folder or the hub, in float32 and from safetensors only.

    Parameters
    ----------
    model_class : Any
        A PreTrainedModel class, or an Auto class.
    name_or_folder : str or Path
        A folder, or the name of a model of the hub.

    Raises
    ------
    WeightsError
        If a file is missing or damaged, or keys or shapes do not fit the configuration.

    """
    folder = Path(name_or_folder)
    local = folder.is_dir()
    if local:
        _check_folder(folder)
    else:
        check_hub_name(folder)
    try:
        with quiet_transformers():
            model, report = model_class.from_pretrained(
                str(name_or_folder),
                dtype=torch.float32,
                use_safetensors=True,
                local_files_only=local,
                output_loading_info=True,
                ignore_mismatched_sizes=True,
            )
    except (OSError, ValueError, KeyError, TypeError, RuntimeError) as error:
        first_line = str(error).strip().splitlines()[0] if str(error).strip() else repr(error)
        raise WeightsError(f'{name_or_folder}: cannot be loaded: {first_line}') from error
    problems = describe_mismatch(
        missing=sorted(report['missing_keys']),
        unexpected=sorted(report['unexpected_keys']),
        shapes=[
            (key, tuple(stored), tuple(wanted))
            for key, stored, wanted in sorted(report['mismatched_keys'])
        ],
    )
    if problems:
        raise WeightsError(f'{_weights_name(folder) if local else name_or_folder}: {problems}')
    return model.eval()


@contextlib.contextmanager
def quiet_transformers() -> Iterator[None]:
    """Keep transformers from drawing progress bars and loading tables inside the block."""
    verbosity = transformers_logging.get_verbosity()
    bars = transformers_logging.is_progress_bar_enabled()
    transformers_logging.set_verbosity_error()
    transformers_logging.disable_progress_bar()
    try:
        yield
    finally:
        transformers_logging.set_verbosity(verbosity)
        if bars:
            transformers_logging.enable_progress_bar()


def _check_folder(folder: Path) -> None:
    if not (folder / CONFIG_FILE).is_file():
        raise WeightsError(f'{folder / CONFIG_FILE}: no such file')
    files = sorted(folder.glob('model*.safetensors'))
    if not files:
        raise WeightsError(f'{folder / "model.safetensors"}: no such file')
    for file in files:
        check_readable(file)


def _weights_name(folder: Path) -> Path:
    files = sorted(folder.glob('model*.safetensors'))
    return files[0] if len(files) == 1 else folder
