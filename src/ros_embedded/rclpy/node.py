# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Node: publishers, subscriptions, services, clients, timers and parameters under one name."""

from __future__ import annotations

import time
import weakref
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Any

from rcl_interfaces.msg import Log, ParameterEvent

from rclpy.callback_groups import CallbackGroup, MutuallyExclusiveCallbackGroup
from rclpy.client import Client
from rclpy.clock import Clock, ROSClock
from rclpy.constants import S_TO_NS
from rclpy.context import Context
from rclpy.event_handler import PublisherEventCallbacks, SubscriptionEventCallbacks
from rclpy.guard_condition import GuardCondition
from rclpy.impl.log_output import LogRecord, output
from rclpy.impl.node_graph import NodeGraph
from rclpy.impl.node_parameters import NodeParameters
from rclpy.impl.rcutils_logger import RcutilsLogger
from rclpy.impl.service_wire import reply_topic, request_topic, user_data
from rclpy.logging import get_logger
from rclpy.parameter import Parameter
from rclpy.parameter_service import ParameterService
from rclpy.publisher import Publisher
from rclpy.qos import (
    DurabilityPolicy,
    QoSProfile,
    ReliabilityPolicy,
    as_qos_profile,
    qos_profile_parameter_events,
    qos_profile_rosout_default,
    qos_profile_services_default,
)
from rclpy.service import Service
from rclpy.subscription import Subscription
from rclpy.time_source import TimeSource
from rclpy.timer import Rate, Timer
from rclpy.type_support import check_is_valid_msg_type, check_is_valid_srv_type
from rclpy.utilities import get_default_context
from rclpy.validate_namespace import validate_namespace
from rclpy.validate_node_name import validate_node_name
from rclpy.validate_topic_name import validate_topic_name
from ros_embedded.arguments import parse_ros_arguments
from ros_embedded.graph import TOPIC_PREFIX
from ros_embedded.interfaces.type_hash import type_hash
from ros_embedded.names import expand, full_node_name, remap, remapped_node
from ros_embedded.parameter_files import parameters_for


class Node(NodeParameters, NodeGraph):
    """Node of the ROS graph."""

    PARAM_REL_TOL = 1e-6

    def __init__(
        self,
        node_name: str,
        *,
        context: Context | None = None,
        cli_args: list[str] | None = None,
        namespace: str | None = None,
        use_global_arguments: bool = True,
        enable_rosout: bool = True,
        start_parameter_services: bool = True,
        parameter_overrides: list[Parameter] | None = None,
        allow_undeclared_parameters: bool = False,
        automatically_declare_parameters_from_overrides: bool = False,
        enable_logger_service: bool = False,
    ) -> None:
        """
        Create a node.

        :param cli_args: arguments for this node alone, like a command line's ('--ros-args', …).
        :param use_global_arguments: heed the process's command line too.
        :raises NotInitializedException: before rclpy.init().
        :raises InvalidNodeNameException: when the name breaks the rules.
        :raises InvalidNamespaceException: when the namespace does.
        """
        if enable_logger_service:
            raise NotImplementedError(
                'enable_logger_service is not supported; use --log-level or Logger.set_level()'
            )
        self._context = context or get_default_context()
        self._session = self._context.session
        self._graph = self._session.graph
        self._destroyed = True  # until everything below is there
        self._resolve_arguments(node_name, namespace or '', cli_args, use_global_arguments)
        self._publishers: list[Publisher] = []
        self._subscriptions: list[Subscription] = []
        self._clients: list[Client] = []
        self._services: list[Service] = []
        self._timers: list[Timer] = []
        self._guards: list[GuardCondition] = []
        self._rates: dict[int, Rate] = {}
        self._executor_reference: Callable[[], Any] = lambda: None
        self._default_callback_group = MutuallyExclusiveCallbackGroup()
        self._parameters = {}
        self._descriptors = {}
        self._pre_set_callbacks = []
        self._on_set_callbacks = []
        self._post_set_callbacks = []
        self._allow_undeclared_parameters = allow_undeclared_parameters
        for parameter in parameter_overrides or ():
            self._parameter_overrides[parameter.name] = parameter
        self._logger = get_logger(self.get_fully_qualified_name().strip('/').replace('/', '.'))
        self._parameter_events: Publisher | None = None
        self._rosout: Publisher | None = None
        self._session.acquire()
        self._destroyed = False
        with self._graph.change():
            self._graph_node = self._graph.add_node(self._name, self._namespace)
            if enable_rosout and self._context.arguments.rosout_logs:
                self._rosout = self.create_publisher(Log, '/rosout', qos_profile_rosout_default)
                output.add_sink(self._logger.name, self._publish_log)
            self._parameter_events = self.create_publisher(
                ParameterEvent, '/parameter_events', qos_profile_parameter_events
            )
            self._clock = ROSClock()
            self._time_source = TimeSource(node=self)
            self._time_source.attach_clock(self._clock)
            if automatically_declare_parameters_from_overrides:
                self.declare_parameters(
                    '',
                    [
                        (name, parameter.value)
                        for name, parameter in self._parameter_overrides.items()
                        if name not in self._parameters
                    ],
                )
            if start_parameter_services:
                self._parameter_service = ParameterService(self)

    def _resolve_arguments(
        self, name: str, namespace: str, cli_args: list[str] | None, use_global: bool
    ) -> None:
        arguments = parse_ros_arguments(cli_args or [])
        self._remap_rules = list(arguments.remap_rules)
        parameter_rules = list(arguments.parameter_rules)
        if use_global:
            self._remap_rules += self._context.arguments.remap_rules
            parameter_rules = self._context.arguments.parameter_rules + parameter_rules
        validate_node_name(name)
        if not namespace.startswith('/'):
            namespace = f'/{namespace}'
        validate_namespace(namespace)
        self._name, self._namespace = remapped_node(self._remap_rules, name, namespace)
        validate_node_name(self._name)
        if not self._namespace.startswith('/'):
            self._namespace = f'/{self._namespace}'
        validate_namespace(self._namespace)
        self._parameter_overrides = {}
        full_name = full_node_name(self._namespace, self._name)
        for key, value in parameters_for(parameter_rules, full_name).items():
            try:
                self._parameter_overrides[key] = Parameter(key, value=value)
            except TypeError as error:
                raise TypeError(
                    f"parameter '{key}' of node '{full_name}' has the value {value!r}: {error}"
                ) from error

    # Names ---------------------------------------------------------------------------------------

    def get_name(self) -> str:
        """Return the name."""
        return self._name

    def get_namespace(self) -> str:
        """Return the namespace."""
        return self._namespace

    def get_fully_qualified_name(self) -> str:
        """Return namespace and name in one."""
        return full_node_name(self._namespace, self._name)

    def resolve_topic_name(self, topic: str, *, only_expand: bool = False) -> str:
        """Return the absolute name of a topic, remapped unless ``only_expand``."""
        return self._resolve(topic, only_expand, False)

    def resolve_service_name(self, service: str, *, only_expand: bool = False) -> str:
        """Return the absolute name of a service, remapped unless ``only_expand``."""
        return self._resolve(service, only_expand, True)

    def _resolve(self, name: str, only_expand: bool, service: bool) -> str:
        validate_topic_name(name, is_service=service)
        full = expand(name, self._name, self._namespace)
        if not only_expand:
            full = remap(self._remap_rules, full, self._name, self._namespace, service)
        return full

    # State ---------------------------------------------------------------------------------------

    @property
    def context(self) -> Context:
        """Return the context."""
        return self._context

    @property
    def executor(self) -> Any:
        """Return the executor that runs this node, if any."""
        return self._executor_reference()

    @executor.setter
    def executor(self, new_executor: Any) -> None:
        current = self.executor
        if current is new_executor:
            return
        if current is not None:
            current.remove_node(self)
        if new_executor is None:
            self._executor_reference = lambda: None
        else:
            self._executor_reference = weakref.ref(new_executor)
            new_executor.add_node(self)
        for timer in self._timers:
            timer.executor = self._executor_reference

    def _clear_executor(self, executor: Any) -> None:
        if self.executor is executor:
            self._executor_reference = lambda: None
            for timer in self._timers:
                timer.executor = self._executor_reference

    def _wake_executor(self) -> None:
        executor = self.executor
        if executor is not None:
            executor.entities_changed()

    def _waitables(self) -> list[Any]:
        found: list[Any] = []
        for owner in (*self._publishers, *self._subscriptions):
            found.extend(owner.event_handlers)
        found += self._subscriptions
        found += self._clients
        found += self._services
        found += self._timers
        found += self._guards
        return found

    @property
    def default_callback_group(self) -> CallbackGroup:
        """Return the group of entities that were given none; one callback at a time."""
        return self._default_callback_group

    @property
    def publishers(self) -> Iterator[Publisher]:
        """Return the publishers."""
        return iter(list(self._publishers))

    @property
    def subscriptions(self) -> Iterator[Subscription]:
        """Return the subscriptions."""
        return iter(list(self._subscriptions))

    @property
    def clients(self) -> Iterator[Client]:
        """Return the clients."""
        return iter(list(self._clients))

    @property
    def services(self) -> Iterator[Service]:
        """Return the services."""
        return iter(list(self._services))

    @property
    def timers(self) -> Iterator[Timer]:
        """Return the timers."""
        return iter(list(self._timers))

    @property
    def guards(self) -> Iterator[GuardCondition]:
        """Return the guard conditions."""
        return iter(list(self._guards))

    def get_clock(self) -> Clock:
        """Return the node's clock: ROS time."""
        return self._clock

    def get_logger(self) -> RcutilsLogger:
        """Return the node's logger."""
        return self._logger

    def _publish_log(self, record: LogRecord) -> None:
        publisher = self._rosout
        if publisher is None or self._destroyed or not self._context.ok():
            return
        message = Log(
            level=record.severity,
            name=record.name,
            msg=record.message,
            file=record.file,
            function=record.function,
            line=record.line,
        )
        message.stamp = self._clock.now().to_msg() if hasattr(self, '_clock') else message.stamp
        publisher.publish(message)

    def _publish_parameter_event(self, event: Any) -> None:
        if self._parameter_events is None or not self._context.ok():
            return
        if event.new_parameters or event.changed_parameters or event.deleted_parameters:
            event.node = self.get_fully_qualified_name()
            event.stamp = self._clock.now().to_msg()
            self._parameter_events.publish(event)

    # Publishers, subscriptions, services, clients, timers ----------------------------------------

    def create_publisher(
        self,
        msg_type: Any,
        topic: str,
        qos_profile: QoSProfile | int,
        *,
        callback_group: CallbackGroup | None = None,
        event_callbacks: PublisherEventCallbacks | None = None,
        qos_overriding_options: Any = None,
        publisher_class: type[Publisher] = Publisher,
    ) -> Publisher:
        """
        Create a publisher.

        :param qos_profile: quality of service, or the depth of the default one.
        :raises InvalidTopicNameException: when the name breaks the rules.
        """
        _refuse_qos_overrides(qos_overriding_options)
        check_is_valid_msg_type(msg_type)
        profile = as_qos_profile(qos_profile)
        name = self.resolve_topic_name(topic)
        group = callback_group or self._default_callback_group
        with self._graph.change():
            writer = self._session.participant.create_writer(
                _dds_topic(name, profile),
                msg_type._definition.dds_type_name,
                self._available(profile, name).to_endpoint(_type_data(msg_type)),
            )
            handlers = (event_callbacks or PublisherEventCallbacks()).create_event_handlers(
                group, writer, name, self._logger
            )
            publisher = publisher_class(
                writer, msg_type, name, profile, handlers, group, self._context, self._logger
            )
            self._publishers.append(publisher)
            self._graph_node.writers.append(writer.guid)
        self._wake_executor()
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
        qos_overriding_options: Any = None,
        raw: bool = False,
        content_filter_options: Any = None,
    ) -> Subscription:
        """
        Create a subscription.

        :param callback: gets each message, and its info when it takes two arguments.
        :param qos_profile: quality of service, or the depth of the default one.
        :param raw: give the callback serialized messages (bytes).
        :raises InvalidTopicNameException: when the name breaks the rules.
        """
        _refuse_qos_overrides(qos_overriding_options)
        if content_filter_options is not None:
            raise NotImplementedError(
                'content_filter_options is not supported; filter in the callback'
            )
        check_is_valid_msg_type(msg_type)
        profile = as_qos_profile(qos_profile)
        name = self.resolve_topic_name(topic)
        group = callback_group or self._default_callback_group
        with self._graph.change():
            reader = self._session.participant.create_reader(
                _dds_topic(name, profile),
                msg_type._definition.dds_type_name,
                self._available(profile, name).to_endpoint(_type_data(msg_type)),
            )
            handlers = (event_callbacks or SubscriptionEventCallbacks()).create_event_handlers(
                group, reader, name, self._logger
            )
            subscription = Subscription(
                reader, msg_type, name, callback, group, profile, raw, handlers, self._logger
            )
            self._subscriptions.append(subscription)
            self._graph_node.readers.append(reader.guid)
        group.add_entity(subscription)
        self._wake_executor()
        return subscription

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
        participant = self._session.participant
        request_type = srv_type.Request._definition.dds_type_name
        response_type = srv_type.Response._definition.dds_type_name
        with self._graph.change():
            writer = participant.create_writer(
                reply_topic(name), response_type, qos_profile.to_endpoint()
            )
            reader = participant.create_reader(
                request_topic(name),
                request_type,
                qos_profile.to_endpoint(user_data('serviceid', writer.guid)),
            )
            service = service_class(
                participant,
                reader,
                writer,
                srv_type,
                name,
                callback,
                group,
                qos_profile,
                self._context,
                self._logger,
            )
            self._services.append(service)
            self._graph_node.writers.append(writer.guid)
            self._graph_node.readers.append(reader.guid)
        group.add_entity(service)
        self._wake_executor()
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
        participant = self._session.participant
        request_type = srv_type.Request._definition.dds_type_name
        response_type = srv_type.Response._definition.dds_type_name
        with self._graph.change():
            # Both endpoints tell the same identifier, so that a server can wait for the reader.
            identifier = participant.new_identifier()
            qos = qos_profile.to_endpoint(user_data('clientid', identifier))
            reader = participant.create_reader(reply_topic(name), response_type, qos)
            writer = participant.create_writer(request_topic(name), request_type, qos)
            client = Client(
                participant,
                writer,
                reader,
                srv_type,
                name,
                qos_profile,
                group,
                self._context,
                self._logger,
            )
            self._clients.append(client)
            self._graph_node.writers.append(writer.guid)
            self._graph_node.readers.append(reader.guid)
        group.add_entity(client)
        self._wake_executor()
        return client

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
        executor = self.executor
        if executor is not None:
            for handler in getattr(entity, 'event_handlers', ()):
                executor.forget(handler)
            if not isinstance(entity, Publisher):
                executor.forget(entity)
        with self._graph.change():
            for part in (getattr(entity, '_writer', None), getattr(entity, '_reader', None)):
                if part is not None:
                    for guids in (self._graph_node.writers, self._graph_node.readers):
                        if part.guid in guids:
                            guids.remove(part.guid)
        entity.destroy()
        self._wake_executor()
        return True

    def destroy_node(self) -> None:
        """Destroy the node and all it made; a second call does nothing."""
        if self._destroyed:
            return
        self._destroyed = True
        output.remove_sink(self._logger.name)
        executor = self.executor
        if executor is not None:
            executor.remove_node(self)
        with self._graph.change():
            self._graph.remove_node(self._graph_node)
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
                while owner:
                    owner.pop().destroy()
        self._session.release()

    # Waiting -------------------------------------------------------------------------------------

    def wait_for_node(self, fully_qualified_node_name: str, timeout: float) -> bool:
        """Wait until a node exists; return False on timeout (s)."""
        end = time.monotonic() + timeout
        while self._context.ok():
            if fully_qualified_node_name in self.get_fully_qualified_node_names():
                return True
            if time.monotonic() >= end:
                return False
            time.sleep(min(0.1, max(end - time.monotonic(), 0.0)))
        return False

    def __enter__(self) -> Node:
        """Return the node."""
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_val: BaseException | None,
        exc_tb: TracebackType | None,
    ) -> None:
        """Destroy the node."""
        self.destroy_node()


def _dds_topic(name: str, profile: QoSProfile) -> str:
    return name if profile.avoid_ros_namespace_conventions else f'{TOPIC_PREFIX}{name}'


def _type_data(msg_type: Any) -> bytes:
    return f'typehash={type_hash(msg_type._definition.name)};'.encode()


def _refuse_qos_overrides(options: Any) -> None:
    if options is not None:
        raise NotImplementedError(
            'qos_overriding_options is not supported; declare a parameter for the policy'
        )
