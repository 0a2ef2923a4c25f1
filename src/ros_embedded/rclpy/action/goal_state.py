# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""States of a goal on its server, and the events that change them."""

from __future__ import annotations

from enum import Enum

from action_msgs.msg import GoalStatus

from rclpy.exceptions import RCLError


class GoalEvent(Enum):
    """Events that change the state of a goal."""

    EXECUTE = 1
    CANCEL_GOAL = 2
    SUCCEED = 3
    ABORT = 4
    CANCELED = 5


ACTIVE_STATES = frozenset(
    (GoalStatus.STATUS_ACCEPTED, GoalStatus.STATUS_EXECUTING, GoalStatus.STATUS_CANCELING)
)
CANCELABLE_STATES = frozenset((GoalStatus.STATUS_ACCEPTED, GoalStatus.STATUS_EXECUTING))

_TRANSITIONS = {
    (GoalStatus.STATUS_ACCEPTED, GoalEvent.EXECUTE): GoalStatus.STATUS_EXECUTING,
    (GoalStatus.STATUS_ACCEPTED, GoalEvent.CANCEL_GOAL): GoalStatus.STATUS_CANCELING,
    (GoalStatus.STATUS_EXECUTING, GoalEvent.CANCEL_GOAL): GoalStatus.STATUS_CANCELING,
    (GoalStatus.STATUS_EXECUTING, GoalEvent.SUCCEED): GoalStatus.STATUS_SUCCEEDED,
    (GoalStatus.STATUS_EXECUTING, GoalEvent.ABORT): GoalStatus.STATUS_ABORTED,
    (GoalStatus.STATUS_CANCELING, GoalEvent.SUCCEED): GoalStatus.STATUS_SUCCEEDED,
    (GoalStatus.STATUS_CANCELING, GoalEvent.ABORT): GoalStatus.STATUS_ABORTED,
    (GoalStatus.STATUS_CANCELING, GoalEvent.CANCELED): GoalStatus.STATUS_CANCELED,
}
_NAMES = {
    value: name.removeprefix('STATUS_')
    for name, value in vars(GoalStatus).items()
    if name.startswith('STATUS_')
}


def status_name(status: int) -> str:
    """Return the name of a status, e.g. 'SUCCEEDED'; 'UNKNOWN' for a number that is none."""
    return _NAMES.get(status, 'UNKNOWN')


def next_status(status: int, event: GoalEvent) -> int:
    """
    Return the status of a goal after an event.

    :raises RCLError: when the event is not allowed in this status.
    """
    try:
        return _TRANSITIONS[status, event]
    except KeyError:
        raise RCLError(
            f'Failed to update goal state: event {event.name} is not allowed for a goal that is '
            f'{status_name(status)}'
        ) from None
