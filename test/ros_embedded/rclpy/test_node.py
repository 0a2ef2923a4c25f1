# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Nodes: names, arguments of their own and of the process, contexts and domains."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import rclpy
from rclpy.context import Context
from rclpy.exceptions import (
    InvalidNamespaceException,
    InvalidNodeNameException,
    InvalidServiceNameException,
    InvalidTopicNameException,
    NotInitializedException,
)
from rclpy.node import Node
from std_msgs.msg import String
from std_srvs.srv import Trigger

OTHER_DOMAIN = 100  # beyond those that files of tests have for themselves


@pytest.fixture
def context_with() -> Any:
    """Return a function that makes contexts, which are shut down at the end."""
    contexts: list[Context] = []

    def make(*arguments: str, domain_id: int | None = None) -> Context:
        contexts.append(Context())
        rclpy.init(args=list(arguments), context=contexts[-1], domain_id=domain_id)
        return contexts[-1]

    yield make
    for context in contexts:
        context.try_shutdown()


def test_names_that_break_the_rules_say_where(make_node: Callable[..., Any]) -> None:
    with pytest.raises(InvalidNodeNameException) as caught:
        make_node('a-b')
    assert caught.value.invalid_index == 1
    assert str(caught.value) == (
        'Invalid node name: node name must not contain characters other than alphanumerics or '
        "'_':\n  'a-b'\n    ^"
    )
    with pytest.raises(InvalidNamespaceException, match='must not contain repeated'):
        make_node(namespace='a//b')
    node = make_node()
    with pytest.raises(InvalidTopicNameException, match='must not end with a forward slash'):
        node.create_publisher(String, 'a/', 1)
    with pytest.raises(InvalidServiceNameException, match='token must not start with a number'):
        node.create_client(Trigger, 'a/1')
    with pytest.raises(InvalidTopicNameException, match='must not contain'):
        node.count_publishers('a b')


def test_arguments_of_the_process_and_of_a_node(
    context_with: Callable[..., Context], make_node: Callable[..., Any]
) -> None:
    context = context_with(
        'program', '--ros-args', '-r', 'second:__node:=other', '-r', 'topic:=/global', '-p', 'n:=1'
    )
    first = make_node('first', context=context)
    second = make_node('second', context=context, namespace='ns')
    assert first.get_fully_qualified_name() == '/first'
    assert second.get_fully_qualified_name() == '/ns/other'
    assert first.resolve_topic_name('topic') == '/global'
    own = ['--ros-args', '-r', 'topic:=/own', '-p', 'n:=2']
    third = make_node('third', context=context, cli_args=own)
    assert third.resolve_topic_name('topic') == '/own'
    assert third.declare_parameter('n', 0).value == 2
    assert first.declare_parameter('n', 0).value == 1
    deaf = make_node('deaf', context=context, use_global_arguments=False)
    assert deaf.resolve_topic_name('topic') == '/topic'
    assert deaf.declare_parameter('n', 0).value == 0


def test_contexts_of_different_domains_do_not_meet(
    context_with: Callable[..., Context], make_node: Callable[..., Any], context: Context
) -> None:
    other = context_with(domain_id=OTHER_DOMAIN)
    assert other.get_domain_id() == OTHER_DOMAIN != context.get_domain_id()
    here, there = make_node('here'), make_node('there', context=other)
    here.create_publisher(String, 'topic', 1)
    subscription = there.create_subscription(String, 'topic', lambda _: None, 1)
    assert here.count_publishers('topic') == 1
    assert there.count_publishers('topic') == 0
    assert subscription.get_publisher_count() == 0
    assert 'here' not in there.get_node_names()


def test_a_context_must_be_initialized_and_only_once(
    context_with: Callable[..., Context],
) -> None:
    with pytest.raises(NotInitializedException):
        Node('early', context=Context())
    context = context_with()
    with pytest.raises(RuntimeError, match='must only be called once'):
        context.init([])
    context.shutdown()
    with pytest.raises(RuntimeError, match='must be initialized before it can be shutdown'):
        context.shutdown()
    with pytest.raises(NotInitializedException):
        Node('late', context=context)


def test_entities_of_a_node_are_listed_until_they_are_destroyed(
    make_node: Callable[..., Any],
) -> None:
    with make_node() as node:
        with node.create_publisher(String, 'topic', 1) as publisher:
            assert publisher in list(node.publishers)
        timer = node.create_timer(1.0, lambda: None)
        service = node.create_service(Trigger, 'go', lambda _, response: response)
        assert timer in list(node.timers)
        assert service in list(node.services)
        assert node.destroy_timer(timer)
        assert not node.destroy_timer(timer)
        assert timer not in list(node.timers)
    assert list(node.services) == []
    node.destroy_node()


def test_a_refused_subscription_leaves_nothing_behind(make_node: Callable[..., Any]) -> None:
    node = make_node()
    with pytest.raises(RuntimeError, match='should take the message'):
        node.create_subscription(String, 'topic', lambda: None, 1)
    assert node.count_subscribers('topic') == 0
    assert 'topic' not in [subscription.topic for subscription in node.subscriptions]


def test_what_is_not_supported_says_so_by_name(make_node: Callable[..., Any]) -> None:
    node = make_node()
    with pytest.raises(NotImplementedError, match='content_filter_options'):
        node.create_subscription(String, 'a', print, 1, content_filter_options=object())
    with pytest.raises(NotImplementedError, match='configure_introspection'):
        node.create_client(Trigger, 'go').configure_introspection(None, None, None)
    with pytest.raises(NotImplementedError, match='add_waitable'):
        node.add_waitable(object())
