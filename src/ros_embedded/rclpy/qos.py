# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Quality of service of publishers, subscriptions, services and clients."""

from __future__ import annotations

from enum import Enum, IntEnum
from typing import Any

from rclpy.duration import Duration
from ros_embedded.transport import INFINITY, EndpointQos


class QoSPolicyKind(IntEnum):
    """Policies, as named in events about incompatible ones."""

    INVALID = 1 << 0
    DURABILITY = 1 << 1
    DEADLINE = 1 << 2
    LIVELINESS = 1 << 3
    RELIABILITY = 1 << 4
    HISTORY = 1 << 5
    LIFESPAN = 1 << 6
    DEPTH = 1 << 7
    LIVELINESS_LEASE_DURATION = 1 << 8
    AVOID_ROS_NAMESPACE_CONVENTIONS = 1 << 9


def qos_policy_name_from_kind(policy_kind: QoSPolicyKind | int) -> str:
    """Return the name of a policy."""
    return QoSPolicyKind(policy_kind).name


class InvalidQoSProfileException(Exception):
    """A profile is incomplete or contradicts itself."""

    def __init__(self, *args: Any) -> None:
        """Describe what is wrong."""
        super().__init__('Invalid QoSProfile', *args)


class QoSPolicyEnum(IntEnum):
    """Base of the policies' values; each has a short name for command lines."""

    @classmethod
    def short_keys(cls) -> list[str]:
        """Return the short names, e.g. 'best_effort'."""
        return [item.name.lower() for item in cls]

    @classmethod
    def get_from_short_key(cls, name: str) -> Any:
        """Return the value of a short name."""
        return cls[name.upper()]

    @property
    def short_key(self) -> str:
        """Return the short name."""
        return self.name.lower()


class HistoryPolicy(QoSPolicyEnum):
    """How many messages are kept."""

    SYSTEM_DEFAULT = 0
    KEEP_LAST = 1
    KEEP_ALL = 2
    UNKNOWN = 3


class ReliabilityPolicy(QoSPolicyEnum):
    """Whether lost messages are sent again."""

    SYSTEM_DEFAULT = 0
    RELIABLE = 1
    BEST_EFFORT = 2
    UNKNOWN = 3
    BEST_AVAILABLE = 4


class DurabilityPolicy(QoSPolicyEnum):
    """Whether subscriptions that come later get the last messages."""

    SYSTEM_DEFAULT = 0
    TRANSIENT_LOCAL = 1
    VOLATILE = 2
    UNKNOWN = 3
    BEST_AVAILABLE = 4


class LivelinessPolicy(QoSPolicyEnum):
    """How a publisher shows that it is alive."""

    SYSTEM_DEFAULT = 0
    AUTOMATIC = 1
    MANUAL_BY_TOPIC = 3
    UNKNOWN = 4
    BEST_AVAILABLE = 5


QoSHistoryPolicy = HistoryPolicy
QoSReliabilityPolicy = ReliabilityPolicy
QoSDurabilityPolicy = DurabilityPolicy
QoSLivelinessPolicy = LivelinessPolicy


class QoSProfile:
    """Quality of service; give at least ``depth`` or ``history``."""

    __slots__ = (
        '_avoid_ros_namespace_conventions',
        '_deadline',
        '_depth',
        '_durability',
        '_history',
        '_lifespan',
        '_liveliness',
        '_liveliness_lease_duration',
        '_reliability',
    )

    def __init__(
        self,
        *,
        history: HistoryPolicy | None = None,
        depth: int | None = None,
        reliability: ReliabilityPolicy = ReliabilityPolicy.RELIABLE,
        durability: DurabilityPolicy = DurabilityPolicy.VOLATILE,
        lifespan: Duration | None = None,
        deadline: Duration | None = None,
        liveliness: LivelinessPolicy = LivelinessPolicy.SYSTEM_DEFAULT,
        liveliness_lease_duration: Duration | None = None,
        avoid_ros_namespace_conventions: bool = False,
    ) -> None:
        """
        Create a profile; policies that are not given are those of ROS's default profile.

        :raises InvalidQoSProfileException: without both history and depth, or for KEEP_LAST
            without depth.
        """
        if history is None:
            if depth is None:
                raise InvalidQoSProfileException('History and/or depth settings are required.')
            history = HistoryPolicy.KEEP_LAST
        if history == HistoryPolicy.KEEP_LAST and depth is None:
            raise InvalidQoSProfileException('History set to KEEP_LAST without a depth setting.')
        self.history = history
        self.depth = 0 if depth is None else depth
        self.reliability = reliability
        self.durability = durability
        self.lifespan = lifespan or Duration()
        self.deadline = deadline or Duration()
        self.liveliness = liveliness
        self.liveliness_lease_duration = liveliness_lease_duration or Duration()
        self.avoid_ros_namespace_conventions = avoid_ros_namespace_conventions

    @property
    def history(self) -> HistoryPolicy:
        """How many messages are kept."""
        return self._history

    @history.setter
    def history(self, value: HistoryPolicy | int) -> None:
        self._history = HistoryPolicy(value)

    @property
    def depth(self) -> int:
        """Queue length for KEEP_LAST."""
        return self._depth

    @depth.setter
    def depth(self, value: int) -> None:
        if not isinstance(value, int) or value < 0:
            raise ValueError(f'depth must be an integer of at least 0, not {value!r}')
        self._depth = value

    @property
    def reliability(self) -> ReliabilityPolicy:
        """Whether lost messages are sent again."""
        return self._reliability

    @reliability.setter
    def reliability(self, value: ReliabilityPolicy | int) -> None:
        self._reliability = ReliabilityPolicy(value)

    @property
    def durability(self) -> DurabilityPolicy:
        """Whether late subscriptions get the last messages."""
        return self._durability

    @durability.setter
    def durability(self, value: DurabilityPolicy | int) -> None:
        self._durability = DurabilityPolicy(value)

    @property
    def lifespan(self) -> Duration:
        """Age at which messages expire; zero: never."""
        return self._lifespan

    @lifespan.setter
    def lifespan(self, value: Duration) -> None:
        self._lifespan = _duration(value, 'lifespan')

    @property
    def deadline(self) -> Duration:
        """Longest expected time between messages; zero: none."""
        return self._deadline

    @deadline.setter
    def deadline(self, value: Duration) -> None:
        self._deadline = _duration(value, 'deadline')

    @property
    def liveliness(self) -> LivelinessPolicy:
        """How a publisher shows that it is alive."""
        return self._liveliness

    @liveliness.setter
    def liveliness(self, value: LivelinessPolicy | int) -> None:
        self._liveliness = LivelinessPolicy(value)

    @property
    def liveliness_lease_duration(self) -> Duration:
        """Time within which a publisher shows that it is alive; zero: any."""
        return self._liveliness_lease_duration

    @liveliness_lease_duration.setter
    def liveliness_lease_duration(self, value: Duration) -> None:
        self._liveliness_lease_duration = _duration(value, 'liveliness_lease_duration')

    @property
    def avoid_ros_namespace_conventions(self) -> bool:
        """Whether the DDS topic has the bare name, without the prefix 'rt/'."""
        return self._avoid_ros_namespace_conventions

    @avoid_ros_namespace_conventions.setter
    def avoid_ros_namespace_conventions(self, value: bool) -> None:
        self._avoid_ros_namespace_conventions = bool(value)

    def __eq__(self, other: object) -> bool:
        """Compare all policies."""
        if not isinstance(other, QoSProfile):
            return False
        return all(getattr(self, slot) == getattr(other, slot) for slot in self.__slots__)

    __hash__ = None  # type: ignore[assignment]

    def __str__(self) -> str:
        """Return all policies as text."""
        values = ', '.join(f'{slot[1:]}={getattr(self, slot)!r}' for slot in self.__slots__)
        return f'QoSProfile({values})'

    __repr__ = __str__

    def to_endpoint(self, user_data: bytes = b'', ignore_local: bool = False) -> EndpointQos:
        """Return what the transport needs; system defaults are reliable, volatile, depth 1."""
        keep_all = self._history == HistoryPolicy.KEEP_ALL
        manual = self._liveliness == LivelinessPolicy.MANUAL_BY_TOPIC
        return EndpointQos(
            reliable=self._reliability != ReliabilityPolicy.BEST_EFFORT,
            transient_local=self._durability == DurabilityPolicy.TRANSIENT_LOCAL,
            depth=0 if keep_all else max(self._depth, 1),
            deadline_ns=self._deadline.nanoseconds or INFINITY,
            lifespan_ns=self._lifespan.nanoseconds or INFINITY,
            liveliness=2 if manual else 0,
            liveliness_lease_ns=self._liveliness_lease_duration.nanoseconds or INFINITY,
            user_data=user_data,
            ignore_local=ignore_local,
        )

    @classmethod
    def from_endpoint(cls, qos: EndpointQos) -> QoSProfile:
        """Return the profile of an endpoint of the transport."""
        return cls(
            history=HistoryPolicy.KEEP_LAST if qos.depth else HistoryPolicy.KEEP_ALL,
            depth=qos.depth,
            reliability=(
                ReliabilityPolicy.RELIABLE if qos.reliable else ReliabilityPolicy.BEST_EFFORT
            ),
            durability=(
                DurabilityPolicy.TRANSIENT_LOCAL
                if qos.transient_local
                else DurabilityPolicy.VOLATILE
            ),
            lifespan=Duration(nanoseconds=qos.lifespan_ns),
            deadline=Duration(nanoseconds=qos.deadline_ns),
            liveliness=(
                LivelinessPolicy.MANUAL_BY_TOPIC if qos.liveliness else LivelinessPolicy.AUTOMATIC
            ),
            liveliness_lease_duration=Duration(nanoseconds=qos.liveliness_lease_ns),
        )


def _duration(value: Any, name: str) -> Duration:
    if not isinstance(value, Duration):
        raise TypeError(f'{name} must be a rclpy.duration.Duration, not {value!r}')
    return value


def as_qos_profile(value: QoSProfile | int) -> QoSProfile:
    """
    Return a profile; a number is the depth of the default one.

    :raises TypeError: for anything else.
    """
    if isinstance(value, QoSProfile):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        if value < 0:
            raise ValueError('history depth must be greater than or equal to zero')
        return QoSProfile(depth=value)
    raise TypeError(f'Expected QoSProfile or int, but received {type(value)!r}')


qos_profile_unknown = QoSProfile(
    history=HistoryPolicy.UNKNOWN,
    reliability=ReliabilityPolicy.UNKNOWN,
    durability=DurabilityPolicy.UNKNOWN,
    liveliness=LivelinessPolicy.UNKNOWN,
)
qos_profile_default = QoSProfile(depth=10)
qos_profile_system_default = QoSProfile(
    history=HistoryPolicy.SYSTEM_DEFAULT,
    reliability=ReliabilityPolicy.SYSTEM_DEFAULT,
    durability=DurabilityPolicy.SYSTEM_DEFAULT,
)
qos_profile_sensor_data = QoSProfile(depth=5, reliability=ReliabilityPolicy.BEST_EFFORT)
qos_profile_services_default = QoSProfile(depth=10)
qos_profile_parameters = QoSProfile(depth=1000)
qos_profile_parameter_events = QoSProfile(depth=1000)
qos_profile_action_status_default = QoSProfile(
    depth=1, durability=DurabilityPolicy.TRANSIENT_LOCAL
)
qos_profile_rosout_default = QoSProfile(
    depth=1000,
    durability=DurabilityPolicy.TRANSIENT_LOCAL,
    lifespan=Duration(seconds=10),
)
qos_profile_best_available = QoSProfile(
    depth=10,
    reliability=ReliabilityPolicy.BEST_AVAILABLE,
    durability=DurabilityPolicy.BEST_AVAILABLE,
    liveliness=LivelinessPolicy.BEST_AVAILABLE,
)


class QoSPresetProfiles(Enum):
    """Profiles by name."""

    UNKNOWN = qos_profile_unknown
    DEFAULT = qos_profile_default
    SYSTEM_DEFAULT = qos_profile_system_default
    SENSOR_DATA = qos_profile_sensor_data
    SERVICES_DEFAULT = qos_profile_services_default
    PARAMETERS = qos_profile_parameters
    PARAMETER_EVENTS = qos_profile_parameter_events
    ACTION_STATUS_DEFAULT = qos_profile_action_status_default
    BEST_AVAILABLE = qos_profile_best_available

    @classmethod
    def short_keys(cls) -> list[str]:
        """Return the short names, e.g. 'sensor_data'."""
        return [name.lower() for name in cls.__members__]

    @classmethod
    def get_from_short_key(cls, name: str) -> QoSProfile:
        """Return the profile of a short name."""
        return cls[name.upper()].value


class QoSCompatibility(IntEnum):
    """Whether a publisher and a subscription can talk."""

    OK = 0
    WARNING = 1
    ERROR = 2


def qos_check_compatible(
    publisher_qos: QoSProfile, subscription_qos: QoSProfile
) -> tuple[QoSCompatibility, str]:
    """Tell whether a publisher and a subscription can talk, and why not."""
    errors = []
    offered, requested = publisher_qos.to_endpoint(), subscription_qos.to_endpoint()
    if requested.reliable and not offered.reliable:
        errors.append('Best effort publisher and reliable subscription;')
    if requested.transient_local and not offered.transient_local:
        errors.append('Volatile publisher and transient local subscription;')
    if offered.deadline_ns > requested.deadline_ns:
        errors.append("Subscription's deadline is less than publisher's deadline;")
    if offered.liveliness < requested.liveliness:
        errors.append("Publisher's liveliness is automatic and subscription's is manual by topic;")
    if offered.liveliness_lease_ns > requested.liveliness_lease_ns:
        errors.append("Subscription's lease duration is less than publisher's;")
    if errors:
        return QoSCompatibility.ERROR, ' '.join(f'ERROR: {error}' for error in errors)
    return QoSCompatibility.OK, ''
