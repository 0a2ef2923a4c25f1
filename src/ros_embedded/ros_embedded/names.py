# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Names of nodes, topics, services and parameters: validation, expansion, remapping."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(r'[A-Za-z_][A-Za-z0-9_]*\Z')
_SUBSTITUTIONS = ('node', 'ns', 'namespace')


class InvalidNameError(ValueError):
    """
    A name breaks the rules of ROS 2.

    ``name`` is the name, ``reason`` says which rule, ``index`` where.
    """

    def __init__(self, kind: str, name: str, reason: str, index: int) -> None:
        """Describe the broken rule."""
        super().__init__(f"Invalid {kind}: {reason}:\n  '{name}'\n   {' ' * index}^")
        self.kind = kind
        self.name = name
        self.reason = reason
        self.index = index


def check_node_name(name: str) -> None:
    """Raise InvalidNameError unless the name is one token."""
    if not name:
        raise InvalidNameError('node name', name, 'node name must not be empty', 0)
    for index, letter in enumerate(name):
        if not (letter.isascii() and (letter.isalnum() or letter == '_')):
            reason = "node name must not contain characters other than alphanumerics or '_'"
            raise InvalidNameError('node name', name, reason, index)
    if name[0].isdigit():
        raise InvalidNameError('node name', name, 'node name must not start with a number', 0)


def check_namespace(namespace: str) -> None:
    """Raise InvalidNameError unless the namespace is absolute and made of tokens."""
    if not namespace.startswith('/'):
        reason = "namespace must be absolute, it must lead with a '/'"
        raise InvalidNameError('namespace', namespace, reason, 0)
    if namespace != '/':
        _check_tokens('namespace', namespace, namespace[1:].split('/'), 1)


def check_topic_name(name: str, kind: str = 'topic name') -> None:
    """Raise InvalidNameError unless the name can be expanded (it may hold ~ and {node})."""
    if not name:
        raise InvalidNameError(kind, name, f'{kind} must not be empty', 0)
    plain = re.sub(r'\{(\w+)\}', lambda match: '_' * len(match[0]), name)
    start = 0
    if plain.startswith('~'):
        if len(plain) > 1 and plain[1] != '/':
            raise InvalidNameError(kind, name, f"{kind} must have '/' after a leading '~'", 1)
        start = 2
    elif plain.startswith('/'):
        start = 1
    if len(plain) >= start + (plain == '/') and plain != '~':
        _check_tokens(kind, name, plain[start:].split('/'), start)
    for match in re.finditer(r'\{(\w+)\}', name):
        if match[1] not in _SUBSTITUTIONS:
            reason = f"{kind} has the unknown substitution '{match[0]}'"
            raise InvalidNameError(kind, name, reason, match.start())


def _check_tokens(kind: str, name: str, tokens: list[str], start: int) -> None:
    index = start
    for token in tokens:
        if not token:
            reason = f"{kind} must not end with '/' or contain repeated '/'"
            raise InvalidNameError(kind, name, reason, min(index, len(name) - 1))
        if not _TOKEN.match(token):
            if token[0].isdigit():
                raise InvalidNameError(
                    kind, name, f'{kind} must not have a token that starts with a number', index
                )
            wrong = next(
                offset
                for offset, letter in enumerate(token)
                if not (letter.isascii() and (letter.isalnum() or letter == '_'))
            )
            reason = f"{kind} must not contain characters other than alphanumerics, '_', '~', '{{'"
            raise InvalidNameError(kind, name, reason, index + wrong)
        index += len(token) + 1


def expand(name: str, node_name: str, namespace: str) -> str:
    """
    Return the absolute name of a topic or service for a node.

    :raises InvalidNameError: when the name breaks the rules.
    """
    check_topic_name(name)
    base = namespace.rstrip('/')
    if name.startswith('~'):
        name = f'{base}/{node_name}{name[1:]}'
    name = name.replace('{node}', node_name)
    name = name.replace('{ns}', base).replace('{namespace}', base)
    if not name.startswith('/'):
        name = f'{base}/{name}'
    return name


def full_node_name(namespace: str, node_name: str) -> str:
    """Return namespace and name of a node in one, e.g. '/robot/camera'."""
    return f'{namespace.rstrip("/")}/{node_name}'


@dataclass(frozen=True)
class RemapRule:
    """
    Rule of ``-r [node:]match:=replacement``.

    ``scheme`` is 'rostopic', 'rosservice' or '' (both); ``node`` limits the rule to a node.
    """

    match: str
    replacement: str
    node: str = ''
    scheme: str = ''


def parse_remap_rule(text: str) -> RemapRule:
    """
    Parse a remap rule.

    :raises ValueError: when the text is no rule.
    """
    left, separator, replacement = text.partition(':=')
    if not separator or not left or not replacement:
        raise ValueError(
            f"remap rule '{text}' is not of the form [node:]from:=to, e.g. image:=camera/image"
        )
    scheme = ''
    for each in ('rostopic', 'rosservice'):
        if left.startswith(f'{each}://'):
            scheme, left = each, left[len(each) + 3 :]
    node, separator, match = left.partition(':')
    if not separator:
        node, match = '', left
    return RemapRule(match, replacement, node, scheme)


def remapped_node(rules: list[RemapRule], node_name: str, namespace: str) -> tuple[str, str]:
    """Return node name and namespace after ``__node``/``__name`` and ``__ns`` rules."""
    new_name, new_namespace = node_name, namespace
    for rule in reversed(rules):
        if rule.node and rule.node != node_name:
            continue
        if rule.match in ('__node', '__name'):
            new_name = rule.replacement
        elif rule.match == '__ns':
            new_namespace = rule.replacement
    return new_name, new_namespace


def remap(
    rules: list[RemapRule], name: str, node_name: str, namespace: str, service: bool = False
) -> str:
    """Return an absolute topic or service name after the first rule that matches it."""
    scheme = 'rosservice' if service else 'rostopic'
    for rule in rules:
        if rule.match.startswith('__') or rule.scheme not in ('', scheme):
            continue
        if rule.node and rule.node != node_name:
            continue
        if expand(rule.match, node_name, namespace) == name:
            return expand(rule.replacement, node_name, namespace)
    return name
