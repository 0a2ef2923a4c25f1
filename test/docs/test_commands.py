# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Commands in the pages name verbs, options and launch arguments that exist."""

from __future__ import annotations

import argparse
import re
from importlib import import_module
from pathlib import Path
from typing import Any

from launch.launch_description_sources import get_launch_description_from_any_launch_file
from ros2cli.commands import COMMANDS

from lavla.robots import find_share_directory
from lavla_training.cli.registry import load_verb, verb_summaries

# Written for a verb or a package of the reader's choice.
PLACEHOLDERS = {'VERB', '<verb>', 'COMMAND', '…'}


def options_of(module: Any) -> set[str]:
    """Return the options that a module's add_arguments declares."""
    parser = argparse.ArgumentParser()
    module.add_arguments(parser)
    return {option for action in parser._actions for option in action.option_strings}


def test_every_training_command_has_its_verb_and_options(commands: list[str]) -> None:
    for command in commands:
        for words in re.findall(r'lavla-train (.+?)(?=$|[|;&])', command):
            verb, *rest = [word for word in words.split() if word != '--traceback']
            if verb in PLACEHOLDERS or verb.startswith('--'):
                continue
            assert verb in verb_summaries(), command
            used = {word.partition('=')[0] for word in rest if re.match(r'--[a-z]', word)}
            assert used <= options_of(load_verb(verb)), command


def test_every_launch_argument_exists(commands: list[str]) -> None:
    path = Path(find_share_directory()) / 'launch' / 'bimanual.launch.py'
    arguments = get_launch_description_from_any_launch_file(str(path)).get_launch_arguments()
    known = {argument.name for argument in arguments}
    for command in commands:
        is_launch = command.startswith('ros2 launch lavla bimanual.launch.py')
        if is_launch or re.match(r'[a-z_]+:=', command):
            assert set(re.findall(r'\b([a-z_]+):=', command)) <= known, command


def test_every_ros2_command_has_its_verb_and_options(commands: list[str]) -> None:
    for command in commands:
        for name, rest in re.findall(r'^ros2 (\S+)(.*)', command.partition(' --ros-args')[0]):
            if name in PLACEHOLDERS:
                continue
            assert name in COMMANDS, command
            path, (verb, *_) = f'ros2cli.command.{name}', [*rest.split(), '']
            if COMMANDS[name].verbs:
                if not verb:
                    continue
                assert verb in COMMANDS[name].verbs, command
                path = f'ros2cli.verb.{name}.{verb}'
            used = set(re.findall(r'(?<= )--?[a-z0-9][a-z-]*', re.sub(r'".*?"', '', rest)))
            assert used <= options_of(import_module(path)), command


def test_the_pages_speak_of_every_training_verb() -> None:
    text = ''.join(
        path.read_text(encoding='utf-8') for path in Path(find_share_directory()).glob('docs/*.md')
    )
    assert [
        verb for verb in verb_summaries() if not re.search(rf'lavla-train {verb}\b', text)
    ] == []


def test_the_page_on_the_ros2_command_lists_every_verb() -> None:
    text = (find_share_directory() / 'docs' / 'ros-embedded.md').read_text(encoding='utf-8')
    rows = re.findall(r'^\| (`ros2 .*`) \| (.*)\|$', text, flags=re.MULTILINE)
    listed = {
        name: verbs.split() for names, verbs in rows for name in re.findall(r'`ros2 (\w+)`', names)
    }
    assert listed == {name: sorted(command.verbs) for name, command in COMMANDS.items()}
