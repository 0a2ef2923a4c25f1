# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Combine messages of several topics by their stamps."""

from __future__ import annotations

from message_filters.cache import Cache
from message_filters.filter import SimpleFilter, Subscriber
from message_filters.synchronizer import ApproximateTimeSynchronizer, TimeSynchronizer

__all__ = [
    'ApproximateTimeSynchronizer',
    'Cache',
    'SimpleFilter',
    'Subscriber',
    'TimeSynchronizer',
]
