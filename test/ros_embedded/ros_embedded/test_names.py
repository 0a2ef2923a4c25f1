# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Names: rules, expansion, remapping."""

from __future__ import annotations

import pytest

from ros_embedded.names import (
    InvalidNameError,
    check_full_topic_name,
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


@pytest.mark.parametrize(
    ('name', 'reason', 'index'),
    [
        ('', 'must not be empty string', 0),
        ('a/', 'must not end with a forward slash', 1),
        ('/', 'must not end with a forward slash', 0),
        ('a b', "must not contain characters other than alphanumerics, '_', '~', '{', or '}'", 1),
        ('ä', "must not contain characters other than alphanumerics, '_', '~', '{', or '}'", 0),
        ('1a', 'token must not start with a number', 0),
        ('a/2b', 'token must not start with a number', 2),
        ('a/{node', "must not have unmatched (unbalanced) curly braces '{}'", 2),
        ('a}', "must not have unmatched (unbalanced) curly braces '{}'", 1),
        ('a/~b', "must not have tilde '~' unless it is the first character", 2),
        ('~a', "must not have a tilde '~' that is not followed by a forward slash '/'", 1),
        ('{foo}/a', "has the unknown substitution '{foo}'", 0),
        ('a//b', "must not contain repeated '/'", 2),
    ],
)
def test_bad_topic_names(name: str, reason: str, index: int) -> None:
    with pytest.raises(InvalidNameError) as caught:
        check_topic_name(name)
    assert caught.value.reason == f'topic name {reason}'
    assert caught.value.index == index


@pytest.mark.parametrize(
    ('name', 'reason', 'index'),
    [
        ('', 'must not be empty', 0),
        ('a', "must be absolute, it must lead with a '/'", 0),
        ('/a/', "must not end with a '/'", 2),
        ('/~', "must not contain characters other than alphanumerics, '_', or '/'", 1),
        ('/a//b', "must not contain repeated '/'", 3),
        ('/a/1', 'must not have a token that starts with a number', 3),
    ],
)
def test_bad_full_topic_names(name: str, reason: str, index: int) -> None:
    with pytest.raises(InvalidNameError) as caught:
        check_full_topic_name(name)
    assert caught.value.reason == f'topic name {reason}'
    assert caught.value.index == index


@pytest.mark.parametrize(
    ('name', 'reason', 'index'),
    [
        ('', 'must not be empty', 0),
        ('a/b', "must not contain characters other than alphanumerics or '_'", 1),
        ('1a', 'must not start with a number', 0),
        ('a' * 256, "length should not exceed '255'", 255),
    ],
)
def test_bad_node_names(name: str, reason: str, index: int) -> None:
    with pytest.raises(InvalidNameError) as caught:
        check_node_name(name)
    assert caught.value.reason == f'node name {reason}'
    assert caught.value.index == index


@pytest.mark.parametrize(
    ('name', 'reason', 'index'),
    [
        ('', 'must not be empty', 0),
        ('a', "must be absolute, it must lead with a '/'", 0),
        ('/a/', "must not end with a '/', unless only a '/'", 2),
        ('/a-b', "must not contain characters other than alphanumerics, '_', or '/'", 2),
        ('/a//b', "must not contain repeated '/'", 3),
        ('/1a', 'must not have a token that starts with a number', 1),
    ],
)
def test_bad_namespaces(name: str, reason: str, index: int) -> None:
    with pytest.raises(InvalidNameError) as caught:
        check_namespace(name)
    assert caught.value.reason == f'namespace {reason}'
    assert caught.value.index == index


def test_good_names() -> None:
    for topic in ('a', '~', '~/a', '/a/_b', '{node}/a', 'a/{ns}', '{namespace}'):
        check_topic_name(topic)
    check_full_topic_name('/a/b_1')
    check_node_name('_a1')
    check_namespace('/')
    check_namespace('/a/b')


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
    rules = [parse_remap_rule('a:__node:=b'), parse_remap_rule('b:__ns:=/x')]
    assert remapped_node(rules, 'a', '/') == ('b', '/x')
    rules = [parse_remap_rule('__node:=first'), parse_remap_rule('__node:=second')]
    assert remapped_node(rules, 'a', '/') == ('first', '/')
    rules = [parse_remap_rule('node:~/a:=/b'), parse_remap_rule('{node}_c:=~/d')]
    assert remap(rules, '/ns/node/a', 'node', '/ns') == '/b'
    assert remap(rules, '/ns/other/a', 'other', '/ns') == '/ns/other/a'
    assert remap(rules, '/ns/node_c', 'node', '/ns') == '/ns/node/d'
    with pytest.raises(ValueError, match='not of the form'):
        parse_remap_rule('image=camera')
