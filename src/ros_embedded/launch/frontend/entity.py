# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""One element of a launch file in XML or YAML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from launch.utilities.type_utils import coerce_to_type, yaml_text


class Entity:
    """
    An element with a name, attributes and children; the same for XML and YAML.

    It keeps account of what was read, so that nothing in a launch file is overlooked in silence.
    """

    def __init__(
        self,
        type_name: str,
        attributes: Mapping[str, Any],
        children: Iterable[Entity],
        parent: Entity | None = None,
    ) -> None:
        """Store name, attributes (text, numbers, lists) and children."""
        self._type_name = type_name
        self._attributes = dict(attributes)
        self._children = list(children)
        self._parent = parent
        self._unread = set(self._attributes)
        self._unread_children = {id(child): child for child in self._children}
        for child in self._children:
            child._parent = self

    @property
    def type_name(self) -> str:
        """Return the name of the element."""
        return self._type_name

    @property
    def parent(self) -> Entity | None:
        """Return the element around this one."""
        return self._parent

    @property
    def children(self) -> list[Entity]:
        """Return the elements in this one."""
        self._unread_children.clear()
        return self._children

    def get_attr(
        self,
        name: str,
        *,
        data_type: Any = str,
        optional: bool = False,
        can_be_str: bool = True,
    ) -> Any:
        """
        Return an attribute, or None when it is optional and not there.

        `list[Entity]` as the type asks for the children of that name. `can_be_str` lets text
        with substitutions stand for a value of another type. Raises AttributeError when the
        attribute is missing, TypeError when it is of another type.
        """
        if _asks_for_entities(data_type):
            return self._children_named(name, optional)
        if name not in self._attributes:
            if optional:
                return None
            raise AttributeError(f"'{self._type_name}' needs the attribute '{name}'")
        self._unread.discard(name)
        value = self._attributes[name]
        if data_type is str or data_type is None:
            return yaml_text(value) if data_type is str and not isinstance(value, str) else value
        if not isinstance(value, str):
            return value
        if can_be_str and '$(' in value:
            return value
        try:
            return coerce_to_type(value, data_type)
        except ValueError as error:
            raise TypeError(
                f"the attribute '{name}' of '{self._type_name}' is wrong: {error}"
            ) from error

    def _children_named(self, name: str, optional: bool) -> list[Entity] | None:
        found = [child for child in self._children if child.type_name == name]
        for child in found:
            self._unread_children.pop(id(child), None)
        if found:
            return found
        if optional:
            return None
        raise AttributeError(f"'{self._type_name}' needs at least one '{name}' in it")

    def assert_entity_completely_parsed(self) -> None:
        """Raise ValueError when attributes or children were not read: nobody knows them."""
        unknown = sorted(self._unread)
        if unknown:
            raise ValueError(f"'{self._type_name}' has unknown attributes: {', '.join(unknown)}")
        if self._unread_children:
            names = sorted({child.type_name for child in self._unread_children.values()})
            raise ValueError(f"'{self._type_name}' has unknown elements: {', '.join(names)}")


def _asks_for_entities(data_type: Any) -> bool:
    arguments: tuple[Any, ...] = getattr(data_type, '__args__', ())
    return bool(arguments) and isinstance(arguments[0], type) and issubclass(arguments[0], Entity)
