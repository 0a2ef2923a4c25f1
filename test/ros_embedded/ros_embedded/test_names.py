# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Names: rules, expansion, remapping."""

from __future__ import annotations

import pytest

from ros_embedded.names import (
    InvalidNameError,
    check_namespace,
    check_node_name,
    check_topic_name,
    expand,
    parse_remap_rule,
    remap,
    remapped_node,
)


@pytest.mark.parametrize(
    ('name', 'expected'),
    [
        ('a', '/ns/a'),
        ('/a/b', '/a/b'),
        ('~/a', '/ns/node/a'),
        ('~', '/ns/node'),
        ('{node}/a', '/ns/node/a'),
        ('{ns}/a', '/ns/a'),
    ],
)
def test_expansion(name: str, expected: str) -> None:
    assert expand(name, 'node', '/ns') == expected


def test_expansion_in_the_root_namespace() -> None:
    assert expand('a', 'node', '/') == '/a'
    assert expand('~/a', 'node', '/') == '/node/a'


@pytest.mark.parametrize('name', ['', 'a//b', 'a/', '1a', 'a/2b', 'a b', '~a', '{foo}/a', 'ä'])
def test_bad_topic_names(name: str) -> None:
    with pytest.raises(InvalidNameError):
        check_topic_name(name)


def test_bad_node_names_and_namespaces() -> None:
    for name in ('', 'a/b', '1a', 'a-b'):
        with pytest.raises(InvalidNameError, match='node name'):
            check_node_name(name)
    for namespace in ('a', '/a/', '/a//b', '/1a'):
        with pytest.raises(InvalidNameError, match='namespace'):
            check_namespace(namespace)


def test_remap_rules() -> None:
    rules = [
        parse_remap_rule(text)
        for text in ('camera:image:=ignored', 'image:=/camera/image', 'rosservice://go:=start')
    ]
    assert remap(rules, '/ns/image', 'node', '/ns') == '/camera/image'
    assert remap(rules, '/ns/image', 'camera', '/ns') == '/ns/ignored'
    assert remap(rules, '/ns/go', 'node', '/ns') == '/ns/go'
    assert remap(rules, '/ns/go', 'node', '/ns', service=True) == '/ns/start'
    rules = [parse_remap_rule('a:__node:=b'), parse_remap_rule('__ns:=/x')]
    assert remapped_node(rules, 'a', '/') == ('b', '/x')
    assert remapped_node(rules, 'c', '/') == ('c', '/x')
    with pytest.raises(ValueError, match='not of the form'):
        parse_remap_rule('image=camera')
