# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The time a message is filed under."""

from __future__ import annotations

from typing import Any

from rclpy.clock import ROSClock
from rclpy.logging import get_logger
from rclpy.time import Time


def header_stamp(msg: Any) -> Time:
    """Return the stamp in a message's header (a message, or one of rclpy's times)."""
    stamp = msg.header.stamp
    return stamp if isinstance(stamp, Time) else Time.from_msg(stamp)


def stamp_or_arrival(msg: Any, allow_headerless: bool, logger: str) -> Time | None:
    """
    Return the stamp of a message, for one without header the present ROS time.

    Return None, with a warning, when messages without header are not allowed.
    """
    if hasattr(msg, 'header') and hasattr(msg.header, 'stamp'):
        return header_stamp(msg)
    if allow_headerless:
        return ROSClock().now()
    get_logger(logger).warning(
        f'ignoring a {type(msg).__name__}: it has no header with a stamp; '
        'allow_headerless=True files such messages under the time of their arrival'
    )
    return None
