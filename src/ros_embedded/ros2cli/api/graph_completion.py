# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Completion of names that are in the graph, and of types."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import Any

from ros2cli.api.cli_node import cli_node, wait_for_discovery
from ros2cli.api.graph_names import is_hidden

_DISCOVERY_S = 0.5


def complete_topic(prefix: str, **_: Any) -> list[str]:
    """Return the names of topics."""
    from ros2cli.api.topics_in_use import topics_in_use

    with cli_node() as node:
        wait_for_discovery(node, _DISCOVERY_S)
        names = [name for name, _ in topics_in_use(node, include_hidden=is_hidden(prefix))]
    return _beginning(names, prefix)


def complete_service(prefix: str, **_: Any) -> list[str]:
    """Return the names of services."""
    with cli_node() as node:
        wait_for_discovery(node, _DISCOVERY_S)
        names = [name for name, _ in node.get_service_names_and_types()]
    return _beginning(names, prefix)


def complete_node(prefix: str, **_: Any) -> list[str]:
    """Return the full names of nodes."""
    with cli_node() as node:
        wait_for_discovery(node, _DISCOVERY_S)
        names = set(node.get_fully_qualified_node_names()) - {node.get_fully_qualified_name()}
    return _beginning(names, prefix)


def complete_parameter(prefix: str, parsed_args: argparse.Namespace, **_: Any) -> list[str]:
    """Return the names of the parameters of the node on the command line."""
    from ros2cli.api.parameter_client import ParameterClient
    from ros2cli.cli_error import CliError

    try:
        with cli_node() as node:
            names = ParameterClient(node, parsed_args.node_name, _DISCOVERY_S).names()
    except CliError:
        return []  # no such node: nothing to propose
    return _beginning(names, prefix)


def complete_type(*kinds: str) -> Any:
    """Return a function that completes types of some kinds: 'msg', 'srv', 'action'."""

    def complete(prefix: str, **_: Any) -> list[str]:
        from ros_embedded.interfaces.catalogue import interface_names, interface_packages

        names = (
            f'{package}/{kind}/{name}'
            for package in interface_packages()
            for kind in kinds
            for name in interface_names(package, kind)
        )
        return _beginning(names, prefix)

    return complete


def add_completed(
    parser: argparse.ArgumentParser, name: str, completer: Any, **options: Any
) -> argparse.Action:
    """Add an argument that a shell completes with a function."""
    argument = parser.add_argument(name, **options)
    argument.completer = completer  # type: ignore[attr-defined]
    return argument


def _beginning(names: Iterable[str], prefix: str) -> list[str]:
    """Return the names that begin as the user wrote; a slash in front may be left out."""
    found = sorted(name for name in names if name.startswith(prefix))
    if found or prefix.startswith('/'):
        return found
    return sorted(name[1:] for name in names if name.startswith(f'/{prefix}'))
