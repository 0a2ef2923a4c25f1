# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Former name of rclpy.event_handler."""

from __future__ import annotations

from rclpy.event_handler import PublisherEventCallbacks, SubscriptionEventCallbacks

__all__ = ['PublisherEventCallbacks', 'SubscriptionEventCallbacks']
