# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Entry point of the `ros2` command."""

# PYTHON_ARGCOMPLETE_OK

from __future__ import annotations

import argparse
import importlib
import os
import shlex
import signal
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from types import ModuleType

from ros2cli.cli_error import CliError
from ros2cli.commands import COMMANDS

_DESCRIPTION = 'ros2 is an extensible command-line tool for ROS 2.'


def main(argv: Sequence[str] | None = None) -> int:
    """Run `ros2` with the arguments and return its exit code."""
    _put_own_programs_on_path()
    arguments = list(sys.argv[1:] if argv is None else argv)
    parser = _make_parser(_words_of_completion() or arguments)
    _complete(parser)
    args = parser.parse_args(arguments)
    if not args.use_python_default_buffering and isinstance(sys.stdout, TextIOWrapper):
        # Whoever reads from a pipe gets every line at once, as in a terminal.
        sys.stdout.reconfigure(line_buffering=True)
    module = getattr(args, 'module', None)
    if module is None:
        getattr(args, 'parser', parser).print_help()
        return 0
    return _run(module, args)


def _run(module: ModuleType, args: argparse.Namespace) -> int:
    try:
        return module.main(args) or 0
    except CliError as error:
        print(f'ros2: {error}', file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return int(signal.SIGINT)
    except BrokenPipeError:
        # The reader of a pipe has enough; without this the interpreter would complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _make_parser(words: list[str]) -> argparse.ArgumentParser:
    """Return a parser that knows all commands, and of the one in `words` the arguments."""
    parser = argparse.ArgumentParser(prog='ros2', description=_DESCRIPTION)
    parser.add_argument(
        '--use-python-default-buffering',
        action='store_true',
        help='Do not force line buffering of the output',
    )
    subparsers = parser.add_subparsers(
        title='Commands', metavar='Call `ros2 <command> -h` for more detailed usage.'
    )
    chosen = [word for word in words if not word.startswith('-')]
    for name, command in COMMANDS.items():
        command_parser = subparsers.add_parser(name, help=command.help, description=command.help)
        command_parser.set_defaults(parser=command_parser)
        if not chosen or chosen[0] != name:
            continue
        if not command.verbs:
            _add_module(command_parser, f'ros2cli.command.{name}')
            continue
        verb_parsers = command_parser.add_subparsers(
            title='Verbs', metavar=f'Call `ros2 {name} <verb> -h` for more detailed usage.'
        )
        for verb, help_text in command.verbs.items():
            verb_parser = verb_parsers.add_parser(verb, help=help_text, description=help_text)
            if len(chosen) > 1 and chosen[1] == verb:
                _add_module(verb_parser, f'ros2cli.verb.{name}.{verb}')
    return parser


def _add_module(parser: argparse.ArgumentParser, name: str) -> None:
    module = importlib.import_module(name)
    module.add_arguments(parser)
    parser.set_defaults(module=module, parser=parser)


def _words_of_completion() -> list[str] | None:
    if '_ARGCOMPLETE' not in os.environ:
        return None
    line = os.environ.get('COMP_LINE', '')
    try:
        return shlex.split(line)[1:]
    except ValueError:
        return line.split()[1:]


def _complete(parser: argparse.ArgumentParser) -> None:
    if '_ARGCOMPLETE' not in os.environ:
        return
    try:
        import argcomplete
    except ImportError:
        sys.exit("ros2: completion needs the Python package 'argcomplete'")
    argcomplete.autocomplete(parser)


def _put_own_programs_on_path() -> None:
    """Let scripts with `#!/usr/bin/env python3` find this interpreter, and launch files `ros2`."""
    folder = str(Path(sys.executable).parent)
    paths = os.environ.get('PATH', os.defpath).split(os.pathsep)
    if paths[0] != folder:
        os.environ['PATH'] = os.pathsep.join([folder, *paths])


if __name__ == '__main__':
    sys.exit(main())
