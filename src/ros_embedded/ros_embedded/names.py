# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Names of nodes, topics, services and parameters: validation, expansion, remapping."""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_NODE_NAME_LENGTH = 255

_CHARACTERS = 'must not contain characters other than alphanumerics'
_UNALLOWED = re.compile('[^A-Za-z0-9_/]')
_LAST_SLASH = re.compile(r'/\Z')
_REPEATED_SLASH = re.compile('(?<=/)/')
_NUMBER = re.compile('(?:(?<=^)|(?<=/))[0-9]')
_SUBSTITUTION = re.compile(r'\{(\w*)\}')
_KNOWN_SUBSTITUTIONS = ('node', 'ns', 'namespace')


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
    kind = 'node name'
    if not name:
        raise InvalidNameError(kind, name, 'node name must not be empty', 0)
    _check(kind, name, _UNALLOWED.search(name.replace('/', '?')), f"{_CHARACTERS} or '_'")
    _check(kind, name, re.match(r'\d', name), 'must not start with a number')
    if len(name) > MAX_NODE_NAME_LENGTH:
        reason = f"node name length should not exceed '{MAX_NODE_NAME_LENGTH}'"
        raise InvalidNameError(kind, name, reason, MAX_NODE_NAME_LENGTH)


def check_namespace(namespace: str) -> None:
    """Raise InvalidNameError unless the namespace is absolute and made of tokens."""
    kind = 'namespace'
    if not namespace:
        raise InvalidNameError(kind, namespace, 'namespace must not be empty', 0)
    if namespace == '/':
        return
    _check(
        kind, namespace, re.match('[^/]', namespace), "must be absolute, it must lead with a '/'"
    )
    _check(
        kind,
        namespace,
        _LAST_SLASH.search(namespace),
        "must not end with a '/', unless only a '/'",
    )
    _check(kind, namespace, _UNALLOWED.search(namespace), f"{_CHARACTERS}, '_', or '/'")
    _check(kind, namespace, _REPEATED_SLASH.search(namespace), "must not contain repeated '/'")
    _check(
        kind,
        namespace,
        _NUMBER.search(namespace),
        'must not have a token that starts with a number',
    )


def check_full_topic_name(name: str) -> None:
    """Raise InvalidNameError unless the name is absolute and needs no expansion."""
    kind = 'topic name'
    if not name:
        raise InvalidNameError(kind, name, 'topic name must not be empty', 0)
    _check(kind, name, re.match('[^/]', name), "must be absolute, it must lead with a '/'")
    _check(kind, name, _LAST_SLASH.search(name), "must not end with a '/'")
    _check(kind, name, _UNALLOWED.search(name), f"{_CHARACTERS}, '_', or '/'")
    _check(kind, name, _REPEATED_SLASH.search(name), "must not contain repeated '/'")
    _check(kind, name, _NUMBER.search(name), 'must not have a token that starts with a number')


def check_topic_name(name: str) -> None:
    """Raise InvalidNameError unless the name can be expanded (it may hold ~ and {node})."""
    kind = 'topic name'
    if not name:
        raise InvalidNameError(kind, name, 'topic name must not be empty string', 0)
    _check(kind, name, _LAST_SLASH.search(name), 'must not end with a forward slash')
    _check(
        kind,
        name,
        re.search(r'[^A-Za-z0-9_/~{}]', name),
        f"{_CHARACTERS}, '_', '~', '{{', or '}}'",
    )
    # Substitutions stand for tokens: look at them, then at the rest as if they were plain.
    for match in _SUBSTITUTION.finditer(name):
        if match[1] not in _KNOWN_SUBSTITUTIONS:
            reason = f"topic name has the unknown substitution '{match[0]}'"
            raise InvalidNameError(kind, name, reason, match.start())
    plain = _SUBSTITUTION.sub(lambda match: '_' * len(match[0]), name)
    braces = "must not have unmatched (unbalanced) curly braces '{}'"
    _check(kind, name, re.search('[{}]', plain), braces)
    tilde = "must not have tilde '~' unless it is the first character"
    _check(kind, name, re.search('(?<=.)~', plain), tilde)
    slash = "must not have a tilde '~' that is not followed by a forward slash '/'"
    _check(kind, name, re.search('(?<=^~)[^/]', plain), slash)
    _check(kind, name, _REPEATED_SLASH.search(plain), "must not contain repeated '/'")
    _check(kind, name, _NUMBER.search(plain), 'token must not start with a number')


def _check(kind: str, name: str, wrong: re.Match[str] | None, reason: str) -> None:
    if wrong:
        raise InvalidNameError(kind, name, f'{kind} {reason}', wrong.start())


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
    new_name = next(
        (
            rule.replacement
            for rule in rules
            if rule.match in ('__node', '__name') and rule.node in ('', node_name)
        ),
        node_name,
    )
    # As in rcl, a rule for the namespace of one node names that node as it is called now.
    new_namespace = next(
        (
            rule.replacement
            for rule in rules
            if rule.match == '__ns' and rule.node in ('', new_name)
        ),
        namespace,
    )
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
