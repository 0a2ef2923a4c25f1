# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Open a checkpoint folder and load its networks, with errors that name file and key."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from lavla.models.weights import WeightsError, check_readable
from lavla.policy.checkpoint_config import CheckpointConfig
from lavla.policy.checkpoint_error import CheckpointError
from lavla.policy.statistics import PolicyStatistics

# Each process of the graph needs one of the networks. Their libraries take seconds to import,
# transformers most of all, so every network is imported when it is loaded.
if TYPE_CHECKING:
    from lavla.models.action_expert import ActionExpert
    from lavla.models.intent import IntentModel
    from lavla.models.motion_focused import MotionFocusedModel
    from lavla.models.vision_encoder import VisionEncoder

CONFIG_FILE = 'config.json'
STATISTICS_FILE = 'statistics.json'
VISION_FOLDER = 'vision_encoder'
LATENT_ACTION_FOLDER = 'latent_action_model'
INTENT_FOLDER = 'vlm'
EXPERT_FOLDER = 'action_expert'
FOLDERS = (VISION_FOLDER, LATENT_ACTION_FOLDER, INTENT_FOLDER, EXPERT_FOLDER)

T = TypeVar('T')


def _load_motion_focused(folder: Path) -> MotionFocusedModel:
    from lavla.models.motion_focused import MotionFocusedModel

    return MotionFocusedModel.from_pretrained(folder)


LATENT_ACTION_SYSTEMS = {'motion_focused': _load_motion_focused}


class Checkpoint:
    """
    Hold a policy folder: config.json, statistics.json and one folder per network.

    Opening reads the two JSON files and checks that every weight file is complete; a network
    is loaded when it is asked for. Only JSON and safetensors are read, nothing is unpickled,
    and weights stored in half precision come back as float32.
    """

    def __init__(self, folder: Path, config: CheckpointConfig, statistics: PolicyStatistics):
        self.folder = folder
        self.config = config
        self.statistics = statistics

    @classmethod
    def open(cls, folder: str | Path) -> Checkpoint:
        """
        Open a checkpoint folder.

        Raises
        ------
        CheckpointError
            If the folder or a file is missing or damaged, or a key is not as it must be.

        """
        folder = Path(folder)
        if not folder.is_dir():
            raise CheckpointError(f'{folder}: no such checkpoint folder')
        config = CheckpointConfig.read(folder / CONFIG_FILE)
        statistics = PolicyStatistics.read(folder / STATISTICS_FILE)
        if statistics.joint_names != config.joint_names:
            raise CheckpointError(
                f"{folder / STATISTICS_FILE}: 'joint_names' differ from those of {CONFIG_FILE}"
            )
        if len(statistics.actions.shape) == 2 and statistics.actions.shape[0] != config.horizon:
            raise CheckpointError(
                f"{folder / STATISTICS_FILE}: 'actions' has {statistics.actions.shape[0]} rows, "
                f"'horizon' of {CONFIG_FILE} is {config.horizon}"
            )
        if config.latent_action_system not in LATENT_ACTION_SYSTEMS:
            raise CheckpointError(
                f"{folder / CONFIG_FILE}: 'latent_action_system' is "
                f'{config.latent_action_system!r}; known: {sorted(LATENT_ACTION_SYSTEMS)}'
            )
        for name in FOLDERS:
            _check_weights(folder / name)
        return cls(folder, config, statistics)

    def vision_encoder(self) -> VisionEncoder:
        """
        Load the frozen vision encoder.

        Raises
        ------
        CheckpointError
            If its files do not fit.

        """
        from lavla.models.vision_encoder import VisionEncoder

        return self._load(VISION_FOLDER, VisionEncoder.from_pretrained)

    def intent(self) -> IntentModel:
        """
        Load the intent model.

        Raises
        ------
        CheckpointError
            If its files do not fit.

        """
        from lavla.models.intent import IntentModel

        return self._load(INTENT_FOLDER, IntentModel.from_pretrained)

    def action_expert(self) -> ActionExpert:
        """
        Load the action expert.

        Raises
        ------
        CheckpointError
            If its files do not fit, or its sizes differ from config.json.

        """
        from lavla.models.action_expert import ActionExpert

        expert: ActionExpert = self._load(EXPERT_FOLDER, ActionExpert.from_pretrained)
        config = self.config
        wanted = {
            'joints': len(config.joint_names),
            'horizon': config.horizon,
            'views': len(config.cameras),
        }
        for key, value in wanted.items():
            found = getattr(expert.config, key)
            if found != value:
                raise CheckpointError(
                    f'{self.folder / EXPERT_FOLDER / "config.json"}: {key!r} is {found}, '
                    f'{CONFIG_FILE} of the checkpoint needs {value}'
                )
        return expert

    def latent_action_model(self) -> MotionFocusedModel:
        """
        Load the latent action model the intent was trained on.

        Raises
        ------
        CheckpointError
            If its files do not fit.

        """
        load = LATENT_ACTION_SYSTEMS[self.config.latent_action_system]
        return self._load(LATENT_ACTION_FOLDER, load)

    @cached_property
    def readme(self) -> str:
        """Return the model card, empty if there is none."""
        path = self.folder / 'README.md'
        return path.read_text(encoding='utf-8') if path.is_file() else ''

    def _load(self, name: str, load: Callable[[Path], T]) -> T:
        try:
            return load(self.folder / name)
        except WeightsError as error:
            raise CheckpointError(str(error)) from error
        except ValueError as error:
            raise CheckpointError(f'{self.folder / name}: {error}') from error


def _check_weights(folder: Path) -> None:
    if not (folder / CONFIG_FILE).is_file():
        raise CheckpointError(
            f'{folder / CONFIG_FILE}: no such file; the checkpoint is incomplete'
        )
    files = sorted(folder.glob('model*.safetensors')) or [folder / 'model.safetensors']
    try:
        for file in files:
            check_readable(file)
    except WeightsError as error:
        raise CheckpointError(str(error)) from error
