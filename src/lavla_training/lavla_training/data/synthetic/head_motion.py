# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Motion of the camera on a person's head: a gaze at the table, a pan, jitter."""

from __future__ import annotations

import numpy as np

from lavla_training.data.synthetic.geometry import rotation_x, rotation_z


class HeadMotion:
    """A head camera above the near edge of a table, moving smoothly for one clip."""

    def __init__(self, rng: np.random.Generator, duration_s: float) -> None:
        self.vertical_fov_rad = float(np.radians(rng.uniform(50.0, 68.0)))
        self._position = np.array(
            [rng.uniform(-0.05, 0.05), rng.uniform(-0.14, 0.02), rng.uniform(0.46, 0.62)]
        )
        gaze = np.array([rng.uniform(-0.05, 0.05), rng.uniform(0.33, 0.43), 0.03])
        offset = gaze - self._position
        self._yaw = float(np.arctan2(-offset[0], offset[1]))
        self._pitch = float(np.arctan2(offset[2], np.hypot(offset[0], offset[1])))
        self._duration_s = duration_s
        panning = rng.random() < 0.6
        self._pan_rad = np.radians(rng.uniform(-9.0, 9.0, 2)) * (1.0, 0.5) * panning
        self._walk_m = rng.uniform(-0.04, 0.04, 3) * (rng.random() < 0.4)
        self._frequencies_hz = rng.uniform(0.2, 1.6, (3, 6))
        self._phases = rng.uniform(0.0, 2 * np.pi, (3, 6))
        strength = rng.uniform(0.2, 1.0)
        rotation_amplitudes = np.radians(np.full(3, 0.45)) * strength
        position_amplitudes = np.full(3, 0.0025) * strength
        self._amplitudes = np.concatenate([rotation_amplitudes, position_amplitudes])

    def pose(self, time_s: float) -> np.ndarray:
        """
        Return the camera's pose (4, 4) in the world: x right, y up, looking along its −z.

        The world has x to the person's right, y ahead, z up; its origin lies on the table top.
        """
        sway = np.sin(2 * np.pi * self._frequencies_hz * time_s + self._phases).sum(axis=0)
        sway = sway * self._amplitudes
        progress = min(max(time_s / self._duration_s, 0.0), 1.0)
        # The pan is centred on the gaze, so that the hands stay in view at both ends.
        pan = self._pan_rad * (progress * progress * (3.0 - 2.0 * progress) - 0.5)
        yaw, pitch = self._yaw + pan[0] + sway[0], self._pitch + pan[1] + sway[1]
        pose = np.eye(4)
        roll = rotation_z(sway[2])
        pose[:3, :3] = rotation_z(yaw) @ rotation_x(np.pi / 2 + pitch) @ roll
        pose[:3, 3] = self._position + self._walk_m * (progress - 0.5) + sway[3:]
        return pose

    def project(self, points: np.ndarray, time_s: float, image_size: int) -> np.ndarray:
        """Return the pixel coordinates (n, 2) of world points (n, 3); NaN behind the camera."""
        pose = self.pose(time_s)
        local = (np.asarray(points) - pose[:3, 3]) @ pose[:3, :3]
        focal = image_size / 2 / np.tan(self.vertical_fov_rad / 2)
        depth = np.where(local[:, 2] < -1e-6, -local[:, 2], np.nan)
        return np.stack(
            [
                image_size / 2 + focal * local[:, 0] / depth,
                image_size / 2 - focal * local[:, 1] / depth,
            ],
            axis=1,
        )
