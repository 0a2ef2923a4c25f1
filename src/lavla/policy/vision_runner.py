# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Camera images to patch features."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import torch

from lavla.policy.checkpoint import Checkpoint
from lavla.policy.precision import Precision, inference


class VisionRunner:
    """
    Encode one image per camera in a single batch.

    Parameters
    ----------
    checkpoint : Checkpoint
        An open checkpoint.
    device : str
        Torch device.
    precision : {'float32', 'bfloat16'}
        Arithmetic of the network; bfloat16 is about twice as fast on processors that have it.

    Raises
    ------
    CheckpointError
        If the encoder's files do not fit.

    """

    def __init__(
        self, checkpoint: Checkpoint, device: str = 'cpu', precision: Precision = 'float32'
    ) -> None:
        self._encoder = checkpoint.vision_encoder().to(device)
        self._device = torch.device(device)
        self._precision: Precision = precision
        self.cameras = checkpoint.config.cameras
        self.model = checkpoint.config.vision_model
        self.rows, self.cols = self._encoder.grid
        self.dim = self._encoder.feature_dim

    def features(self, images: Mapping[str, np.ndarray]) -> np.ndarray:
        """
        Encode images.

        Parameters
        ----------
        images : mapping
            RGB image (H, W, 3) uint8 by camera name.

        Returns
        -------
        np.ndarray
            Features (V, N, D) float32, views in the order of `cameras`.

        Raises
        ------
        ValueError
            If a camera's image is missing or of another type or shape.

        """
        missing = [camera for camera in self.cameras if camera not in images]
        if missing:
            raise ValueError(f'no image of camera {missing[0]!r}; needed: {list(self.cameras)}')
        chosen = [images[camera] for camera in self.cameras]
        with inference(self._device, self._precision):
            if len({image.shape for image in chosen}) == 1:
                encoded = self._encoder(torch.from_numpy(np.stack(chosen)))
            else:
                encoded = torch.cat(
                    [self._encoder(torch.from_numpy(image[None].copy())) for image in chosen]
                )
        return encoded.float().cpu().numpy()
