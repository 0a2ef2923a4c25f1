# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Things that follow the transitions of their lifecycle node."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import wraps
from typing import Any

from lifecycle_msgs.msg import Transition

from rclpy.lifecycle.state import LifecycleState


class TransitionCallbackReturn(Enum):
    """How a transition callback ended."""

    SUCCESS = Transition.TRANSITION_CALLBACK_SUCCESS
    FAILURE = Transition.TRANSITION_CALLBACK_FAILURE
    ERROR = Transition.TRANSITION_CALLBACK_ERROR

    def to_label(self) -> str:
        """Return the name of the transition that follows, e.g. 'transition_success'."""
        return f'transition_{self.name.lower()}'


class ManagedEntity:
    """Entity that hears of its node's transitions; each callback gets the previous state."""

    def on_configure(self, state: LifecycleState) -> TransitionCallbackReturn:
        """Handle that the node is configured."""
        return TransitionCallbackReturn.SUCCESS

    def on_cleanup(self, state: LifecycleState) -> TransitionCallbackReturn:
        """Handle that the node is cleaned up."""
        return TransitionCallbackReturn.SUCCESS

    def on_shutdown(self, state: LifecycleState) -> TransitionCallbackReturn:
        """Handle that the node is shut down."""
        return TransitionCallbackReturn.SUCCESS

    def on_activate(self, state: LifecycleState) -> TransitionCallbackReturn:
        """Handle that the node is activated."""
        return TransitionCallbackReturn.SUCCESS

    def on_deactivate(self, state: LifecycleState) -> TransitionCallbackReturn:
        """Handle that the node is deactivated."""
        return TransitionCallbackReturn.SUCCESS

    def on_error(self, state: LifecycleState) -> TransitionCallbackReturn:
        """Handle that another callback ended with an error."""
        return TransitionCallbackReturn.SUCCESS


class SimpleManagedEntity(ManagedEntity):
    """Entity that is enabled while its node is active."""

    def __init__(self) -> None:
        """Create a disabled entity."""
        self._enabled = False

    def on_activate(self, state: LifecycleState) -> TransitionCallbackReturn:
        """Enable the entity."""
        self._enabled = True
        return TransitionCallbackReturn.SUCCESS

    def on_deactivate(self, state: LifecycleState) -> TransitionCallbackReturn:
        """Disable the entity."""
        self._enabled = False
        return TransitionCallbackReturn.SUCCESS

    @property
    def is_activated(self) -> bool:
        """Tell whether the entity is enabled."""
        return self._enabled

    @staticmethod
    def when_enabled(
        wrapped: Callable[..., Any] | None = None,
        *,
        when_not_enabled: Callable[[], Any] | None = None,
    ) -> Any:
        """
        Decorate a method that does nothing while the entity is disabled.

        :param when_not_enabled: called instead of the method.
        """

        def decorate(method: Callable[..., Any]) -> Callable[..., Any]:
            @wraps(method)
            def call_when_enabled(self: SimpleManagedEntity, *args: Any, **kwargs: Any) -> None:
                if self._enabled:
                    method(self, *args, **kwargs)
                elif when_not_enabled is not None:
                    when_not_enabled()

            return call_when_enabled

        return decorate if wrapped is None else decorate(wrapped)
