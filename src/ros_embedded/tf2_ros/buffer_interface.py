# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""What every source of transforms can do: transform messages of registered types."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any, ClassVar

from geometry_msgs.msg import TransformStamped
from rclpy.duration import Duration
from rclpy.time import Time
from std_msgs.msg import Header

NO_TIMEOUT = Duration()


class TypeException(Exception):
    """No conversion of a type is registered; import the package that has it."""

    def __init__(self, errstr: str) -> None:
        """Keep the text."""
        super().__init__(errstr)
        self.errstr = errstr


class NotImplementedException(Exception):
    """A source of transforms lacks one of the methods that it must have."""

    def __init__(self) -> None:
        """Set the text."""
        self.errstr = 'CanTransform or LookupTransform not implemented'
        super().__init__(self.errstr)


class BufferInterface:
    """Source of transforms, base of Buffer and BufferClient."""

    def __init__(self) -> None:
        """Create a source that knows all registered types."""
        self.registration = TransformRegistration()

    def transform(
        self,
        object_stamped: Any,
        target_frame: str,
        timeout: Duration = NO_TIMEOUT,
        new_type: Any = None,
    ) -> Any:
        """
        Return a stamped message in another frame.

        :param timeout: how long to wait for the transform.
        :param new_type: a type to convert the result to.
        :raises TypeException: when no transformation of the type is registered
            (import tf2_geometry_msgs for those of geometry_msgs).
        :raises TransformException: when the transform cannot be had.
        """
        do_transform = self.registration.get(type(object_stamped))
        header = object_stamped.header
        transform = self.lookup_transform(target_frame, header.frame_id, header.stamp, timeout)
        result = do_transform(object_stamped, transform)
        return result if new_type is None else convert(result, new_type)

    def transform_full(
        self,
        object_stamped: Any,
        target_frame: str,
        target_time: Time,
        fixed_frame: str,
        timeout: Duration = NO_TIMEOUT,
        new_type: Any = None,
    ) -> Any:
        """
        Return a stamped message in another frame at another time.

        :param fixed_frame: the frame that is taken not to move between both times.
        See transform() for the rest.
        """
        do_transform = self.registration.get(type(object_stamped))
        header = object_stamped.header
        transform = self.lookup_transform_full(
            target_frame, target_time, header.frame_id, header.stamp, fixed_frame, timeout
        )
        result = do_transform(object_stamped, transform)
        return result if new_type is None else convert(result, new_type)

    def lookup_transform(self, *args: Any, **kwargs: Any) -> TransformStamped:
        """Return the transform between two frames; see Buffer.lookup_transform()."""
        raise NotImplementedException

    def lookup_transform_full(self, *args: Any, **kwargs: Any) -> TransformStamped:
        """Return the transform between two times; see Buffer.lookup_transform_full()."""
        raise NotImplementedException

    def can_transform(self, *args: Any, **kwargs: Any) -> bool:
        """Tell whether lookup_transform() would succeed with these arguments."""
        raise NotImplementedException

    def can_transform_full(self, *args: Any, **kwargs: Any) -> bool:
        """Tell whether lookup_transform_full() would succeed with these arguments."""
        raise NotImplementedException


def Stamped(obj: Any, stamp: Any, frame_id: str) -> Any:
    """Give an object a header; ``stamp`` is a builtin_interfaces/msg/Time."""
    obj.header = Header(frame_id=frame_id, stamp=stamp)
    return obj


class TransformRegistration:
    """Functions that apply a TransformStamped to a message, by the type of message."""

    _functions: ClassVar[dict[Any, Callable[[Any, TransformStamped], Any]]] = {}

    def print_me(self) -> None:
        """Print the functions."""
        print(self._functions)

    def add(self, key: Any, callback: Callable[[Any, TransformStamped], Any]) -> None:
        """Register the function of a type."""
        self._functions[key] = callback

    def get(self, key: Any) -> Callable[[Any, TransformStamped], Any]:
        """
        Return the function of a type.

        :raises TypeException: when there is none.
        """
        return _registered(self._functions, key)


class ConvertRegistration:
    """Functions that convert between types, directly or by way of a message."""

    _from_msg: ClassVar[dict[Any, Callable[[Any], Any]]] = {}
    _to_msg: ClassVar[dict[Any, Callable[[Any], Any]]] = {}
    _convert: ClassVar[dict[Any, Callable[[Any], Any]]] = {}

    def add_from_msg(self, key: Any, callback: Callable[[Any], Any]) -> None:
        """Register the function that makes a type from a message."""
        self._from_msg[key] = callback

    def add_to_msg(self, key: Any, callback: Callable[[Any], Any]) -> None:
        """Register the function that makes a message from a type."""
        self._to_msg[key] = callback

    def add_convert(self, key: tuple[Any, Any], callback: Callable[[Any], Any]) -> None:
        """Register the function that converts from the first type to the second."""
        self._convert[key] = callback

    def get_from_msg(self, key: Any) -> Callable[[Any], Any]:
        """Return the function that makes a type from a message."""
        return _registered(self._from_msg, key)

    def get_to_msg(self, key: Any) -> Callable[[Any], Any]:
        """Return the function that makes a message from a type."""
        return _registered(self._to_msg, key)

    def get_convert(self, key: tuple[Any, Any]) -> Callable[[Any], Any]:
        """Return the function that converts from the first type to the second."""
        return _registered(self._convert, key)


def convert(a: Any, b_type: Any) -> Any:
    """
    Return an object as another type; a copy where it has that type already.

    :raises TypeException: when no conversion is registered.
    """
    registration = ConvertRegistration()
    if (type(a), b_type) in registration._convert:
        return registration.get_convert((type(a), b_type))(a)
    if type(a) is b_type:
        return deepcopy(a)
    return registration.get_from_msg(b_type)(registration.get_to_msg(type(a))(a))


def _registered(functions: dict[Any, Callable[..., Any]], key: Any) -> Callable[..., Any]:
    if key not in functions:
        raise TypeException(f'Type {key} is not loaded or supported')
    return functions[key]
