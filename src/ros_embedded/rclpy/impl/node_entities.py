# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""What a node makes and destroys: publishers, subscriptions, services, clients, timers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from typing import Any, TypeVar

from rclpy.callback_groups import CallbackGroup, MutuallyExclusiveCallbackGroup
from rclpy.client import Client
from rclpy.clock import Clock
from rclpy.constants import S_TO_NS
from rclpy.context import Context
from rclpy.event_handler import PublisherEventCallbacks, SubscriptionEventCallbacks
from rclpy.guard_condition import GuardCondition
from rclpy.impl.entity import Entity, EntityOwner
from rclpy.impl.service_wire import reply_topic, request_topic, user_data
from rclpy.publisher import Publisher
from rclpy.qos import (
    DurabilityPolicy,
    QoSProfile,
    ReliabilityPolicy,
    as_qos_profile,
    qos_profile_services_default,
)
from rclpy.qos_overriding_options import QoSOverridingOptions, overridden_qos
from rclpy.service import Service
from rclpy.subscription import Subscription
from rclpy.timer import Rate, Timer
from rclpy.type_support import check_is_valid_msg_type, check_is_valid_srv_type
from ros_embedded.graph import TOPIC_PREFIX, Graph, GraphNode
from ros_embedded.interfaces.type_hash import type_hash

AnyEntity = TypeVar('AnyEntity', bound=Entity)


def _listing(attribute: str, description: str) -> property:
    """Return a property that lists the entities of a node as they are now."""

    def entities(self: NodeEntities) -> Iterator[Any]:
        return iter(list(getattr(self, attribute)))

    return property(entities, doc=f'Return the {description}.')


class NodeEntities:
    """Creation and destruction of entities; a base of Node."""

    publishers = _listing('_publishers', 'publishers')
    subscriptions = _listing('_subscriptions', 'subscriptions')
    clients = _listing('_clients', 'clients')
    services = _listing('_services', 'services')
    timers = _listing('_timers', 'timers')
    guards = _listing('_guards', 'guard conditions')

    _context: Context
    _graph: Graph
    _graph_node: GraphNode
    _clock: Clock
    _executor_reference: Callable[[], Any]

    def _init_entities(self, owner: EntityOwner) -> None:
        self._owner = owner
        self._publishers: list[Publisher] = []
        self._subscriptions: list[Subscription] = []
        self._clients: list[Client] = []
        self._services: list[Service] = []
        self._timers: list[Timer] = []
        self._guards: list[GuardCondition] = []
        self._rates: dict[int, Rate] = {}
        self._default_callback_group = MutuallyExclusiveCallbackGroup()

    def resolve_topic_name(self, topic: str, *, only_expand: bool = False) -> str:
        """Return the absolute name of a topic."""
        raise NotImplementedError

    def resolve_service_name(self, service: str, *, only_expand: bool = False) -> str:
        """Return the absolute name of a service."""
        raise NotImplementedError

    def get_publishers_info_by_topic(self, topic_name: str, no_mangle: bool = False) -> list[Any]:
        """Return what is known about the publishers of a topic."""
        raise NotImplementedError

    def _wake_executor(self) -> None:
        executor = self._executor_reference()
        if executor is not None:
            executor.entities_changed()

    @property
    def default_callback_group(self) -> CallbackGroup:
        """Return the group of entities that were given none; one callback at a time."""
        return self._default_callback_group

    def _waitables(self) -> list[Any]:
        """Return all that an executor waits for."""
        found: list[Any] = []
        for entity in (
            *self._publishers,
            *self._subscriptions,
            *self._clients,
            *self._services,
        ):
            found += entity.waitables()
        return [*found, *self._timers, *self._guards]

    # Creation ------------------------------------------------------------------------------------

    def create_publisher(
        self,
        msg_type: Any,
        topic: str,
        qos_profile: QoSProfile | int,
        *,
        callback_group: CallbackGroup | None = None,
        event_callbacks: PublisherEventCallbacks | None = None,
        qos_overriding_options: QoSOverridingOptions | None = None,
        publisher_class: type[Publisher] = Publisher,
    ) -> Publisher:
        """
        Create a publisher.

        :param qos_profile: quality of service, or the depth of the default one.
        :param qos_overriding_options: policies that parameters may override.
        :raises InvalidTopicNameException: when the name breaks the rules.
        """
        check_is_valid_msg_type(msg_type)
        name = self.resolve_topic_name(topic)
        profile = as_qos_profile(qos_profile)
        profile = overridden_qos(self, 'publisher', name, profile, qos_overriding_options)
        with self._graph.change(), ExitStack() as undo:
            writer = self._owner.participant.create_writer(
                _dds_topic(name, profile),
                msg_type._definition.dds_type_name,
                self._available(profile, name).to_endpoint(_type_data(msg_type)),
            )
            undo.enter_context(closing(writer))
            publisher = publisher_class(
                self._owner,
                msg_type,
                name,
                profile,
                callback_group or self._default_callback_group,
                event_callbacks or PublisherEventCallbacks(),
                writer,
            )
            self._add(self._publishers, publisher)
            undo.pop_all()
        return publisher

    def create_subscription(
        self,
        msg_type: Any,
        topic: str,
        callback: Callable[..., Any],
        qos_profile: QoSProfile | int,
        *,
        callback_group: CallbackGroup | None = None,
        event_callbacks: SubscriptionEventCallbacks | None = None,
        qos_overriding_options: QoSOverridingOptions | None = None,
        raw: bool = False,
        content_filter_options: Any = None,
    ) -> Subscription:
        """
        Create a subscription.

        :param callback: gets each message, and its info when it takes two arguments.
        :param qos_profile: quality of service, or the depth of the default one.
        :param qos_overriding_options: policies that parameters may override.
        :param raw: give the callback serialized messages (bytes).
        :raises InvalidTopicNameException: when the name breaks the rules.
        """
        if content_filter_options is not None:
            raise NotImplementedError(
                'content_filter_options is not supported; filter in the callback'
            )
        check_is_valid_msg_type(msg_type)
        name = self.resolve_topic_name(topic)
        profile = as_qos_profile(qos_profile)
        profile = overridden_qos(self, 'subscription', name, profile, qos_overriding_options)
        with self._graph.change(), ExitStack() as undo:
            reader = self._owner.participant.create_reader(
                _dds_topic(name, profile),
                msg_type._definition.dds_type_name,
                self._available(profile, name).to_endpoint(_type_data(msg_type)),
            )
            undo.enter_context(closing(reader))
            subscription = Subscription(
                self._owner,
                msg_type,
                name,
                callback,
                profile,
                callback_group or self._default_callback_group,
                event_callbacks or SubscriptionEventCallbacks(),
                raw,
                reader,
            )
            self._add(self._subscriptions, subscription)
            undo.pop_all()
        return subscription

    def create_service(
        self,
        srv_type: Any,
        srv_name: str,
        callback: Callable[[Any, Any], Any],
        *,
        qos_profile: QoSProfile = qos_profile_services_default,
        callback_group: CallbackGroup | None = None,
        service_class: type[Service] = Service,
    ) -> Service:
        """
        Create a server of a service.

        :param callback: gets request and an empty response, and returns the response.
        :param service_class: class of the result; parts of rclpy bring their own.
        :raises InvalidServiceNameException: when the name breaks the rules.
        """
        check_is_valid_srv_type(srv_type)
        name = self.resolve_service_name(srv_name)
        group = callback_group or self._default_callback_group
        participant = self._owner.participant
        with self._graph.change(), ExitStack() as undo:
            writer = participant.create_writer(
                reply_topic(name),
                srv_type.Response._definition.dds_type_name,
                qos_profile.to_endpoint(),
            )
            undo.enter_context(closing(writer))
            reader = participant.create_reader(
                request_topic(name),
                srv_type.Request._definition.dds_type_name,
                qos_profile.to_endpoint(user_data('serviceid', writer.guid)),
            )
            service = service_class(
                self._owner, srv_type, name, callback, qos_profile, group, reader, writer
            )
            self._add(self._services, service)
            undo.pop_all()
        return service

    def create_client(
        self,
        srv_type: Any,
        srv_name: str,
        *,
        qos_profile: QoSProfile = qos_profile_services_default,
        callback_group: CallbackGroup | None = None,
    ) -> Client:
        """
        Create a client of a service.

        :raises InvalidServiceNameException: when the name breaks the rules.
        """
        check_is_valid_srv_type(srv_type)
        name = self.resolve_service_name(srv_name)
        group = callback_group or self._default_callback_group
        participant = self._owner.participant
        # Both endpoints tell the same identifier, so that a server can wait for the reader.
        qos = qos_profile.to_endpoint(user_data('clientid', participant.new_identifier()))
        with self._graph.change(), ExitStack() as undo:
            reader = participant.create_reader(
                reply_topic(name), srv_type.Response._definition.dds_type_name, qos
            )
            undo.enter_context(closing(reader))
            writer = participant.create_writer(
                request_topic(name), srv_type.Request._definition.dds_type_name, qos
            )
            client = Client(self._owner, srv_type, name, qos_profile, group, reader, writer)
            self._add(self._clients, client)
            undo.pop_all()
        return client

    def _add(self, owner: list[AnyEntity], entity: AnyEntity) -> None:
        """Make an entity known to the graph, its callback group and the executor."""
        owner.append(entity)
        with self._graph.change():
            for endpoint in entity.endpoints:
                self._graph_node.guids_like(endpoint).append(endpoint.guid)
        for waitable in entity.waitables():
            waitable.callback_group.add_entity(waitable)
        self._wake_executor()

    def _available(self, profile: QoSProfile, topic: str) -> QoSProfile:
        """Return a profile whose BEST_AVAILABLE policies suit the endpoints of the topic now."""
        reliable = profile.reliability == ReliabilityPolicy.BEST_AVAILABLE
        durable = profile.durability == DurabilityPolicy.BEST_AVAILABLE
        if not reliable and not durable:
            return profile
        offered = [info.qos_profile for info in self.get_publishers_info_by_topic(topic)]
        chosen = QoSProfile.from_endpoint(profile.to_endpoint())
        if reliable and any(each.reliability == ReliabilityPolicy.BEST_EFFORT for each in offered):
            chosen.reliability = ReliabilityPolicy.BEST_EFFORT
        if (
            durable
            and offered
            and all(each.durability == DurabilityPolicy.TRANSIENT_LOCAL for each in offered)
        ):
            chosen.durability = DurabilityPolicy.TRANSIENT_LOCAL
        return chosen

    def create_timer(
        self,
        timer_period_sec: float,
        callback: Callable[..., Any] | None,
        callback_group: CallbackGroup | None = None,
        clock: Clock | None = None,
        autostart: bool = True,
    ) -> Timer:
        """
        Create a timer on ROS time, or another clock.

        :param timer_period_sec: period (s).
        """
        if timer_period_sec < 0:
            raise ValueError(f'timer_period_sec must not be negative, it is {timer_period_sec}')
        group = callback_group or self._default_callback_group
        timer = Timer(
            callback,
            group,
            int(float(timer_period_sec) * S_TO_NS),
            clock or self._clock,
            context=self._context,
            autostart=autostart,
        )
        timer.executor = self._executor_reference
        self._timers.append(timer)
        group.add_entity(timer)
        self._wake_executor()
        return timer

    def create_rate(self, frequency: float, clock: Clock | None = None) -> Rate:
        """
        Create a rate, to sleep in a loop of a thread other than the executor's.

        :param frequency: frequency (Hz).
        """
        if frequency <= 0:
            raise ValueError('frequency must be > 0')
        group = MutuallyExclusiveCallbackGroup()
        timer = self.create_timer(1.0 / frequency, None, group, clock)
        rate = Rate(timer, context=self._context)
        self._rates[id(timer)] = rate
        return rate

    def create_guard_condition(
        self, callback: Callable[[], Any], callback_group: CallbackGroup | None = None
    ) -> GuardCondition:
        """Create a guard condition: its trigger() makes the executor call a function."""
        group = callback_group or self._default_callback_group
        guard = GuardCondition(callback, group, context=self._context)
        self._guards.append(guard)
        group.add_entity(guard)
        self._wake_executor()
        return guard

    def add_waitable(self, waitable: Any) -> None:
        """Raise NotImplementedError: executors know the entities that nodes make, only."""
        raise NotImplementedError(
            'add_waitable is not supported; use a guard condition, timer or subscription instead'
        )

    # Destruction ---------------------------------------------------------------------------------

    def destroy_publisher(self, publisher: Publisher) -> bool:
        """Destroy a publisher; return whether it was one of this node."""
        return self._destroy(self._publishers, publisher)

    def destroy_subscription(self, subscription: Subscription) -> bool:
        """Destroy a subscription; return whether it was one of this node."""
        return self._destroy(self._subscriptions, subscription)

    def destroy_client(self, client: Client) -> bool:
        """Destroy a client; return whether it was one of this node."""
        return self._destroy(self._clients, client)

    def destroy_service(self, service: Service) -> bool:
        """Destroy a server; return whether it was one of this node."""
        return self._destroy(self._services, service)

    def destroy_timer(self, timer: Timer) -> bool:
        """Destroy a timer; return whether it was one of this node."""
        rate = self._rates.pop(id(timer), None)
        if rate is not None:
            rate.destroy()
        return self._destroy(self._timers, timer)

    def destroy_guard_condition(self, guard: GuardCondition) -> bool:
        """Destroy a guard condition; return whether it was one of this node."""
        return self._destroy(self._guards, guard)

    def destroy_rate(self, rate: Rate) -> bool:
        """Destroy a rate; return whether it was one of this node."""
        return self.destroy_timer(rate._timer)

    def _destroy(self, owner: list[Any], entity: Any) -> bool:
        if entity not in owner:
            return False
        owner.remove(entity)
        waited_for = entity.waitables() if isinstance(entity, Entity) else [entity]
        executor = self._executor_reference()
        if executor is not None:
            for waitable in waited_for:
                executor.forget(waitable)
        if isinstance(entity, Entity):
            with self._graph.change():
                for endpoint in entity.endpoints:
                    guids = self._graph_node.guids_like(endpoint)
                    if endpoint.guid in guids:
                        guids.remove(endpoint.guid)
        entity.destroy()
        self._wake_executor()
        return True

    def _destroy_entities(self) -> None:
        for rate in self._rates.values():
            rate.destroy()
        self._rates.clear()
        for owner in (
            self._publishers,
            self._subscriptions,
            self._clients,
            self._services,
            self._timers,
            self._guards,
        ):
            entities: list[Any] = owner  # type: ignore[assignment]
            while entities:
                entities.pop().destroy()


def _dds_topic(name: str, profile: QoSProfile) -> str:
    return name if profile.avoid_ros_namespace_conventions else f'{TOPIC_PREFIX}{name}'


def _type_data(msg_type: Any) -> bytes:
    return f'typehash={type_hash(msg_type._definition.name)};'.encode()
