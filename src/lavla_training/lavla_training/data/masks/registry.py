# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Sources of masks by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lavla_training.data.errors import DataError
from lavla_training.data.masks.provider import MaskProvider


def _segmenter(**options: Any) -> MaskProvider:
    from lavla_training.data.masks.segmenter import SegmenterMasks

    return SegmenterMasks(**options)


def _segmentation(**options: Any) -> MaskProvider:
    from lavla_training.data.masks.segmentation import SegmentationMasks

    return SegmentationMasks(**options)


def _optical_flow(**options: Any) -> MaskProvider:
    from lavla_training.data.masks.optical_flow import OpticalFlowMasks

    return OpticalFlowMasks(**options)


def _file(**options: Any) -> MaskProvider:
    from lavla_training.data.masks.file import FileMasks

    return FileMasks(**options)


def _sam2(**options: Any) -> MaskProvider:
    from lavla_training.data.masks.sam2 import Sam2Masks

    return Sam2Masks(**options)


# Imports wait until a source is asked for: SAM 2 pulls in torch and transformers.
MASK_PROVIDERS: dict[str, Callable[..., MaskProvider]] = {
    'segmenter': _segmenter,
    'segmentation': _segmentation,
    'optical_flow': _optical_flow,
    'file': _file,
    'sam2': _sam2,
}


def make_mask_provider(name: str, **options: Any) -> MaskProvider:
    """
    Return the source of masks of that name, made with its options.

    Raise DataError when the name is unknown, or an option is wrong or missing.
    """
    if name not in MASK_PROVIDERS:
        known = ', '.join(MASK_PROVIDERS)
        raise DataError(f"unknown source of masks '{name}': choose from {known}")
    try:
        return MASK_PROVIDERS[name](**options)
    except TypeError as error:
        raise DataError(f"source of masks '{name}': {error}") from error
