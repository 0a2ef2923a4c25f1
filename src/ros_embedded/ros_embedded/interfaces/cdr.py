# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
CDR (XCDR version 1) encoding and decoding of messages.

Each message gets one straight-line encoder and decoder, generated with its nested messages
inlined and its scalars grouped, so that a small message costs a few microseconds and an image one
copy.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any

from ros_embedded.interfaces.cdr_decoder import generate_decoder
from ros_embedded.interfaces.cdr_encoder import generate_encoder
from ros_embedded.interfaces.cdr_error import CdrError
from ros_embedded.interfaces.message import Message

__all__ = ['CdrError', 'decode', 'encode']

_encoders: dict[type, Callable[[Any], bytes]] = {}
_decoders: dict[tuple[type, bool], Callable[[memoryview], Any]] = {}


def encode(message: Message) -> bytes:
    """
    Return a message as little-endian CDR with its 4-byte header.

    :raises CdrError: when a field holds a value that its type cannot (a list changed in place).
    """
    cls = type(message)
    encoder = _encoders.get(cls)
    if encoder is None:
        if not isinstance(message, Message):
            raise CdrError(f'cannot serialize a {cls.__name__}: it is not a message')
        encoder = _encoders[cls] = generate_encoder(cls)
    try:
        return encoder(message)
    except (struct.error, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise CdrError(f'cannot serialize {cls._definition.name}: {error}') from error


def decode(data: bytes | bytearray | memoryview, cls: type[Message]) -> Any:
    """
    Return the message that CDR bytes (with their 4-byte header) hold.

    The bytes are copied: the result does not refer to them.

    :raises CdrError: when the bytes are not a message of this class.
    """
    view = memoryview(data)
    if len(view) < 4 or view[0] != 0 or view[1] > 1:
        raise CdrError(
            f'cannot read {cls._definition.name}: no CDR header in {len(view)} bytes '
            f'({bytes(view[:4]).hex()})'
        )
    little = view[1] == 1
    decoder = _decoders.get((cls, little))
    if decoder is None:
        decoder = _decoders[cls, little] = generate_decoder(cls, little)
    try:
        return decoder(view[4:])
    except (struct.error, ValueError, OverflowError, IndexError) as error:
        raise CdrError(
            f'cannot read {cls._definition.name} from {len(view)} bytes: {error}'
        ) from error
