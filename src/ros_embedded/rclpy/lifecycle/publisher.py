# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Publisher that is silent unless its node is active."""

from __future__ import annotations

from typing import Any

from rclpy.lifecycle.managed_entity import SimpleManagedEntity
from rclpy.publisher import Publisher


class LifecyclePublisher(SimpleManagedEntity, Publisher):
    """Managed publisher; use LifecycleNode.create_lifecycle_publisher() to make one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Create a disabled publisher; the arguments are those of Publisher."""
        SimpleManagedEntity.__init__(self)
        Publisher.__init__(self, *args, **kwargs)

    @SimpleManagedEntity.when_enabled
    def publish(self, msg: Any) -> None:
        """Send a message while the node is active; drop it otherwise. See Publisher.publish()."""
        Publisher.publish(self, msg)
