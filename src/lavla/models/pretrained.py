# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Base of the networks that are stored as a config.json and a model.safetensors."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import torch
from huggingface_hub import ModelHubMixin, hf_hub_download
from torch import nn

from lavla.models.weights import (
    WEIGHTS_FILE,
    WeightsError,
    check_hub_name,
    load_weights,
    write_weights,
)

if TYPE_CHECKING:
    from typing_extensions import Self

CONFIG_FILE = 'config.json'


class PretrainedModule(nn.Module, ModelHubMixin):
    """
    Module with from_pretrained, save_pretrained and push_to_hub that never unpickles.

    Subclasses set `config_class` to a dataclass and take one argument, `config`.
    """

    config_class: ClassVar[type]
    config: Any

    def parameter_count(self, trainable_only: bool = False) -> int:
        """Count the parameters."""
        return sum(
            parameter.numel()
            for parameter in self.parameters()
            if parameter.requires_grad or not trainable_only
        )

    def save(self, folder: Path | str, dtype: torch.dtype | None = None) -> None:
        """Write config.json and model.safetensors, the parameters in a dtype if one is given."""
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(dataclasses.asdict(self.config), indent=2, sort_keys=True)
        (folder / CONFIG_FILE).write_text(text + '\n', encoding='utf-8')
        write_weights(self, folder / WEIGHTS_FILE, dtype)

    @classmethod
    def from_pretrained(
        cls: type[Self], pretrained_model_name_or_path: str | Path, **hub_options: Any
    ) -> Self:
        """
        Load a folder, or a model of the hub by name (owner/name).

        Parameters
        ----------
        pretrained_model_name_or_path : str or Path
            Where to load from.
        **hub_options : Any
            As for ModelHubMixin.from_pretrained: revision, token, cache_dir, …

        Raises
        ------
        WeightsError
            If a file is missing or damaged, or does not fit the configuration.

        """
        folder = Path(pretrained_model_name_or_path)
        if folder.is_dir():
            return cls._load(folder / CONFIG_FILE, folder / WEIGHTS_FILE)
        check_hub_name(folder)
        return super().from_pretrained(pretrained_model_name_or_path, **hub_options)

    @classmethod
    def _load(cls: type[Self], config_file: Path, weights: Path) -> Self:
        model = cls(read_config(config_file, cls.config_class))
        load_weights(model, weights)
        return model.eval()

    def _save_pretrained(self, save_directory: Path) -> None:
        self.save(save_directory)

    @classmethod
    def _from_pretrained(
        cls,
        *,
        model_id: str,
        revision: str | None,
        cache_dir: str | Path | None,
        force_download: bool,
        local_files_only: bool,
        token: str | bool | None,
        **model_kwargs: Any,
    ) -> PretrainedModule:
        weights, config_file = (
            Path(
                hf_hub_download(
                    repo_id=model_id,
                    filename=name,
                    revision=revision,
                    cache_dir=cache_dir,
                    force_download=force_download,
                    token=token,
                    local_files_only=local_files_only,
                )
            )
            for name in (WEIGHTS_FILE, CONFIG_FILE)
        )
        return cls._load(config_file, weights)


def read_config(path: Path | str, config_class: type) -> Any:
    """
    Read a configuration dataclass from a JSON file.

    Raises
    ------
    WeightsError
        If the file is missing, no JSON object, has unknown keys or refused values.

    """
    path = Path(path)
    if not path.is_file():
        raise WeightsError(f'{path}: no such file; the folder holds no complete model')
    try:
        values = json.loads(path.read_text(encoding='utf-8'))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise WeightsError(f'{path}: not valid JSON ({error})') from error
    if not isinstance(values, dict):
        raise WeightsError(f'{path}: expected a JSON object, found {type(values).__name__}')
    known = {field.name for field in dataclasses.fields(config_class)}
    unknown = sorted(values.keys() - known)
    if unknown:
        raise WeightsError(f'{path}: unknown key {unknown[0]!r}; known keys: {sorted(known)}')
    try:
        return config_class(**values)
    except (TypeError, ValueError) as error:
        raise WeightsError(f'{path}: {error}') from error
