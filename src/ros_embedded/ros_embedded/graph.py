# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
The ROS graph: which nodes exist, and which endpoints are theirs.

Every participant tells its nodes and their endpoints on the topic ``ros_discovery_info``, as
rmw_dds_common does; together with DDS discovery that answers all graph queries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import RLock
from typing import Any

from ros_embedded.interfaces.cdr import CdrError, decode, encode
from ros_embedded.interfaces.registry import message_class
from ros_embedded.names import full_node_name
from ros_embedded.transport import DiscoveredEndpoint, Endpoint, EndpointQos, Participant, Reader

TOPIC = 'ros_discovery_info'
# Updates kept until somebody asks; a bound, so that memory stays flat in a node that never asks.
_HISTORY = 1000

TOPIC_PREFIX = 'rt'
REQUEST_PREFIX = 'rq'
REPLY_PREFIX = 'rr'
UNKNOWN_NODE = '_NODE_NAME_UNKNOWN_'
UNKNOWN_NAMESPACE = '_NODE_NAMESPACE_UNKNOWN_'


@dataclass
class GraphNode:
    """A node and the identifiers of its endpoints."""

    name: str
    namespace: str
    readers: list[bytes] = field(default_factory=list)
    writers: list[bytes] = field(default_factory=list)

    def guids_like(self, endpoint: Endpoint) -> list[bytes]:
        """Return the list for an endpoint's identifier: that of readers or of writers."""
        return self.readers if isinstance(endpoint, Reader) else self.writers


@dataclass(frozen=True)
class GraphEndpoint:
    """A reader or writer with the node it belongs to."""

    node_name: str
    node_namespace: str
    endpoint: DiscoveredEndpoint

    @property
    def topic_type(self) -> str:
        """Return the ROS name of its type, e.g. 'std_msgs/msg/String'."""
        return ros_type_name(self.endpoint.type_name)


def ros_type_name(dds_name: str) -> str:
    """Return the ROS name of a DDS type ('a::msg::dds_::B_' → 'a/msg/B')."""
    parts = dds_name.split('::')
    if len(parts) >= 3 and parts[-2] == 'dds_':
        parts = [*parts[:-2], parts[-1].removesuffix('_')]
    return '/'.join(parts)


def service_type_name(dds_name: str) -> str:
    """Return the ROS name of the service that a request or response type belongs to."""
    return ros_type_name(dds_name).removesuffix('_Request').removesuffix('_Response')


def topic_of(dds_name: str) -> str | None:
    """Return the ROS topic of a DDS topic, or None when it is no topic."""
    prefix, _, name = dds_name.partition('/')
    return f'/{name}' if prefix == TOPIC_PREFIX and name else None


def service_of(dds_name: str) -> str | None:
    """Return the ROS service of a DDS topic, or None when it is no part of a service."""
    prefix, _, name = dds_name.partition('/')
    for wanted, suffix in ((REQUEST_PREFIX, 'Request'), (REPLY_PREFIX, 'Reply')):
        if prefix == wanted and name.endswith(suffix):
            return f'/{name.removesuffix(suffix)}'
    return None


class Graph:
    """What one participant tells and knows of the graph."""

    def __init__(self, participant: Participant) -> None:
        """Start to tell and to listen."""
        self._participant = participant
        self._info: Any = message_class('rmw_dds_common/msg/ParticipantEntitiesInfo')
        self._node_info: Any = message_class('rmw_dds_common/msg/NodeEntitiesInfo')
        self._gid: Any = message_class('rmw_dds_common/msg/Gid')
        type_name = self._info._definition.dds_type_name
        qos = EndpointQos(transient_local=True, depth=1)
        self._writer = participant.create_writer(TOPIC, type_name, qos)
        self._reader = participant.create_reader(
            TOPIC, type_name, EndpointQos(transient_local=True, depth=_HISTORY)
        )
        self._nodes: list[GraphNode] = []
        self._remote: dict[bytes, list[GraphNode]] = {}
        self._lock = RLock()
        self._batch = 0

    @contextmanager
    def change(self) -> Iterator[None]:
        """Collect changes of our own nodes and tell them once, at the end."""
        with self._lock:
            self._batch += 1
            try:
                yield
            finally:
                self._batch -= 1
                if not self._batch:
                    self._publish()

    def add_node(self, name: str, namespace: str) -> GraphNode:
        """Tell that a node exists; add its endpoints to the result within ``change()``."""
        node = GraphNode(name, namespace)
        with self.change():
            self._nodes.append(node)
        return node

    def remove_node(self, node: GraphNode) -> None:
        """Tell that a node is gone."""
        with self.change():
            if node in self._nodes:
                self._nodes.remove(node)

    def _publish(self) -> None:
        if not self._writer.handle:
            return
        info = self._info(
            gid=self._make_gid(self._participant.guid),
            node_entities_info_seq=[
                self._node_info(
                    node_namespace=node.namespace,
                    node_name=node.name,
                    reader_gid_seq=[self._make_gid(guid) for guid in node.readers],
                    writer_gid_seq=[self._make_gid(guid) for guid in node.writers],
                )
                for node in self._nodes
            ],
        )
        self._writer.write(encode(info))
        self._update()

    def _make_gid(self, guid: bytes) -> Any:
        size = len(self._gid().data)
        return self._gid(data=guid.ljust(size, b'\0'))

    def _update(self) -> None:
        while True:
            try:
                taken = self._reader.take(lambda data: decode(data, self._info))
            except CdrError:
                continue  # not from a ROS node of this kind: nothing to learn from it
            if taken is None:
                return
            info = taken[0]
            self._remote[bytes(info.gid.data)[:16]] = [
                GraphNode(
                    node.node_name,
                    node.node_namespace,
                    [bytes(gid.data)[:16] for gid in node.reader_gid_seq],
                    [bytes(gid.data)[:16] for gid in node.writer_gid_seq],
                )
                for node in info.node_entities_info_seq
            ]

    def nodes(self) -> list[GraphNode]:
        """Return all nodes of the domain, ours first."""
        with self._lock:
            self._update()
            alive = self._participant.discovery.participants()
            self._remote = {guid: nodes for guid, nodes in self._remote.items() if guid in alive}
            found = list(self._nodes)
            for guid, nodes in self._remote.items():
                if guid != self._participant.guid:
                    found.extend(nodes)
            return found

    def writers(self) -> list[GraphEndpoint]:
        """Return all writers of the domain with their nodes."""
        return self._with_nodes(self._participant.discovery.writers(), lambda node: node.writers)

    def readers(self) -> list[GraphEndpoint]:
        """Return all readers of the domain with their nodes."""
        return self._with_nodes(self._participant.discovery.readers(), lambda node: node.readers)

    def _with_nodes(
        self,
        endpoints: list[DiscoveredEndpoint],
        guids_of: Callable[[GraphNode], list[bytes]],
    ) -> list[GraphEndpoint]:
        owner = {guid: node for node in self.nodes() for guid in guids_of(node)}
        found = []
        for endpoint in endpoints:
            node = owner.get(endpoint.guid)
            name = node.name if node else UNKNOWN_NODE
            namespace = node.namespace if node else UNKNOWN_NAMESPACE
            found.append(GraphEndpoint(name, namespace, endpoint))
        return found

    def topics(self) -> dict[str, set[str]]:
        """Return the types of every topic, by its ROS name."""
        found: dict[str, set[str]] = {}
        discovery = self._participant.discovery
        for endpoint in (*discovery.writers(), *discovery.readers()):
            name = topic_of(endpoint.topic_name)
            if name:
                found.setdefault(name, set()).add(ros_type_name(endpoint.type_name))
        return found

    def services(self) -> dict[str, set[str]]:
        """Return the types of every service that has a server or client, by its ROS name."""
        found: dict[str, set[str]] = {}
        discovery = self._participant.discovery
        for endpoint in (*discovery.writers(), *discovery.readers()):
            name = service_of(endpoint.topic_name)
            if name:
                found.setdefault(name, set()).add(service_type_name(endpoint.type_name))
        return found

    def node_endpoints(
        self, name: str, namespace: str, prefix: str, writers: bool
    ) -> dict[str, set[str]] | None:
        """
        Return types by topic or service of one node's endpoints; None when it is unknown.

        :param prefix: DDS prefix of the endpoints wanted ('rt', 'rq' or 'rr').
        :param writers: whether writers (or readers) are wanted.
        """
        wanted = full_node_name(namespace, name)
        known = any(full_node_name(node.namespace, node.name) == wanted for node in self.nodes())
        if not known:
            return None
        found: dict[str, set[str]] = {}
        for item in self.writers() if writers else self.readers():
            if full_node_name(item.node_namespace, item.node_name) != wanted:
                continue
            dds_name = item.endpoint.topic_name
            if not dds_name.startswith(f'{prefix}/'):
                continue
            if prefix == TOPIC_PREFIX:
                topic = topic_of(dds_name)
                type_name = item.topic_type
            else:
                topic = service_of(dds_name)
                type_name = service_type_name(item.endpoint.type_name)
            if topic:
                found.setdefault(topic, set()).add(type_name)
        return found

    def close(self) -> None:
        """Stop to tell and to listen."""
        with self._lock:
            self._writer.close()
            self._reader.close()
