# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Generate the CDR decoder of a message class."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Callable
from typing import Any

import numpy as np

from ros_embedded.interfaces.cdr_error import CdrError
from ros_embedded.interfaces.cdr_layout import Layout
from ros_embedded.interfaces.definition import PRIMITIVE_SIZES, TYPE_CODES, FieldType
from ros_embedded.interfaces.message import Message
from ros_embedded.interfaces.message_class import python_name


def _short(name: str, needed: int, offset: int, available: int) -> CdrError:
    return CdrError(
        f"{needed} bytes for '{name}' at offset {offset}, but the message ends at {available}"
    )


def _too_long(name: str, bound: int, length: int) -> CdrError:
    return CdrError(f"{length} elements in '{name}', which holds at most {bound}")


def generate_decoder(cls: type[Message], little_endian: bool) -> Callable[[memoryview], Any]:
    """Return a function that decodes the bytes after the CDR header into a message."""
    generator = _DecoderGenerator(little_endian)
    source = generator.generate(cls)
    exec(compile(source, f'<decoder of {cls._definition.name}>', 'exec'), generator.names)
    return generator.names['decode']


class _DecoderGenerator:
    def __init__(self, little_endian: bool) -> None:
        self.order = '<' if little_endian else '>'
        self.lines: list[str] = []
        self.depth = 1
        self.count = 0
        self.layout = Layout()
        self.pending: list[tuple[str, str]] = []
        self.builds: list[str] = []
        self.names: dict[str, Any] = {
            'array': array,
            'frombuffer': np.frombuffer,
            'short': _short,
            'too_long': _too_long,
        }

    def generate(self, cls: type[Message]) -> str:
        result = self.message(cls)
        self.flush()
        self.build()
        self.emit(f'return {result}')
        return '\n'.join(['def decode(data):', '    pos = 0', '    end = len(data)', *self.lines])

    def emit(self, line: str) -> None:
        self.lines.append('    ' * self.depth + line)

    def variable(self) -> str:
        self.count += 1
        return f'v{self.count}'

    def flush(self) -> None:
        if not self.pending:
            return
        codes = self.order + ''.join(code for code, _ in self.pending)
        name = 'unpack_' + codes[1:].replace('?', 't')
        unpacker = struct.Struct(codes)
        self.names[name] = unpacker.unpack_from
        targets = ', '.join(target for _, target in self.pending if target)
        if targets:
            comma = ',' if ',' not in targets else ''
            self.emit(f'{targets}{comma} = {name}(data, pos)')
        self.emit(f'pos += {unpacker.size}')
        self.pending = []

    def build(self) -> None:
        for line in self.builds:
            self.emit(line)
        self.builds = []

    def align(self, alignment: int) -> None:
        padding = self.layout.padding(alignment)
        if padding is None:
            self.flush()
            self.emit(f'pos = (pos + {alignment - 1}) & -{alignment}')
            self.layout.aligned(alignment)
        elif padding:
            self.pending.append((f'{padding}x', ''))
            self.layout.advance(padding)

    def scalar(self, base: str) -> str:
        size = PRIMITIVE_SIZES[base]
        self.align(size)
        target = self.variable()
        self.pending.append((TYPE_CODES[base], target))
        self.layout.advance(size)
        return target

    def message(self, cls: type[Message]) -> str:
        """Emit code that reads a message; return the variable that will hold it."""
        values = []
        from ros_embedded.interfaces.registry import message_class

        for field in cls._definition.fields:
            values.append((field.name, self.value(field.type, field.name, message_class)))
        if not values:
            self.scalar('uint8')
        result = self.variable()
        class_name = f'new_{len(self.names)}'
        self.names[class_name] = cls
        # __new__ without __init__: every field is assigned here, none needs its default.
        self.builds.append(f'{result} = {class_name}.__new__({class_name})')
        for name, value in values:
            self.builds.append(f'{result}._{python_name(name)} = {value}')
        return result

    def value(
        self, kind: FieldType, name: str, message_class: Callable[[str], type[Message]]
    ) -> str:
        if kind.container == 'scalar':
            if kind.is_message:
                return self.message(message_class(kind.base))
            return (
                self.string(name, kind.string_bound) if kind.is_string else self.scalar(kind.base)
            )
        if kind.base in PRIMITIVE_SIZES:
            return self.primitives(kind, name)
        return self.loop(kind, name, message_class)

    def string(self, name: str, bound: int) -> str:
        length = self.scalar('uint32')
        self.flush()
        result = self.variable()
        self.emit(f'stop = pos + {length}')
        self.emit('if stop > end:')
        self.emit(f'    raise short({name!r}, {length}, pos, end)')
        self.emit(f"{result} = str(data[pos:stop - 1], 'utf-8', 'replace') if {length} else ''")
        if bound:
            self.emit(f'if len({result}) > {bound}:')
            self.emit(f'    raise too_long({name!r}, {bound}, len({result}))')
        self.emit('pos = stop')
        self.layout.unknown()
        return result

    def count_of(self, kind: FieldType, name: str, minimum: int) -> str:
        """Return the expression of a collection's length, checked against the bytes left."""
        if kind.container == 'array':
            return str(kind.size)
        length = self.scalar('uint32')
        self.flush()
        if kind.size:
            self.emit(f'if {length} > {kind.size}:')
            self.emit(f'    raise too_long({name!r}, {kind.size}, {length})')
        self.emit(f'if {length} * {minimum} > end - pos:')
        self.emit(f'    raise short({name!r}, {length} * {minimum}, pos, end)')
        return length

    def primitives(self, kind: FieldType, name: str) -> str:
        size = PRIMITIVE_SIZES[kind.base]
        code = TYPE_CODES[kind.base]
        if kind.container == 'array':
            self.align(size)
            self.flush()
            result = self.read_block(kind, name, code, str(kind.size), size)
            self.layout.advance(kind.size * size)
            return result
        length = self.count_of(kind, name, size)
        result = self.variable()
        self.emit(f"{result} = array('{code}')" if kind.is_number else f'{result} = []')
        self.emit(f'if {length}:')
        self.depth += 1
        if size == 8:
            self.emit('pos = (pos + 7) & -8')
        block = self.read_block(kind, name, code, length, size)
        self.emit(f'{result} = {block}')
        self.depth -= 1
        # After an empty sequence of 8-byte numbers the offset is a multiple of 4 only.
        self.layout.aligned(min(size, 4))
        return result

    def read_block(self, kind: FieldType, name: str, code: str, length: str, size: int) -> str:
        result = self.variable()
        self.emit(f'stop = pos + {length} * {size}')
        self.emit('if stop > end:')
        self.emit(f'    raise short({name!r}, stop - pos, pos, end)')
        if kind.base == 'bool':
            self.emit(f'{result} = [item != 0 for item in data[pos:stop]]')
        elif kind.base == 'byte':
            self.emit(f'{result} = [bytes((item,)) for item in data[pos:stop]]')
        elif kind.container == 'array':
            self.emit(f"{result} = frombuffer(data, '{self.order}{code}', {length}, pos)")
            self.emit(f"{result} = {result}.astype('{code}')")
        else:
            self.emit(f"{result} = array('{code}')")
            self.emit(f'{result}.frombytes(data[pos:stop])')
            if self.order == '>' and size > 1:
                self.emit(f'{result}.byteswap()')
        self.emit('pos = stop')
        return result

    def loop(
        self, kind: FieldType, name: str, message_class: Callable[[str], type[Message]]
    ) -> str:
        length = self.count_of(kind, name, 1)
        self.flush()
        result = self.variable()
        self.emit(f'{result} = []')
        self.emit(f'for _ in range({length}):')
        outer, self.builds = self.builds, []
        self.depth += 1
        self.layout.unknown()
        item = self.value(
            FieldType(kind.base, string_bound=kind.string_bound), name, message_class
        )
        self.flush()
        self.build()
        self.emit(f'{result}.append({item})')
        self.depth -= 1
        self.builds = outer
        self.layout.unknown()
        return result
