# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""One Python class per interface, made when first asked for."""

from __future__ import annotations

from functools import cache
from threading import RLock
from typing import Any

from ros_embedded.interfaces import catalogue
from ros_embedded.interfaces.catalogue import UnknownInterfaceError
from ros_embedded.interfaces.message import Message
from ros_embedded.interfaces.message_class import make_message_class

__all__ = ['UnknownInterfaceError', 'interface_class', 'message_class']

_lock = RLock()
_messages: dict[str, type[Message]] = {}


def message_class(name: str) -> type[Message]:
    """
    Return the class of a message by its full name, e.g. 'std_msgs/msg/Header'.

    :raises UnknownInterfaceError: when there is no such message.
    """
    found = _messages.get(name)
    if found is not None:
        return found
    with _lock:
        if name not in _messages:
            definition = catalogue.message_definition(name)
            _messages[name] = make_message_class(definition, message_class)
        return _messages[name]


@cache
def interface_class(package: str, kind: str, name: str) -> type[Any]:
    """
    Return the class of a message, service or action.

    :param kind: 'msg', 'srv' or 'action'.
    :raises UnknownInterfaceError: when there is no such interface.
    """
    full = f'{package}/{kind}/{name}'
    if kind == 'msg' or '_' in name:
        return message_class(full)
    if kind == 'srv':
        return _service_class(full)
    return _action_class(full)


def _service_class(name: str) -> type[Any]:
    package, kind, short = name.split('/')
    return type(
        short,
        (),
        {
            '__doc__': f'Service {name}.',
            '__module__': f'{package}.{kind}',
            '__slots__': (),
            '_interface_name': name,
            'Request': message_class(f'{name}_Request'),
            'Response': message_class(f'{name}_Response'),
        },
    )


def _action_class(name: str) -> type[Any]:
    package, kind, short = name.split('/')

    def service(part: str) -> type[Any]:
        return _service_class(f'{name}_{part}')

    implementation = type(
        'Impl',
        (),
        {
            '__doc__': f'Services and messages that make the action {name}.',
            'SendGoalService': service('SendGoal'),
            'GetResultService': service('GetResult'),
            'FeedbackMessage': message_class(f'{name}_FeedbackMessage'),
            'CancelGoalService': interface_class('action_msgs', 'srv', 'CancelGoal'),
            'GoalStatusMessage': message_class('action_msgs/msg/GoalStatusArray'),
        },
    )
    return type(
        short,
        (),
        {
            '__doc__': f'Action {name}.',
            '__module__': f'{package}.{kind}',
            '__slots__': (),
            '_interface_name': name,
            'Goal': message_class(f'{name}_Goal'),
            'Result': message_class(f'{name}_Result'),
            'Feedback': message_class(f'{name}_Feedback'),
            'Impl': implementation,
        },
    )
