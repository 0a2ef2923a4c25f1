# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Questions of a node about the graph."""

from __future__ import annotations

from rclpy.qos import QoSProfile
from rclpy.topic_endpoint_info import TopicEndpointInfo, TopicEndpointTypeEnum, TypeHash
from ros_embedded.graph import (
    REQUEST_PREFIX,
    TOPIC_PREFIX,
    Graph,
    GraphEndpoint,
    full_node_name,
)

NamesAndTypes = list[tuple[str, list[str]]]


class NodeNameNonExistentError(RuntimeError):
    """No node of this name is known."""


class NodeGraph:
    """Graph queries; a base of Node."""

    _graph: Graph

    def resolve_topic_name(self, topic: str, *, only_expand: bool = False) -> str:
        """Return the absolute name of a topic."""
        raise NotImplementedError

    def resolve_service_name(self, service: str, *, only_expand: bool = False) -> str:
        """Return the absolute name of a service."""
        raise NotImplementedError

    def get_node_names(self) -> list[str]:
        """Return the names of all nodes."""
        return [node.name for node in self._graph.nodes()]

    def get_fully_qualified_node_names(self) -> list[str]:
        """Return the names of all nodes with their namespaces, e.g. '/robot/camera'."""
        return [full_node_name(node.namespace, node.name) for node in self._graph.nodes()]

    def get_node_names_and_namespaces(self) -> list[tuple[str, str]]:
        """Return name and namespace of all nodes."""
        return [(node.name, node.namespace) for node in self._graph.nodes()]

    def get_node_names_and_namespaces_with_enclaves(self) -> list[tuple[str, str, str]]:
        """Return name, namespace and enclave of all nodes."""
        return [(node.name, node.namespace, '/') for node in self._graph.nodes()]

    def get_topic_names_and_types(self, no_demangle: bool = False) -> NamesAndTypes:
        """Return all topics with their types; with ``no_demangle`` under their DDS names."""
        if no_demangle:
            found: dict[str, set[str]] = {}
            for item in (*self._graph.writers(), *self._graph.readers()):
                endpoint = item.endpoint
                found.setdefault(endpoint.topic_name, set()).add(endpoint.type_name)
            return _sorted(found)
        return _sorted(self._graph.topics())

    def get_service_names_and_types(self) -> NamesAndTypes:
        """Return all services with their types."""
        return _sorted(self._graph.services())

    def get_publisher_names_and_types_by_node(
        self, node_name: str, node_namespace: str, no_demangle: bool = False
    ) -> NamesAndTypes:
        """Return the topics that a node publishes."""
        return self._of_node(node_name, node_namespace, TOPIC_PREFIX, True)

    def get_subscriber_names_and_types_by_node(
        self, node_name: str, node_namespace: str, no_demangle: bool = False
    ) -> NamesAndTypes:
        """Return the topics to which a node subscribes."""
        return self._of_node(node_name, node_namespace, TOPIC_PREFIX, False)

    def get_service_names_and_types_by_node(
        self, node_name: str, node_namespace: str
    ) -> NamesAndTypes:
        """Return the services that a node offers."""
        return self._of_node(node_name, node_namespace, REQUEST_PREFIX, False)

    def get_client_names_and_types_by_node(
        self, node_name: str, node_namespace: str
    ) -> NamesAndTypes:
        """Return the services that a node calls."""
        return self._of_node(node_name, node_namespace, REQUEST_PREFIX, True)

    def _of_node(self, name: str, namespace: str, prefix: str, writers: bool) -> NamesAndTypes:
        found = self._graph.node_endpoints(name, namespace, prefix, writers)
        if found is None:
            raise NodeNameNonExistentError(
                f'Cannot get names and types of nonexistent node: '
                f'{full_node_name(namespace, name)}'
            )
        return _sorted(found)

    def _dds_topic(self, topic_name: str) -> str:
        return f'{TOPIC_PREFIX}{self.resolve_topic_name(topic_name)}'

    def count_publishers(self, topic_name: str) -> int:
        """Return how many publishers a topic has."""
        return self._count(self._graph.writers(), self._dds_topic(topic_name))

    def count_subscribers(self, topic_name: str) -> int:
        """Return how many subscriptions a topic has."""
        return self._count(self._graph.readers(), self._dds_topic(topic_name))

    def count_clients(self, service_name: str) -> int:
        """Return how many clients a service has."""
        name = self.resolve_service_name(service_name, only_expand=True)
        return self._count(self._graph.writers(), f'{REQUEST_PREFIX}{name}Request')

    def count_services(self, service_name: str) -> int:
        """Return how many servers a service has."""
        name = self.resolve_service_name(service_name, only_expand=True)
        return self._count(self._graph.readers(), f'{REQUEST_PREFIX}{name}Request')

    @staticmethod
    def _count(endpoints: list[GraphEndpoint], dds_name: str) -> int:
        return sum(item.endpoint.topic_name == dds_name for item in endpoints)

    def get_publishers_info_by_topic(
        self, topic_name: str, no_mangle: bool = False
    ) -> list[TopicEndpointInfo]:
        """Return what is known about the publishers of a topic."""
        return self._infos(
            self._graph.writers(), topic_name, no_mangle, TopicEndpointTypeEnum.PUBLISHER
        )

    def get_subscriptions_info_by_topic(
        self, topic_name: str, no_mangle: bool = False
    ) -> list[TopicEndpointInfo]:
        """Return what is known about the subscriptions of a topic."""
        return self._infos(
            self._graph.readers(), topic_name, no_mangle, TopicEndpointTypeEnum.SUBSCRIPTION
        )

    def _infos(
        self,
        endpoints: list[GraphEndpoint],
        topic_name: str,
        no_mangle: bool,
        kind: TopicEndpointTypeEnum,
    ) -> list[TopicEndpointInfo]:
        wanted = topic_name if no_mangle else self._dds_topic(topic_name)
        return [
            TopicEndpointInfo(
                item.node_name,
                item.node_namespace,
                item.topic_type,
                _type_hash(item.endpoint.qos.user_data),
                kind,
                list(item.endpoint.guid),
                QoSProfile.from_endpoint(item.endpoint.qos),
            )
            for item in endpoints
            if item.endpoint.topic_name == wanted
        ]


def _type_hash(user_data: bytes) -> TypeHash:
    _, found, rest = user_data.partition(b'typehash=RIHS01_')
    digits = rest.partition(b';')[0].decode(errors='replace')
    if not found or len(digits) != 64:
        return TypeHash()
    try:
        return TypeHash(1, bytes.fromhex(digits))
    except ValueError:
        return TypeHash()


def _sorted(found: dict[str, set[str]]) -> NamesAndTypes:
    return [(name, sorted(found[name])) for name in sorted(found)]
