# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Let parameters override the quality of service of a publisher or subscription."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable
from typing import Any

from rcl_interfaces.msg import ParameterDescriptor

from rclpy.duration import Duration
from rclpy.exceptions import ParameterAlreadyDeclaredException
from rclpy.qos import (
    DurabilityPolicy,
    HistoryPolicy,
    LivelinessPolicy,
    QoSPolicyEnum,
    QoSPolicyKind,
    QoSProfile,
    ReliabilityPolicy,
)

QosCallback = Callable[[QoSProfile], Any]

_ENUMS: dict[QoSPolicyKind, type[QoSPolicyEnum]] = {
    QoSPolicyKind.DURABILITY: DurabilityPolicy,
    QoSPolicyKind.HISTORY: HistoryPolicy,
    QoSPolicyKind.LIVELINESS: LivelinessPolicy,
    QoSPolicyKind.RELIABILITY: ReliabilityPolicy,
}
_DURATIONS = (
    QoSPolicyKind.DEADLINE,
    QoSPolicyKind.LIFESPAN,
    QoSPolicyKind.LIVELINESS_LEASE_DURATION,
)


class InvalidQosOverridesError(Exception):
    """The overridden quality of service was rejected, or a parameter names no policy value."""


class QoSOverridingOptions:
    """Which policies may be overridden, and a function that checks the outcome."""

    def __init__(
        self,
        policy_kinds: Iterable[QoSPolicyKind],
        *,
        callback: QosCallback | None = None,
        entity_id: str | None = None,
    ) -> None:
        """
        Choose policies.

        :param callback: gets the profile and returns rcl_interfaces/msg/SetParametersResult.
        :param entity_id: tells several publishers or subscriptions of one topic apart.
        """
        self._policy_kinds = tuple(policy_kinds)
        self._callback = callback
        self._entity_id = entity_id

    @property
    def policy_kinds(self) -> Iterable[QoSPolicyKind]:
        """Return the policies that may be overridden."""
        return self._policy_kinds

    @property
    def callback(self) -> QosCallback | None:
        """Return the function that checks the overridden profile."""
        return self._callback

    @property
    def entity_id(self) -> str | None:
        """Return what tells several publishers or subscriptions of one topic apart."""
        return self._entity_id

    @classmethod
    def with_default_policies(
        cls, *, callback: QosCallback | None = None, entity_id: str | None = None
    ) -> QoSOverridingOptions:
        """Return options for history, depth and reliability."""
        return cls(
            (QoSPolicyKind.HISTORY, QoSPolicyKind.DEPTH, QoSPolicyKind.RELIABILITY),
            callback=callback,
            entity_id=entity_id,
        )


def overridden_qos(
    node: Any, kind: str, topic: str, profile: QoSProfile, options: QoSOverridingOptions | None
) -> QoSProfile:
    """
    Return a profile as the parameters ``qos_overrides.<topic>.<kind>.<policy>`` say.

    The parameters are declared here, read-only.

    :param kind: 'publisher' or 'subscription'.
    :raises InvalidQosOverridesError: when the result is rejected or a value is unknown.
    """
    if options is None:
        return profile
    result = copy.copy(profile)
    suffix = '' if options.entity_id is None else f'_{options.entity_id}'
    described = f'for {kind} `{topic}` with id `{options.entity_id}`'
    for policy in options.policy_kinds:
        if policy == QoSPolicyKind.LIFESPAN and kind == 'subscription':
            continue  # a policy of publishers alone
        attribute = policy.name.lower()
        name = f'qos_overrides.{topic}.{kind}{suffix}.{attribute}'
        descriptor = ParameterDescriptor(description=f'{attribute} {described}', read_only=True)
        try:
            parameter = node.declare_parameter(name, _to_value(profile, policy), descriptor)
        except ParameterAlreadyDeclaredException:
            parameter = node.get_parameter(name)
        try:
            setattr(result, attribute, _from_value(parameter.value, policy))
        except (KeyError, TypeError, ValueError) as error:
            raise InvalidQosOverridesError(
                f"parameter '{name}' is {parameter.value!r}: {_expected(policy)}"
            ) from error
    if options.callback is not None:
        verdict = options.callback(result)
        if not verdict.successful:
            raise InvalidQosOverridesError(
                f'Provided QoS overrides {described}, are not valid: {verdict.reason}'
            )
    return result


def _to_value(profile: QoSProfile, policy: QoSPolicyKind) -> Any:
    value = getattr(profile, policy.name.lower())
    if policy in _ENUMS:
        return value.short_key
    return value.nanoseconds if policy in _DURATIONS else value


def _from_value(value: Any, policy: QoSPolicyKind) -> Any:
    if policy in _ENUMS:
        return _ENUMS[policy].get_from_short_key(value)
    return Duration(nanoseconds=value) if policy in _DURATIONS else value


def _expected(policy: QoSPolicyKind) -> str:
    if policy in _ENUMS:
        return f'expected one of {", ".join(_ENUMS[policy].short_keys())}'
    return 'expected nanoseconds' if policy in _DURATIONS else 'expected a number of messages'
