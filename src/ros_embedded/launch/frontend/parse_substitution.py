# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Parse text with substitutions such as `$(var name)` or `$(find-pkg-share package)/file`."""

from __future__ import annotations

from collections.abc import Callable

from launch.substitution import Substitution
from launch.substitutions import (
    AndSubstitution,
    AnonName,
    Command,
    EnvironmentVariable,
    EqualsSubstitution,
    FileContent,
    FindExecutable,
    IfElseSubstitution,
    LaunchConfiguration,
    LaunchLogDir,
    NotEqualsSubstitution,
    NotSubstitution,
    OrSubstitution,
    PythonExpression,
    TextSubstitution,
    ThisLaunchFile,
    ThisLaunchFileDir,
)

Argument = list[Substitution]


class SubstitutionSyntaxError(ValueError):
    """Say which text is no well-formed substitution and why."""


def _find_pkg_share(package: Argument) -> Substitution:
    from launch_ros.substitutions import FindPackageShare

    return FindPackageShare(package)


def _find_pkg_prefix(package: Argument) -> Substitution:
    from launch_ros.substitutions import FindPackagePrefix

    return FindPackagePrefix(package)


def _variable(name: Argument, default: Argument | None = None) -> Substitution:
    return LaunchConfiguration(name, default=default)


def _environment(name: Argument, default: Argument | None = None) -> Substitution:
    return EnvironmentVariable(name, default_value=default)


def _optional_environment(name: Argument, default: Argument | None = None) -> Substitution:
    return EnvironmentVariable(name, default_value=default if default is not None else '')


# Name: (function of the arguments, least and greatest number of arguments).
_KINDS: dict[str, tuple[Callable[..., Substitution], int, int]] = {
    'var': (_variable, 1, 2),
    'env': (_environment, 1, 2),
    'optenv': (_optional_environment, 1, 2),
    'eval': (PythonExpression, 1, 1),
    'command': (lambda text, on_stderr='fail': Command(text, on_stderr=on_stderr), 1, 2),
    'find-exec': (lambda name: FindExecutable(name=name), 1, 1),
    'find-pkg-share': (_find_pkg_share, 1, 1),
    'find-pkg-prefix': (_find_pkg_prefix, 1, 1),
    'dirname': (ThisLaunchFileDir, 0, 0),
    'filename': (ThisLaunchFile, 0, 0),
    'file-content': (FileContent, 1, 1),
    'log_dir': (LaunchLogDir, 0, 0),
    'launch_log_dir': (LaunchLogDir, 0, 0),
    'anon': (AnonName, 1, 1),
    'not': (NotSubstitution, 1, 1),
    'and': (AndSubstitution, 2, 2),
    'or': (OrSubstitution, 2, 2),
    'equals': (EqualsSubstitution, 2, 2),
    'not-equals': (NotEqualsSubstitution, 2, 2),
    'if': (IfElseSubstitution, 2, 3),
}


def parse_substitution(text: str) -> list[Substitution]:
    """Return the substitutions of a text; raise SubstitutionSyntaxError when it has errors."""
    parser = _Parser(text)
    return parser.read_text(stop='')


class _Parser:
    """Read a text from left to right; parts in parentheses may hold further substitutions."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._position = 0

    def read_text(self, stop: str) -> list[Substitution]:
        """Read until one of the characters of `stop`, which is not consumed, or to the end."""
        parts: list[Substitution] = []
        plain = ''
        while self._position < len(self._text) and self._text[self._position] not in stop:
            if self._text.startswith('$(', self._position):
                if plain:
                    parts.append(TextSubstitution(text=plain))
                    plain = ''
                self._position += 2
                parts.append(self._read_substitution())
                continue
            if self._text[self._position] == '\\' and self._position + 1 < len(self._text):
                self._position += 1
            plain += self._text[self._position]
            self._position += 1
        if plain or not parts:
            parts.append(TextSubstitution(text=plain))
        return parts

    def _read_substitution(self) -> Substitution:
        start = self._position
        while self._position < len(self._text) and self._text[self._position] not in ' \t\n)':
            self._position += 1
        name = self._text[start : self._position]
        if name not in _KINDS:
            raise SubstitutionSyntaxError(
                f"unknown substitution '$({name} …)' in '{self._text}'; "
                f'known are: {", ".join(sorted(_KINDS))}'
            )
        function, least, greatest = _KINDS[name]
        arguments = [self._read_rest()] if name == 'eval' else self._read_arguments()
        if not least <= len(arguments) <= greatest:
            raise SubstitutionSyntaxError(
                f"'$({name} …)' in '{self._text}' takes {least} to {greatest} arguments, "
                f'got {len(arguments)}'
            )
        return function(*arguments)

    def _read_arguments(self) -> list[Argument]:
        arguments: list[Argument] = []
        while True:
            self._skip_spaces()
            if self._at_end():
                raise SubstitutionSyntaxError(f"a ')' is missing in '{self._text}'")
            character = self._text[self._position]
            if character == ')':
                self._position += 1
                return arguments
            if character in '\'"':
                self._position += 1
                arguments.append(self.read_text(stop=character))
                if self._at_end():
                    raise SubstitutionSyntaxError(f"a {character} is missing in '{self._text}'")
                self._position += 1
            else:
                arguments.append(self.read_text(stop=' \t\n)'))

    def _read_rest(self) -> Argument:
        """Read one argument up to the closing parenthesis; inner parentheses must match."""
        self._skip_spaces()
        depth = 0
        parts: list[Substitution] = []
        while True:
            parts += self.read_text(stop='()')
            if self._at_end():
                raise SubstitutionSyntaxError(f"a ')' is missing in '{self._text}'")
            character = self._text[self._position]
            self._position += 1
            if character == ')' and depth == 0:
                return _without_outer_quotes(parts)
            depth += 1 if character == '(' else -1
            parts.append(TextSubstitution(text=character))

    def _skip_spaces(self) -> None:
        while not self._at_end() and self._text[self._position].isspace():
            self._position += 1

    def _at_end(self) -> bool:
        return self._position >= len(self._text)


def _without_outer_quotes(parts: list[Substitution]) -> Argument:
    """Remove double quotes around a whole expression."""
    texts = [part for part in parts if isinstance(part, TextSubstitution)]
    if len(texts) < 1 or parts[0] is not texts[0] or parts[-1] is not texts[-1]:
        return parts
    whole = ''.join(part.text if isinstance(part, TextSubstitution) else '\0' for part in parts)
    if len(whole) < 2 or whole[0] != '"' or whole.rstrip()[-1] != '"' or whole.count('"') != 2:
        return parts
    return [
        TextSubstitution(text=part.text.replace('"', ''))
        if isinstance(part, TextSubstitution)
        else part
        for part in parts
    ]
