# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Why a transform cannot be had."""

from __future__ import annotations


class TransformException(Exception):
    """A transform cannot be had; base of all errors of tf2."""


class ConnectivityException(TransformException):
    """Two frames are in trees that no transform connects."""


class LookupException(TransformException):
    """A frame is not known, or the frames form a loop."""


class ExtrapolationException(TransformException):
    """A time lies outside of what the buffer holds."""


class InvalidArgumentException(TransformException):
    """A frame's name breaks the rules."""


class TimeoutException(TransformException):
    """A server of transforms did not answer in time."""
