# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Check and convert values assigned to message fields.

Like rclpy's setters these raise AssertionError. Numeric sequences are kept as ``array.array``,
numeric arrays of fixed size as NumPy arrays, as rclpy keeps them; anything with a buffer (bytes,
memoryview, NumPy) is copied in one go.
"""

from __future__ import annotations

from array import array
from collections import UserList
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Any

import numpy as np

INTEGER_RANGES = {
    'b': (-(2**7), 2**7 - 1),
    'B': (0, 2**8 - 1),
    'h': (-(2**15), 2**15 - 1),
    'H': (0, 2**16 - 1),
    'i': (-(2**31), 2**31 - 1),
    'I': (0, 2**32 - 1),
    'q': (-(2**63), 2**63 - 1),
    'Q': (0, 2**64 - 1),
}
FLOAT32_MAX = float(np.finfo(np.float32).max)


def wrong_type(name: str, expected: str, value: Any) -> AssertionError:
    """Return the error for a value of a wrong type."""
    return AssertionError(
        f"The '{name}' field must be {expected}, not {type(value).__name__} ({value!r:.80})"
    )


def check_integer(value: Any, name: str, code: str) -> None:
    """Raise AssertionError unless the value is an int that the type code can hold."""
    if not isinstance(value, int):
        raise wrong_type(name, "of type 'int'", value)
    low, high = INTEGER_RANGES[code]
    if not low <= value <= high:
        kind = 'an unsigned integer' if low == 0 else 'an integer'
        raise AssertionError(f"The '{name}' field must be {kind} in [{low}, {high}], not {value}")


def check_float(value: Any, name: str, single: bool) -> None:
    """Raise AssertionError unless the value is a float (that fits 32 bits when ``single``)."""
    if not isinstance(value, float):
        raise wrong_type(name, "of type 'float'", value)
    if single and abs(value) > FLOAT32_MAX and value - value == 0.0:
        raise AssertionError(
            f"The '{name}' field must be a float in [-{FLOAT32_MAX}, {FLOAT32_MAX}], not {value}"
        )


def check_byte(value: Any, name: str) -> None:
    """Raise AssertionError unless the value is one byte."""
    if not isinstance(value, (bytes, bytearray)) or len(value) != 1:
        raise wrong_type(name, "of type 'bytes' or 'ByteString' with length 1", value)


def check_string(value: Any, name: str, bound: int) -> None:
    """Raise AssertionError unless the value is a str within the bound (0: unbounded)."""
    if not isinstance(value, str):
        raise wrong_type(name, "of type 'str'", value)
    if bound and len(value) > bound:
        raise AssertionError(
            f"The '{name}' field must be a string of at most {bound} characters, not {len(value)}"
        )


def check_length(value: Any, name: str, fixed: int, bound: int) -> None:
    """Raise AssertionError when a collection has a wrong length."""
    if fixed and len(value) != fixed:
        raise AssertionError(f"The '{name}' field must have length {fixed}, not {len(value)}")
    if bound and len(value) > bound:
        raise AssertionError(
            f"The '{name}' field must have at most {bound} elements, not {len(value)}"
        )


def check_elements(value: Any, name: str, kind: type, kind_name: str) -> None:
    """Raise AssertionError unless the value is a collection of elements of one type."""
    if not isinstance(value, (Sequence, AbstractSet, UserList)) or isinstance(value, (str, bytes)):
        raise wrong_type(name, f"a set or sequence and each value of type '{kind_name}'", value)
    for item in value:
        if not isinstance(item, kind):
            raise AssertionError(
                f"The '{name}' field must be a set or sequence and each value of type "
                f"'{kind_name}', not {type(item).__name__} ({item!r:.80})"
            )


def to_number_sequence(value: Any, name: str, code: str, bound: int) -> array[Any]:
    """Return a numeric sequence as ``array.array`` of the type code (kept when it is one)."""
    if isinstance(value, array):
        if value.typecode != code:
            raise AssertionError(
                f"The '{name}' array.array() must have the type code of '{code}', "
                f"not '{value.typecode}'"
            )
        result = value
    elif isinstance(value, (bytes, bytearray)) and code in 'bB':
        result = array(code)
        result.frombytes(value)
    elif isinstance(value, (np.ndarray, memoryview)):
        result = array(code)
        result.frombytes(_flat_numbers(value, name, code).data.cast('B'))
    else:
        result = _array_of_elements(value, name, code)
    if bound:
        check_length(result, name, 0, bound)
    return result


def to_number_array(value: Any, name: str, code: str, size: int) -> np.ndarray:
    """Return a numeric array of fixed size as NumPy array, shape (size,)."""
    if isinstance(value, np.ndarray) and value.dtype == np.dtype(code):
        result = value
        if result.shape != (size,):
            raise AssertionError(
                f"The '{name}' numpy.ndarray() must have a size of {size}, not {value.shape}"
            )
        return result
    if isinstance(value, (np.ndarray, memoryview, array, bytes, bytearray)):
        result = _flat_numbers(value, name, code)
    else:
        result = np.array(_array_of_elements(value, name, code), dtype=code)
    check_length(result, name, size, 0)
    return result


def _array_of_elements(value: Any, name: str, code: str) -> array[Any]:
    kind, kind_name = (float, 'float') if code in 'fd' else (int, 'int')
    check_elements(value, name, kind, kind_name)
    try:
        return array(code, value)
    except OverflowError as error:
        low, high = INTEGER_RANGES.get(code, (-FLOAT32_MAX, FLOAT32_MAX))
        raise AssertionError(
            f"The '{name}' field must have each value in [{low}, {high}]"
        ) from error


def _flat_numbers(value: Any, name: str, code: str) -> np.ndarray:
    numbers = np.asarray(np.frombuffer(value, np.uint8) if isinstance(value, bytes) else value)
    if numbers.ndim != 1:
        raise AssertionError(
            f"The '{name}' field must be one-dimensional, not of shape {numbers.shape}; "
            'pass value.ravel() or value.tobytes()'
        )
    target = np.dtype(code)
    if numbers.dtype == target:
        return np.ascontiguousarray(numbers)
    if not np.can_cast(numbers.dtype, target, 'same_kind') and not (
        numbers.dtype.kind in 'iu' and target.kind in 'iuf'
    ):
        raise AssertionError(
            f"The '{name}' field must have elements of type {target}, not {numbers.dtype}"
        )
    if target.kind in 'iu' and numbers.size:
        low, high = INTEGER_RANGES[code]
        if int(numbers.min()) < low or int(numbers.max()) > high:
            raise AssertionError(f"The '{name}' field must have each value in [{low}, {high}]")
    return np.ascontiguousarray(numbers, dtype=target)
