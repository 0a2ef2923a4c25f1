# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""States of lifecycle nodes, and their transitions (design.ros2.org, 'Managed nodes')."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Lock

from lifecycle_msgs.msg import State, Transition

from rclpy.exceptions import RCLError
from rclpy.lifecycle.managed_entity import TransitionCallbackReturn
from rclpy.lifecycle.state import LifecycleState

STATES = tuple(
    LifecycleState(label, number)
    for label, number in (
        ('unknown', State.PRIMARY_STATE_UNKNOWN),
        ('unconfigured', State.PRIMARY_STATE_UNCONFIGURED),
        ('inactive', State.PRIMARY_STATE_INACTIVE),
        ('active', State.PRIMARY_STATE_ACTIVE),
        ('finalized', State.PRIMARY_STATE_FINALIZED),
        ('configuring', State.TRANSITION_STATE_CONFIGURING),
        ('cleaningup', State.TRANSITION_STATE_CLEANINGUP),
        ('shuttingdown', State.TRANSITION_STATE_SHUTTINGDOWN),
        ('activating', State.TRANSITION_STATE_ACTIVATING),
        ('deactivating', State.TRANSITION_STATE_DEACTIVATING),
        ('errorprocessing', State.TRANSITION_STATE_ERRORPROCESSING),
    )
)
_BY_LABEL = {state.label: state for state in STATES}
_PRIMARY = frozenset(('unknown', 'unconfigured', 'inactive', 'active', 'finalized'))


@dataclass(frozen=True)
class LifecycleTransition:
    """Transition between two states."""

    transition_id: int
    label: str
    start: LifecycleState
    goal: LifecycleState

    @property
    def is_requestable(self) -> bool:
        """Tell whether others may ask for it: it does not report how a callback ended."""
        return self.start.label in _PRIMARY


def _make_transitions() -> Iterator[LifecycleTransition]:
    """Yield, per callback: the transitions that lead to it, then those that its ends lead to."""
    for label, starts, running, first_end, goals in (
        (
            'configure',
            {'unconfigured': Transition.TRANSITION_CONFIGURE},
            'configuring',
            Transition.TRANSITION_ON_CONFIGURE_SUCCESS,
            ('inactive', 'unconfigured', 'errorprocessing'),
        ),
        (
            'cleanup',
            {'inactive': Transition.TRANSITION_CLEANUP},
            'cleaningup',
            Transition.TRANSITION_ON_CLEANUP_SUCCESS,
            ('unconfigured', 'inactive', 'errorprocessing'),
        ),
        (
            'activate',
            {'inactive': Transition.TRANSITION_ACTIVATE},
            'activating',
            Transition.TRANSITION_ON_ACTIVATE_SUCCESS,
            ('active', 'inactive', 'errorprocessing'),
        ),
        (
            'deactivate',
            {'active': Transition.TRANSITION_DEACTIVATE},
            'deactivating',
            Transition.TRANSITION_ON_DEACTIVATE_SUCCESS,
            ('inactive', 'active', 'errorprocessing'),
        ),
        (
            'shutdown',
            {
                'unconfigured': Transition.TRANSITION_UNCONFIGURED_SHUTDOWN,
                'inactive': Transition.TRANSITION_INACTIVE_SHUTDOWN,
                'active': Transition.TRANSITION_ACTIVE_SHUTDOWN,
            },
            'shuttingdown',
            Transition.TRANSITION_ON_SHUTDOWN_SUCCESS,
            ('finalized', 'finalized', 'errorprocessing'),
        ),
        (
            'error',
            {},
            'errorprocessing',
            Transition.TRANSITION_ON_ERROR_SUCCESS,
            ('unconfigured', 'finalized', 'finalized'),
        ),
    ):
        for start, number in starts.items():
            yield LifecycleTransition(number, label, _BY_LABEL[start], _BY_LABEL[running])
        # The transitions after SUCCESS, FAILURE and ERROR have successive numbers.
        for index, (end, goal) in enumerate(zip(TransitionCallbackReturn, goals, strict=True)):
            yield LifecycleTransition(
                first_end + index, end.to_label(), _BY_LABEL[running], _BY_LABEL[goal]
            )


TRANSITIONS = tuple(_make_transitions())


class LifecycleStateMachine:
    """The state that a lifecycle node is in."""

    def __init__(self, on_transition: Callable[[LifecycleTransition], None]) -> None:
        """
        Begin unconfigured.

        :param on_transition: called after each change of the state.
        """
        self._state = _BY_LABEL['unconfigured']
        self._on_transition = on_transition
        self._lock = Lock()

    @property
    def current_state(self) -> LifecycleState:
        """Return the state."""
        return self._state

    @property
    def available_transitions(self) -> list[LifecycleTransition]:
        """Return the transitions that start from the current state."""
        return [each for each in TRANSITIONS if each.start == self._state]

    def find(self, key: int | str) -> LifecycleTransition:
        """
        Return the transition of a number or label that starts from the current state.

        :raises RCLError: when there is none.
        """
        for transition in self.available_transitions:
            if key in (transition.transition_id, transition.label):
                return transition
        raise RCLError(
            f"Failed to trigger lifecycle state machine transition: no transition '{key}' starts "
            f"from the state '{self._state.label}'"
        )

    def trigger(self, transition: LifecycleTransition) -> None:
        """
        Change the state.

        :raises RCLError: when another thread has changed it meanwhile.
        """
        with self._lock:
            if self._state != transition.start:
                raise RCLError(
                    f"Failed to trigger lifecycle state machine transition '{transition.label}': "
                    f"the state is '{self._state.label}' and not '{transition.start.label}'"
                )
            self._state = transition.goal
        self._on_transition(transition)
