# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Requests and responses on the wire, in the form of rmw_cyclonedds."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from typing import Any

from ros_embedded.graph import REPLY_PREFIX, REQUEST_PREFIX
from ros_embedded.interfaces.cdr import CdrError, decode, encode

_IDENTIFIER = struct.Struct('<Qq')
_START = 4
_BODY = _START + _IDENTIFIER.size


@dataclass(frozen=True)
class RequestId:
    """Who sent a request (a number of the client's choice), and its sequence number."""

    client: int
    sequence_number: int


def request_topic(service: str) -> str:
    """Return the DDS topic of a service's requests."""
    return f'{REQUEST_PREFIX}{service}Request'


def reply_topic(service: str) -> str:
    """Return the DDS topic of a service's responses."""
    return f'{REPLY_PREFIX}{service}Reply'


def encode_with_id(message: Any, request_id: RequestId) -> bytes:
    """Return a request or response with its identifier as CDR bytes."""
    data = encode(message)
    identifier = _IDENTIFIER.pack(request_id.client, request_id.sequence_number)
    return b''.join((data[:_START], identifier, data[_START:]))


def decode_with_id(data: memoryview, message_type: Any) -> tuple[Any, RequestId]:
    """
    Return the request or response, and its identifier, that CDR bytes hold.

    :raises CdrError: when they hold none.
    """
    if len(data) < _BODY:
        raise CdrError(f'no identifier of a request in {len(data)} bytes')
    request_id = RequestId(*_IDENTIFIER.unpack_from(data, _START))
    # 16 bytes of identifier keep the alignment of what follows.
    return decode(b''.join((data[:_START], data[_BODY:])), message_type), request_id


def user_data(kind: str, guid: bytes) -> bytes:
    """Return the USER_DATA that tells of which client or service an endpoint is a part."""
    return f'{kind}={".".join(f"{byte:x}" for byte in guid)};'.encode()


def client_id(data: bytes) -> bytes:
    """Return the identifier of a client in an endpoint's USER_DATA, empty without."""
    match = re.search(rb'clientid=([^;]+)', data)
    return match[1].strip() if match else b''
