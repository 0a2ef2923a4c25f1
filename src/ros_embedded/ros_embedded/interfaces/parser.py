# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Parse .msg, .srv and .action files into definitions (the grammar is rosbags')."""

from __future__ import annotations

from ros_embedded.interfaces.definition import (
    PRIMITIVE_SIZES,
    Constant,
    Field,
    FieldType,
    MessageDefinition,
)


class InterfaceSyntaxError(ValueError):
    """An interface file cannot be understood."""


def parse_message(text: str, name: str, source: str) -> MessageDefinition:
    """
    Parse the text of a .msg file.

    :param name: full name of the result, e.g. 'std_msgs/msg/Header'.
    :param source: where the text comes from, for error messages.
    :raises InterfaceSyntaxError: when the text is not a definition.
    """
    from rosbags.typesys.base import BaseType, Cardinality, TypesysError
    from rosbags.typesys.msg import MSGParser

    package, _, short = name.split('/')
    cleaned = text.replace('\r\n', '\n').rstrip() + '\n'
    try:
        # Unqualified names in services and actions are messages of the same package.
        parsed = MSGParser(f'MSG: {package}/msg/{short}\n{cleaned}').specification()[0]
    except TypesysError as error:
        raise InterfaceSyntaxError(f'{source}: {_first_line(str(error))}') from error
    fields = []
    for field in parsed.fields:
        kind = field.typ
        base = kind.ref.name.value if isinstance(kind.ref, BaseType) else kind.ref.name
        if base == 'Header' or (base == f'{package}/msg/Header' and package != 'std_msgs'):
            base = 'std_msgs/msg/Header'
        if '/' not in base and base != 'string' and base not in PRIMITIVE_SIZES:
            raise InterfaceSyntaxError(
                f"{source}: field '{field.name}' has type '{base}', which is not supported"
            )
        container = {
            Cardinality.SCALAR: 'scalar',
            Cardinality.ARRAY: 'array',
            Cardinality.SEQUENCE: 'sequence',
        }[kind.cardinality]
        fields.append(
            Field(field.name, FieldType(base, container, kind.size, kind.str_size), field.value)
        )
    constants = tuple(Constant(c.name, c.typ.value, c.value) for c in parsed.constants)
    return MessageDefinition(name, tuple(fields), constants)


def parse_service(text: str, name: str, source: str) -> tuple[MessageDefinition, ...]:
    """Parse a .srv file into its request and response definitions."""
    sections = _sections(text, 2, source)
    return tuple(
        parse_message(section, f'{name}_{suffix}', source)
        for section, suffix in zip(sections, ('Request', 'Response'), strict=True)
    )


def parse_action(text: str, name: str, source: str) -> tuple[MessageDefinition, ...]:
    """Parse a .action file into goal, result, feedback and the messages ROS derives from them."""
    goal, result, feedback = _sections(text, 3, source)
    goal_id = Field('goal_id', FieldType('unique_identifier_msgs/msg/UUID'))
    stamp = Field('stamp', FieldType('builtin_interfaces/msg/Time'))
    return (
        parse_message(goal, f'{name}_Goal', source),
        parse_message(result, f'{name}_Result', source),
        parse_message(feedback, f'{name}_Feedback', source),
        MessageDefinition(
            f'{name}_SendGoal_Request', (goal_id, Field('goal', FieldType(f'{name}_Goal')))
        ),
        MessageDefinition(
            f'{name}_SendGoal_Response', (Field('accepted', FieldType('bool')), stamp)
        ),
        MessageDefinition(f'{name}_GetResult_Request', (goal_id,)),
        MessageDefinition(
            f'{name}_GetResult_Response',
            (Field('status', FieldType('int8')), Field('result', FieldType(f'{name}_Result'))),
        ),
        MessageDefinition(
            f'{name}_FeedbackMessage',
            (goal_id, Field('feedback', FieldType(f'{name}_Feedback'))),
        ),
    )


def _sections(text: str, count: int, source: str) -> list[str]:
    sections: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.strip() == '---':
            sections.append([])
        else:
            sections[-1].append(line)
    if len(sections) != count:
        raise InterfaceSyntaxError(
            f"{source}: expected {count} sections separated by '---', found {len(sections)}"
        )
    return ['\n'.join(section) for section in sections]


def _first_line(text: str) -> str:
    return ' '.join(text.split())[:200]
