# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Declaration of read-only node parameters with descriptions and ranges."""

from __future__ import annotations

from collections.abc import Sequence

from rcl_interfaces.msg import FloatingPointRange, IntegerRange, ParameterDescriptor
from rclpy.node import Node

from lavla.nodes.node_process import NodeError


def declare_float(
    node: Node, name: str, default: float, description: str, minimum: float, maximum: float
) -> float:
    """Declare a float parameter inside a range and return its value."""
    descriptor = ParameterDescriptor(description=description, read_only=True)
    descriptor.floating_point_range = [
        FloatingPointRange(from_value=float(minimum), to_value=float(maximum), step=0.0)
    ]
    return float(node.declare_parameter(name, float(default), descriptor).value)


def declare_integer(
    node: Node, name: str, default: int, description: str, minimum: int, maximum: int
) -> int:
    """Declare an integer parameter inside a range and return its value."""
    descriptor = ParameterDescriptor(description=description, read_only=True)
    descriptor.integer_range = [IntegerRange(from_value=minimum, to_value=maximum, step=1)]
    return int(node.declare_parameter(name, default, descriptor).value)


def declare_boolean(node: Node, name: str, default: bool, description: str) -> bool:
    """Declare a boolean parameter and return its value."""
    descriptor = ParameterDescriptor(description=description, read_only=True)
    return bool(node.declare_parameter(name, default, descriptor).value)


def declare_text(
    node: Node, name: str, default: str, description: str, choices: Sequence[str] = ()
) -> str:
    """
    Declare a string parameter and return its value.

    Raise NodeError when choices are given and the value is none of them.
    """
    descriptor = ParameterDescriptor(description=description, read_only=True)
    if choices:
        descriptor.additional_constraints = 'one of: ' + ', '.join(choices)
    value = str(node.declare_parameter(name, default, descriptor).value)
    if choices and value not in choices:
        raise NodeError(f'parameter {name} is {value!r}; it must be one of: ' + ', '.join(choices))
    return value


def declare_text_list(
    node: Node, name: str, default: Sequence[str], description: str
) -> tuple[str, ...]:
    """
    Declare a parameter that holds a list of strings and return its value.

    A list with one empty string means an empty list: ROS 2 cannot tell the type of `[]`.
    """
    descriptor = ParameterDescriptor(description=description, read_only=True)
    value = node.declare_parameter(name, list(default) or [''], descriptor).value
    return tuple(str(item) for item in value if item)
