# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Masks by SAM 2: what is pointed at in one frame is followed through the video."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import torch
from transformers import Sam2VideoModel
from transformers.models.sam2_video.modeling_sam2_video import Sam2VideoInferenceSession

from lavla_training.data.errors import DataError
from lavla_training.data.video_folder import VideoFrame

# The mean and deviation of ImageNet's pixels, which SAM 2 was trained with.
_MEAN = np.array([0.485, 0.456, 0.406], np.float32)
_DEVIATION = np.array([0.229, 0.224, 0.225], np.float32)
_BOX_CORNERS = (2, 3)
"""Labels that SAM 2 gives to the first and the second corner of a box."""


@dataclass(frozen=True)
class Sam2Prompt:
    """
    What to follow: points and boxes in pixels of the image, in one frame.

    ``points`` (x, y, 1 for inside or 0 for outside); ``box`` (left, top, right, bottom).
    """

    object_id: int
    frame: int = 0
    points: tuple[tuple[float, float, int], ...] = ()
    box: tuple[float, float, float, float] | None = None

    def __post_init__(self) -> None:
        if not self.points and self.box is None:
            raise DataError(f'sam2: the prompt for object {self.object_id} has no point or box')


class Sam2Masks:
    """
    Follow prompted objects (hands, a robot) with transformers' ``Sam2VideoModel``.

    ``prompts`` gives the prompts of each clip; under the name '*' those of every other clip.
    Prompts should lie in the first frame: frames before the first prompt stay empty.
    """

    def __init__(
        self,
        model: str | Path | Sam2VideoModel,
        prompts: Mapping[str, Sequence[Sam2Prompt]],
        device: str = 'cpu',
    ) -> None:
        if not isinstance(model, Sam2VideoModel):
            try:
                model = Sam2VideoModel.from_pretrained(model)
            except (OSError, ValueError) as error:
                raise DataError(f"sam2: cannot load the model '{model}': {error}") from error
        self._model = model.to(device).eval()
        self._device = device
        self._prompts = dict(prompts)

    def masks(self, clip: str, frames: Sequence[VideoFrame]) -> np.ndarray:
        """Return the masks (T, H, W) uint8 of the given frames."""
        prompts = self._prompts.get(clip, self._prompts.get('*'))
        if not prompts:
            raise DataError(f"sam2: no prompt for clip '{clip}' and none for '*'")
        height, width = frames[0].image.shape[:2]
        late = [prompt.frame for prompt in prompts if prompt.frame >= len(frames)]
        if late:
            raise DataError(f"sam2: clip '{clip}' has {len(frames)} frames, no frame {late[0]}")
        session = Sam2VideoInferenceSession(
            video_height=height,
            video_width=width,
            inference_device=self._device,
            dtype=self._model.dtype,
        )
        masks = np.zeros((len(frames), height, width), np.uint8)
        first = min(prompt.frame for prompt in prompts)
        with torch.inference_mode():
            for index in range(first, len(frames)):
                now = [prompt for prompt in prompts if prompt.frame == index]
                for prompt in now:
                    self._add_prompt(session, prompt, (height, width))
                session.obj_with_new_inputs = [prompt.object_id for prompt in now]
                output = self._model(
                    session, frame_idx=index, frame=self._pixels(frames[index].image)
                )
                masks[index] = _foreground(output.pred_masks, (height, width))
                # Only the tracker's memory is needed from now on, not the pixels.
                if session.processed_frames is not None:
                    session.processed_frames.pop(index, None)
        return masks

    def _pixels(self, image: np.ndarray) -> torch.Tensor:
        size = int(self._model.config.image_size)
        resized = cv2.resize(image, (size, size), interpolation=cv2.INTER_LINEAR)
        scaled = (resized.astype(np.float32) / 255.0 - _MEAN) / _DEVIATION
        return torch.from_numpy(np.ascontiguousarray(scaled.transpose(2, 0, 1)))[None]

    def _add_prompt(
        self, session: Sam2VideoInferenceSession, prompt: Sam2Prompt, image_size: tuple[int, int]
    ) -> None:
        scale = np.array([1 / image_size[1], 1 / image_size[0]]) * self._model.config.image_size
        coordinates = [point[:2] for point in prompt.points]
        labels = [point[2] for point in prompt.points]
        if prompt.box is not None:
            coordinates = [prompt.box[:2], prompt.box[2:], *coordinates]
            labels = [*_BOX_CORNERS, *labels]
        points = torch.tensor(np.array(coordinates) * scale, dtype=torch.float32)[None, None]
        session.add_point_inputs(
            session.obj_id_to_idx(prompt.object_id),
            prompt.frame,
            {
                'point_coords': points,
                'point_labels': torch.tensor(labels, dtype=torch.int32)[None, None],
            },
        )


def _foreground(logits: torch.Tensor, image_size: tuple[int, int]) -> np.ndarray:
    """Return the union (H, W) uint8 of all objects' masks from their logits (objects, 1, h, w)."""
    resized = torch.nn.functional.interpolate(
        logits.float(), size=image_size, mode='bilinear', align_corners=False
    )
    return (resized > 0).any(dim=0)[0].to(torch.uint8).cpu().numpy()


def read_prompts(path: Path | str) -> dict[str, list[Sam2Prompt]]:
    """
    Read prompts from a JSON file: clip name (or '*') → list of prompts.

    Each prompt: ``{"object_id": 1, "frame": 0, "points": [[x, y, 1]], "box": [x, y, x, y]}``.
    Raise DataError naming the file, the clip and the key.
    """
    try:
        content: dict[str, list[dict[str, Any]]] = json.loads(Path(path).read_text())
    except (OSError, json.JSONDecodeError) as error:
        raise DataError(f'{path}: not a readable JSON file of prompts: {error}') from error
    prompts: dict[str, list[Sam2Prompt]] = {}
    for clip, entries in content.items():
        try:
            prompts[clip] = [
                Sam2Prompt(
                    object_id=int(entry['object_id']),
                    frame=int(entry.get('frame', 0)),
                    points=tuple(
                        (float(x), float(y), int(label)) for x, y, label in entry.get('points', ())
                    ),
                    box=_box(entry.get('box')),
                )
                for entry in entries
            ]
        except (KeyError, TypeError, ValueError) as error:
            raise DataError(f"{path}: clip '{clip}': not a list of prompts: {error!r}") from error
    return prompts


def _box(values: Sequence[float] | None) -> tuple[float, float, float, float] | None:
    if values is None:
        return None
    left, top, right, bottom = (float(value) for value in values)
    return left, top, right, bottom
