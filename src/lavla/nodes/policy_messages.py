# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Conversion between the policy's arrays and its messages."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from builtin_interfaces.msg import Time
from std_msgs.msg import Header

from lavla.msg import ActionChunk, LatentAction, VisualFeatures

if TYPE_CHECKING:  # the networks' libraries take seconds to load
    from lavla.policy import Intent


class PolicyMessageError(ValueError):
    """Say which field of a message does not fit the others."""


def features_message(
    features: np.ndarray,
    rows: int,
    cols: int,
    header: Header,
    model: str,
    cameras: Sequence[str],
    image_stamps: Sequence[Time],
    half_precision: bool,
) -> VisualFeatures:
    """Return patch features (views, rows · cols, dim) as a message."""
    number = np.dtype('<f2' if half_precision else '<f4')
    return VisualFeatures(
        header=header,
        model=model,
        cameras=list(cameras),
        image_stamps=list(image_stamps),
        rows=rows,
        cols=cols,
        dim=features.shape[2],
        dtype=VisualFeatures.FLOAT16 if half_precision else VisualFeatures.FLOAT32,
        data=array('B', np.ascontiguousarray(features, dtype=number).tobytes()),
    )


def features_array(message: VisualFeatures) -> np.ndarray:
    """
    Return the features of a message as float32 (views, rows · cols, dim).

    Raise PolicyMessageError when the data does not fit the dimensions.
    """
    number = np.dtype('<f2' if message.dtype == VisualFeatures.FLOAT16 else '<f4')
    shape = (len(message.cameras), message.rows * message.cols, message.dim)
    data = np.frombuffer(message.data, dtype=np.uint8)
    if data.size != int(np.prod(shape)) * number.itemsize:
        raise PolicyMessageError(
            f'visual_features: data has {data.size} bytes; {shape[0]} views of {message.rows} × '
            f'{message.cols} patches of dim {message.dim} ({number.name}) do not fit'
        )
    return data.view(number).reshape(shape).astype(np.float32)


def intent_message(
    intent: Intent, header: Header, sequence: int, epoch: int, instruction: str, model: str
) -> LatentAction:
    """Return a predicted intent as a message."""
    probabilities = np.asarray(intent.code_probabilities, dtype=np.float32)
    embedding = np.asarray(intent.embedding, dtype=np.float32)
    return LatentAction(
        header=header,
        sequence=sequence,
        epoch=epoch,
        instruction=instruction,
        model=model,
        codebook_size=probabilities.shape[1],
        tokens=array('H', [int(token) for token in intent.tokens]),
        code_probabilities=array('f', probabilities.tobytes()),
        embedding=array('f', embedding.tobytes()),
        embedding_tokens=embedding.shape[0],
        confidence=float(intent.confidence),
        entropy=float(intent.entropy),
        inference_time=float(intent.inference_time_s),
    )


def embedding_array(message: LatentAction) -> np.ndarray:
    """
    Return the embedding of an intent as float32 (embedding_tokens, dim).

    Raise PolicyMessageError when the length is no multiple of embedding_tokens.
    """
    embedding = np.asarray(message.embedding, dtype=np.float32)
    if not message.embedding_tokens or embedding.size % message.embedding_tokens:
        raise PolicyMessageError(
            f'intent: embedding has {embedding.size} numbers, not a multiple of '
            f'embedding_tokens {message.embedding_tokens}'
        )
    return embedding.reshape(message.embedding_tokens, -1)


def code_probabilities_array(message: LatentAction) -> np.ndarray:
    """
    Return the code probabilities of an intent as float32 (tokens, codebook_size).

    Raise PolicyMessageError when their number is another one.
    """
    probabilities = np.asarray(message.code_probabilities, dtype=np.float32)
    shape = (len(message.tokens), message.codebook_size)
    if probabilities.size != shape[0] * shape[1]:
        raise PolicyMessageError(
            f'intent: {probabilities.size} code_probabilities; {shape[0]} tokens × codebook_size '
            f'{shape[1]} need {shape[0] * shape[1]}'
        )
    return probabilities.reshape(shape)


def chunk_message(
    positions: np.ndarray,
    joint_names: Sequence[str],
    period_s: float,
    header: Header,
    sequence: int,
    intent_sequence: int,
    epoch: int,
    inference_time_s: float,
) -> ActionChunk:
    """Return absolute joint targets (horizon, joints) as a message."""
    return ActionChunk(
        header=header,
        sequence=sequence,
        intent_sequence=intent_sequence,
        epoch=epoch,
        joint_names=list(joint_names),
        horizon=positions.shape[0],
        period=period_s,
        positions=array('d', np.asarray(positions, dtype=np.float64).tobytes()),
        inference_time=inference_time_s,
    )


def chunk_positions(message: ActionChunk) -> np.ndarray:
    """
    Return the joint targets of a chunk, (horizon, joints).

    Raise PolicyMessageError when the number of positions is another one.
    """
    positions = np.asarray(message.positions, dtype=np.float64)
    shape = (message.horizon, len(message.joint_names))
    if positions.size != shape[0] * shape[1]:
        raise PolicyMessageError(
            f'action_chunk: {positions.size} positions; horizon {shape[0]} × {shape[1]} joints '
            f'need {shape[0] * shape[1]}'
        )
    return positions.reshape(shape)
