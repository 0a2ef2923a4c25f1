# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Parse text with substitutions such as `$(var name)` or `$(find-pkg-share package)/file`."""

from __future__ import annotations

from collections.abc import Callable

from launch.frontend.expose import substitution_parsers
from launch.substitution import Substitution
from launch.substitutions import (
    AllSubstitution,
    AndSubstitution,
    AnonName,
    AnySubstitution,
    Command,
    EnvironmentVariable,
    EqualsSubstitution,
    FileContent,
    FindExecutable,
    ForEachVar,
    ForLoopIndex,
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


def _executable_in_package(executable: Argument, package: Argument) -> Substitution:
    from launch_ros.substitutions import ExecutableInPackage

    return ExecutableInPackage(executable, package)


def _parameter(name: Argument, default: Argument | None = None) -> Substitution:
    from launch_ros.substitutions import Parameter

    return Parameter(name, default=default)


def _loop_value(name: Argument, default: Argument | None = None) -> Substitution:
    return ForEachVar(name, default_value=default)


def _expression(expression: Argument, modules: Argument | None = None) -> Substitution:
    if modules is None:
        return PythonExpression(expression)
    names = ''.join(part.text for part in modules if isinstance(part, TextSubstitution))
    return PythonExpression(expression, [name.strip() for name in names.split(',')])


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
    'eval': (_expression, 1, 2),
    'command': (lambda text, on_stderr='fail': Command(text, on_stderr=on_stderr), 1, 2),
    'find-exec': (lambda name: FindExecutable(name=name), 1, 1),
    'find-pkg-share': (_find_pkg_share, 1, 1),
    'find-pkg-prefix': (_find_pkg_prefix, 1, 1),
    'exec-in-pkg': (_executable_in_package, 2, 2),
    'param': (_parameter, 1, 2),
    'for-var': (_loop_value, 1, 2),
    'index': (ForLoopIndex, 1, 1),
    'dirname': (ThisLaunchFileDir, 0, 0),
    'filename': (ThisLaunchFile, 0, 0),
    'file-content': (FileContent, 1, 1),
    'log_dir': (LaunchLogDir, 0, 0),
    'launch_log_dir': (LaunchLogDir, 0, 0),
    'anon': (AnonName, 1, 1),
    'not': (NotSubstitution, 1, 1),
    'and': (AndSubstitution, 2, 2),
    'or': (OrSubstitution, 2, 2),
    'any': (AnySubstitution, 1, 99),
    'all': (AllSubstitution, 1, 99),
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
        if name in substitution_parsers:
            substitution, keywords = substitution_parsers[name](self._read_arguments())
            return substitution(**keywords)
        if name not in _KINDS:
            raise SubstitutionSyntaxError(
                f"unknown substitution '$({name} …)' in '{self._text}'; "
                f'known are: {", ".join(sorted(_KINDS))}'
            )
        function, least, greatest = _KINDS[name]
        arguments = self._read_expression() if name == 'eval' else self._read_arguments()
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

    def _read_expression(self) -> list[Argument]:
        """
        Read the expression of `eval`, in quotes or not; in quotes, its modules may follow.

        When more than that follows a closing quote, the quotes are those of Python's own texts.
        """
        start = self._position
        arguments: list[Argument] = []
        self._skip_spaces()
        while not self._at_end() and self._text[self._position] in '\'"':
            quote = self._text[self._position]
            self._position += 1
            arguments.append(self.read_text(stop=quote))
            self._position += 1
            self._skip_spaces()
        if arguments and not self._at_end() and self._text[self._position] == ')':
            self._position += 1
            return arguments
        self._position = start
        return [self._read_rest()]

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
                return parts
            depth += 1 if character == '(' else -1
            parts.append(TextSubstitution(text=character))

    def _skip_spaces(self) -> None:
        while not self._at_end() and self._text[self._position].isspace():
            self._position += 1

    def _at_end(self) -> bool:
        return self._position >= len(self._text)
