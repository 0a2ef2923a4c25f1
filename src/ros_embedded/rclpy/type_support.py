# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Checks that a class is a message, service or action."""

from __future__ import annotations

from typing import Any

from rclpy.exceptions import NoTypeSupportImportedException
from ros_embedded.interfaces.message import Message


def check_is_valid_msg_type(msg_type: Any) -> None:
    """Raise NoTypeSupportImportedException unless the class is a message."""
    if not (isinstance(msg_type, type) and issubclass(msg_type, Message)):
        raise NoTypeSupportImportedException(
            f'{msg_type!r} is no message; use a class such as std_msgs.msg.String'
        )


def check_is_valid_srv_type(srv_type: Any) -> None:
    """Raise NoTypeSupportImportedException unless the class is a service."""
    for part in ('Request', 'Response'):
        if not isinstance(getattr(srv_type, part, None), type):
            raise NoTypeSupportImportedException(
                f'{srv_type!r} is no service; use a class such as std_srvs.srv.Trigger'
            )


def check_for_type_support(msg_or_srv_type: Any) -> None:
    """Raise NoTypeSupportImportedException unless the class is an interface."""
    if hasattr(msg_or_srv_type, 'Request'):
        check_is_valid_srv_type(msg_or_srv_type)
    elif not hasattr(msg_or_srv_type, 'Goal'):
        check_is_valid_msg_type(msg_or_srv_type)
