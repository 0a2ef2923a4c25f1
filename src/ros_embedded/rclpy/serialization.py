# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Messages to CDR bytes and back."""

from __future__ import annotations

from typing import Any

from rclpy.type_support import check_is_valid_msg_type
from ros_embedded.interfaces.cdr import CdrError, decode, encode

__all__ = ['CdrError', 'deserialize_message', 'serialize_message']


def serialize_message(message: Any) -> bytes:
    """
    Return a message as CDR bytes with their 4-byte header.

    :raises CdrError: when a field holds what its type cannot.
    """
    return encode(message)


def deserialize_message(serialized_message: bytes, message_type: Any) -> Any:
    """
    Return the message that CDR bytes hold.

    :raises CdrError: when the bytes are not a message of this type.
    :raises NoTypeSupportImportedException: when the type is no message.
    """
    check_is_valid_msg_type(message_type)
    return decode(serialized_message, message_type)
