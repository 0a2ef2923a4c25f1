# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""What a checkpoint is for: robot, cameras, joints and timing."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lavla.policy.checkpoint_error import CheckpointError
from lavla.policy.json_file import read_json_object, require_keys

FORMAT = 'lavla-policy'
VERSION = 1


@dataclass(frozen=True)
class CheckpointConfig:
    """
    Describe a policy checkpoint.

    Attributes
    ----------
    name : str
        Name of the policy, as it appears in messages.
    robot, task : str
        Robot and task of the demonstrations.
    cameras : tuple of str
        Cameras in the order of the features' views.
    intent_camera : str
        The camera the intent model sees.
    joint_names : tuple of str
        Joints in the order of proprioception and chunks.
    horizon : int
        Rows of a chunk.
    period_s : float
        Time between rows; row k is the target at the observation's stamp + (k + 1) · period.
    flow_steps : int
        Euler steps, unless the caller says otherwise.
    latent_action_system : str
        Which latent action model the intent was trained on.
    vision_model : str
        Identity of the vision encoder's weights; features of another one do not fit.

    """

    name: str
    robot: str
    task: str
    cameras: tuple[str, ...]
    intent_camera: str
    joint_names: tuple[str, ...]
    horizon: int
    period_s: float
    flow_steps: int
    latent_action_system: str
    vision_model: str

    def __post_init__(self) -> None:
        for field in dataclasses.fields(self):
            value = getattr(self, field.name)
            if field.name in ('cameras', 'joint_names'):
                if not isinstance(value, (list, tuple)) or not value:
                    raise ValueError(f'{field.name!r} must be a list of names, not {value!r}')
                if not all(isinstance(name, str) for name in value):
                    raise ValueError(f'{field.name!r} must be a list of names, not {value!r}')
                object.__setattr__(self, field.name, tuple(value))
            elif field.name in ('horizon', 'flow_steps'):
                if not isinstance(value, int) or value < 1:
                    raise ValueError(f'{field.name!r} must be a positive integer, not {value!r}')
            elif field.name == 'period_s':
                if not isinstance(value, (int, float)) or not value > 0:
                    raise ValueError(f'{field.name!r} must be a positive time, not {value!r}')
            elif not isinstance(value, str):
                raise ValueError(f'{field.name!r} must be a text, not {value!r}')
        if self.intent_camera not in self.cameras:
            raise ValueError(
                f"'intent_camera' is {self.intent_camera!r}, none of {list(self.cameras)}"
            )

    @classmethod
    def read(cls, path: Path) -> CheckpointConfig:
        """
        Read and check config.json.

        Raises
        ------
        CheckpointError
            If the file, a key or a value is not as it must be.

        """
        values = read_json_object(path)
        if values.get('format') != FORMAT:
            raise CheckpointError(
                f"{path}: 'format' is {values.get('format')!r}, expected {FORMAT!r}; "
                'this is no policy checkpoint'
            )
        if values.get('version') != VERSION:
            raise CheckpointError(
                f"{path}: 'version' is {values.get('version')!r}, this release reads {VERSION}"
            )
        known = {field.name for field in dataclasses.fields(cls)}
        require_keys(path, values, known | {'format', 'version'})
        try:
            return cls(**{key: values[key] for key in known})
        except ValueError as error:
            raise CheckpointError(f'{path}: {error}') from error

    def write(self, path: Path) -> None:
        """Write config.json."""
        values: dict[str, Any] = {'format': FORMAT, 'version': VERSION}
        values |= dataclasses.asdict(self)
        path.write_text(json.dumps(values, indent=2) + '\n', encoding='utf-8')
