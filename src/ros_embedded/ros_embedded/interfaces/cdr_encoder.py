# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Generate the CDR encoder of a message class."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any

from ros_embedded.interfaces.cdr_error import CdrError
from ros_embedded.interfaces.cdr_layout import Layout
from ros_embedded.interfaces.definition import PRIMITIVE_SIZES, TYPE_CODES, FieldType
from ros_embedded.interfaces.message import Message
from ros_embedded.interfaces.message_class import python_name

_HEADER = b'\x00\x01\x00\x00'


def _wrong_length(name: str, expected: int, found: int) -> CdrError:
    return CdrError(f"'{name}' must have {expected} elements, not {found}")


def generate_encoder(cls: type[Message]) -> Callable[[Any], bytes]:
    """Return a function that encodes a message, with the CDR header in front."""
    generator = _EncoderGenerator()
    source = generator.generate(cls)
    exec(compile(source, f'<encoder of {cls._definition.name}>', 'exec'), generator.names)
    return generator.names['encode']


class _EncoderGenerator:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.depth = 1
        self.count = 0
        self.layout = Layout()
        self.pending: list[tuple[str, str]] = []
        self.names: dict[str, Any] = {
            'HEADER': _HEADER,
            'ZEROS': tuple(bytes(count) for count in range(8)),
            'join': b''.join,
            'wrong_length': _wrong_length,
        }

    def generate(self, cls: type[Message]) -> str:
        self.message('message', cls)
        self.flush()
        return '\n'.join(
            [
                'def encode(message):',
                '    parts = [HEADER]',
                '    push = parts.append',
                '    pos = 0',
                *self.lines,
                '    return join(parts)',
            ]
        )

    def emit(self, line: str) -> None:
        self.lines.append('    ' * self.depth + line)

    def variable(self) -> str:
        self.count += 1
        return f'v{self.count}'

    def flush(self) -> None:
        if not self.pending:
            return
        codes = '<' + ''.join(code for code, _ in self.pending)
        name = 'pack_' + codes[1:].replace('?', 't')
        packer = struct.Struct(codes)
        self.names[name] = packer.pack
        values = ', '.join(value for _, value in self.pending if value)
        self.emit(f'push({name}({values}))')
        self.emit(f'pos += {packer.size}')
        self.pending = []

    def align(self, alignment: int) -> None:
        padding = self.layout.padding(alignment)
        if padding is None:
            self.flush()
            self.pad(alignment)
            self.layout.aligned(alignment)
        elif padding:
            self.pending.append((f'{padding}x', ''))
            self.layout.advance(padding)

    def pad(self, alignment: int) -> None:
        self.emit(f'gap = -pos & {alignment - 1}')
        self.emit('if gap:')
        self.emit('    push(ZEROS[gap])')
        self.emit('    pos += gap')

    def scalar(self, base: str, expression: str) -> None:
        size = PRIMITIVE_SIZES[base]
        self.align(size)
        self.pending.append((TYPE_CODES[base], expression))
        self.layout.advance(size)

    def message(self, expression: str, cls: type[Message]) -> None:
        from ros_embedded.interfaces.registry import message_class

        if not cls._definition.fields:
            self.scalar('uint8', '0')
        for field in cls._definition.fields:
            value = f'{expression}._{python_name(field.name)}'
            self.value(field.type, value, field.name, message_class)

    def value(
        self,
        kind: FieldType,
        expression: str,
        name: str,
        message_class: Callable[[str], type[Message]],
    ) -> None:
        if kind.container == 'scalar':
            if kind.is_message:
                nested = self.variable()
                self.emit(f'{nested} = {expression}')
                self.message(nested, message_class(kind.base))
            elif kind.is_string:
                self.string(expression)
            else:
                self.scalar(kind.base, expression)
        elif kind.base in PRIMITIVE_SIZES:
            self.primitives(kind, expression, name)
        else:
            self.loop(kind, expression, name, message_class)

    def string(self, expression: str) -> None:
        text = self.variable()
        self.emit(f'{text} = {expression}.encode()')
        self.scalar('uint32', f'len({text}) + 1')
        self.flush()
        self.emit(f'push({text})')
        self.emit('push(ZEROS[1])')
        self.emit(f'pos += len({text}) + 1')
        self.layout.unknown()

    def collection(self, kind: FieldType, expression: str, name: str) -> str:
        """Emit the length of a collection; return the variable that holds the collection."""
        values = self.variable()
        self.emit(f'{values} = {expression}')
        if kind.container == 'array':
            self.emit(f'if len({values}) != {kind.size}:')
            self.emit(f'    raise wrong_length({name!r}, {kind.size}, len({values}))')
        else:
            self.scalar('uint32', f'len({values})')
        return values

    def primitives(self, kind: FieldType, expression: str, name: str) -> None:
        size = PRIMITIVE_SIZES[kind.base]
        values = self.collection(kind, expression, name)
        if kind.container == 'array':
            self.align(size)
            self.flush()
            self.push_block(kind, values)
            self.layout.advance(kind.size * size)
            return
        self.flush()
        self.emit(f'if {values}:')
        self.depth += 1
        if size == 8:
            self.pad(8)
        self.push_block(kind, values)
        self.depth -= 1
        # After an empty sequence of 8-byte numbers the offset is a multiple of 4 only.
        self.layout.aligned(min(size, 4))

    def push_block(self, kind: FieldType, values: str) -> None:
        size = PRIMITIVE_SIZES[kind.base]
        if kind.base == 'bool':
            self.emit(f'push(bytes(map(bool, {values})))')
        elif kind.base == 'byte':
            self.emit(f'push(join({values}))')
        elif kind.container == 'array':
            self.emit(f'push({values}.tobytes())')
        else:
            self.emit(f'push({values})')
        self.emit(f'pos += len({values}) * {size}')

    def loop(
        self,
        kind: FieldType,
        expression: str,
        name: str,
        message_class: Callable[[str], type[Message]],
    ) -> None:
        values = self.collection(kind, expression, name)
        self.flush()
        item = self.variable()
        self.emit(f'for {item} in {values}:')
        self.depth += 1
        self.layout.unknown()
        element = FieldType(kind.base, string_bound=kind.string_bound)
        self.value(element, item, name, message_class)
        self.flush()
        self.depth -= 1
        self.layout.unknown()
