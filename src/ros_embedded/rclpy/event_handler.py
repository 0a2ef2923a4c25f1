# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Events of publishers and subscriptions: matches, incompatible QoS, deadlines, liveliness."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, ClassVar

from rclpy.callback_groups import CallbackGroup
from rclpy.exceptions import UnsupportedEventTypeError
from rclpy.qos import QoSPolicyKind
from ros_embedded.transport import POLICY_NAMES, Endpoint


class QoSPublisherEventType(IntEnum):
    """Events of publishers."""

    RCL_PUBLISHER_OFFERED_DEADLINE_MISSED = 0
    RCL_PUBLISHER_LIVELINESS_LOST = 1
    RCL_PUBLISHER_OFFERED_INCOMPATIBLE_QOS = 2
    RCL_PUBLISHER_INCOMPATIBLE_TYPE = 3
    RCL_PUBLISHER_MATCHED = 4


class QoSSubscriptionEventType(IntEnum):
    """Events of subscriptions."""

    RCL_SUBSCRIPTION_REQUESTED_DEADLINE_MISSED = 0
    RCL_SUBSCRIPTION_LIVELINESS_CHANGED = 1
    RCL_SUBSCRIPTION_REQUESTED_INCOMPATIBLE_QOS = 2
    RCL_SUBSCRIPTION_MESSAGE_LOST = 3
    RCL_SUBSCRIPTION_INCOMPATIBLE_TYPE = 4
    RCL_SUBSCRIPTION_MATCHED = 5


@dataclass(frozen=True)
class QoSDeadlineMissedInfo:
    """How often a deadline was missed."""

    total_count: int
    total_count_change: int


@dataclass(frozen=True)
class QoSLivelinessLostInfo:
    """How often a publisher did not show that it is alive."""

    total_count: int
    total_count_change: int


@dataclass(frozen=True)
class QoSLivelinessChangedInfo:
    """How many publishers are alive and not."""

    alive_count: int
    not_alive_count: int
    alive_count_change: int
    not_alive_count_change: int


@dataclass(frozen=True)
class QoSMessageLostInfo:
    """How many messages were lost."""

    total_count: int
    total_count_change: int


@dataclass(frozen=True)
class QoSIncompatibleQoSInfo:
    """How many endpoints were incompatible, and the policy of the last one."""

    total_count: int
    total_count_change: int
    last_policy_kind: QoSPolicyKind


@dataclass(frozen=True)
class MatchedInfo:
    """How many endpoints match."""

    total_count: int
    total_count_change: int
    current_count: int
    current_count_change: int


QoSOfferedDeadlineMissedInfo = QoSDeadlineMissedInfo
QoSRequestedDeadlineMissedInfo = QoSDeadlineMissedInfo
QoSOfferedIncompatibleQoSInfo = QoSIncompatibleQoSInfo
QoSRequestedIncompatibleQoSInfo = QoSIncompatibleQoSInfo
QoSPublisherMatchedInfo = MatchedInfo
QoSSubscriptionMatchedInfo = MatchedInfo


def _counts(kind: Any) -> Callable[[Any], Any]:
    return lambda status: kind(status.total_count, status.total_count_change)


def _incompatible(status: Any) -> QoSIncompatibleQoSInfo:
    name = POLICY_NAMES.get(status.detail & 0xFFFFFFFF, 'INVALID')
    return QoSIncompatibleQoSInfo(
        status.total_count, status.total_count_change, QoSPolicyKind[name]
    )


def _matched(status: Any) -> MatchedInfo:
    return MatchedInfo(
        status.total_count,
        status.total_count_change,
        status.current_count,
        status.current_count_change,
    )


def _liveliness(status: Any) -> QoSLivelinessChangedInfo:
    return QoSLivelinessChangedInfo(
        status.alive_count,
        status.not_alive_count,
        status.alive_count_change,
        status.not_alive_count_change,
    )


_INFO: dict[str, Callable[[Any], Any]] = {
    'offered_deadline_missed': _counts(QoSDeadlineMissedInfo),
    'requested_deadline_missed': _counts(QoSDeadlineMissedInfo),
    'offered_incompatible_qos': _incompatible,
    'requested_incompatible_qos': _incompatible,
    'liveliness_lost': _counts(QoSLivelinessLostInfo),
    'liveliness_changed': _liveliness,
    'sample_lost': _counts(QoSMessageLostInfo),
    'publication_matched': _matched,
    'subscription_matched': _matched,
}


class EventHandler:
    """Calls functions when the statuses of an endpoint change."""

    def __init__(
        self,
        callback_group: CallbackGroup,
        endpoint: Endpoint,
        callbacks: dict[str, Callable[[Any], Any]],
    ) -> None:
        """Enable the statuses for which there are functions."""
        self.callback_group = callback_group
        self._endpoint = endpoint
        self._callbacks = callbacks
        endpoint.enable_statuses(list(callbacks))

    @property
    def wait_handle(self) -> int:
        """Return what an executor waits for."""
        return self._endpoint.handle

    def prepare(self) -> Callable[[], Any] | None:
        """Return what calls the functions of the statuses that changed."""
        changed = [
            (self._callbacks[name], _INFO[name](self._endpoint.take_status(name)))
            for name in self._endpoint.changed_statuses()
            if name in self._callbacks
        ]
        if not changed:
            return None

        def call() -> None:
            for callback, info in changed:
                callback(info)

        return call

    def destroy(self) -> None:
        """Do nothing: the endpoint is destroyed by its publisher or subscription."""


class _EventCallbacks:
    """Functions to call on events, by the names that the transport gives these."""

    _DEFAULT_EVENT: ClassVar[str]
    _DEFAULT_WARNING: ClassVar[str]

    def __init__(
        self,
        *,
        deadline: Callable[[QoSDeadlineMissedInfo], None] | None = None,
        liveliness: Callable[[Any], None] | None = None,
        incompatible_qos: Callable[[QoSIncompatibleQoSInfo], None] | None = None,
        incompatible_type: Callable[[Any], None] | None = None,
        matched: Callable[[MatchedInfo], None] | None = None,
        use_default_callbacks: bool = True,
    ) -> None:
        """Choose functions; by default a warning is logged for incompatible QoS."""
        self.deadline = deadline
        self.liveliness = liveliness
        self.incompatible_qos = incompatible_qos
        self.incompatible_type = incompatible_type
        self.matched = matched
        self.use_default_callbacks = use_default_callbacks

    def _callbacks(self) -> dict[str, Callable[[Any], Any] | None]:
        raise NotImplementedError

    def create_event_handlers(
        self, callback_group: CallbackGroup, endpoint: Endpoint, topic_name: str, logger: Any
    ) -> list[EventHandler]:
        """
        Return the handlers of an endpoint's events.

        :raises UnsupportedEventTypeError: when incompatible_type is given.
        """
        if self.incompatible_type is not None:
            raise UnsupportedEventTypeError(
                f"incompatible_type of '{topic_name}' is not supported: the transport does not "
                'tell of other types; compare get_publishers_info_by_topic() instead'
            )
        chosen = {
            name: callback for name, callback in self._callbacks().items() if callback is not None
        }
        if self.use_default_callbacks and self._DEFAULT_EVENT not in chosen:
            warning = self._DEFAULT_WARNING.format(topic=topic_name)
            chosen[self._DEFAULT_EVENT] = lambda info: logger.warning(
                f'{warning} Last incompatible policy: {info.last_policy_kind.name}'
            )
        return [EventHandler(callback_group, endpoint, chosen)] if chosen else []


class SubscriptionEventCallbacks(_EventCallbacks):
    """Functions to call on events of a subscription."""

    _DEFAULT_EVENT = 'requested_incompatible_qos'
    _DEFAULT_WARNING = (
        "New publisher discovered on topic '{topic}', offering incompatible QoS. "
        'No messages will be received from it.'
    )

    def __init__(
        self,
        *,
        message_lost: Callable[[QoSMessageLostInfo], None] | None = None,
        **callbacks: Any,
    ) -> None:
        """Choose functions; all but ``message_lost`` are as those of a publisher."""
        super().__init__(**callbacks)
        self.message_lost = message_lost

    def _callbacks(self) -> dict[str, Callable[[Any], Any] | None]:
        return {
            'requested_deadline_missed': self.deadline,
            'liveliness_changed': self.liveliness,
            'sample_lost': self.message_lost,
            'requested_incompatible_qos': self.incompatible_qos,
            'subscription_matched': self.matched,
        }


class PublisherEventCallbacks(_EventCallbacks):
    """Functions to call on events of a publisher."""

    _DEFAULT_EVENT = 'offered_incompatible_qos'
    _DEFAULT_WARNING = (
        "New subscription discovered on topic '{topic}', requesting incompatible QoS. "
        'No messages will be sent to it.'
    )

    def _callbacks(self) -> dict[str, Callable[[Any], Any] | None]:
        return {
            'offered_deadline_missed': self.deadline,
            'liveliness_lost': self.liveliness,
            'offered_incompatible_qos': self.incompatible_qos,
            'publication_matched': self.matched,
        }
