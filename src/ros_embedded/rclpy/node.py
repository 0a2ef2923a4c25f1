# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Node: publishers, subscriptions, services, clients, timers and parameters under one name."""

from __future__ import annotations

import time
import weakref
from collections.abc import Callable
from typing import Any

from rcl_interfaces.msg import Log, ParameterEvent

from rclpy.clock import Clock, ROSClock
from rclpy.context import Context
from rclpy.impl.entity import EntityOwner
from rclpy.impl.log_output import LogRecord, output
from rclpy.impl.node_entities import NodeEntities
from rclpy.impl.node_graph import NodeGraph
from rclpy.impl.node_parameters import NodeParameters
from rclpy.impl.rcutils_logger import RcutilsLogger
from rclpy.logging import get_logger
from rclpy.logging_service import LoggingService
from rclpy.parameter import Parameter
from rclpy.parameter_service import ParameterService
from rclpy.publisher import Publisher
from rclpy.qos import (
    qos_profile_parameter_events,
    qos_profile_rosout_default,
)
from rclpy.time_source import TimeSource
from rclpy.type_description_service import TypeDescriptionService
from rclpy.utilities import get_default_context
from rclpy.validate_namespace import validate_namespace
from rclpy.validate_node_name import validate_node_name
from rclpy.validate_topic_name import validate_topic_name
from ros_embedded.arguments import parse_ros_arguments
from ros_embedded.names import expand, full_node_name, remap, remapped_node
from ros_embedded.parameter_files import parameters_for

HIDDEN_NODE_PREFIX = '_'


class Node(NodeGraph, NodeParameters, NodeEntities):
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
        :param enable_logger_service: offer services that read and set levels of loggers.
        :raises NotInitializedException: before rclpy.init().
        :raises InvalidNodeNameException: when the name breaks the rules.
        :raises InvalidNamespaceException: when the namespace does.
        """
        self._context = context or get_default_context()
        self._session = self._context.session
        self._graph = self._session.graph
        self._destroyed = True  # until everything below is there
        self._resolve_arguments(node_name, namespace or '', cli_args, use_global_arguments)
        self._executor_reference: Callable[[], Any] = lambda: None
        self._init_parameters(allow_undeclared_parameters)
        for parameter in parameter_overrides or ():
            self._parameter_overrides[parameter.name] = parameter
        self._logger = get_logger(self.get_fully_qualified_name().strip('/').replace('/', '.'))
        self._init_entities(EntityOwner(self._session.participant, self._context, self._logger))
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
            self._type_description_service = TypeDescriptionService(self)
            if enable_logger_service:
                self._logging_service = LoggingService(self)

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

    # Destruction ---------------------------------------------------------------------------------

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
            self._destroy_entities()
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

    def __exit__(self, *exc: Any) -> None:
        """Destroy the node."""
        self.destroy_node()
