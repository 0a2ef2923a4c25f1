# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Find the verbs without importing them: the heavy libraries load only when a verb is run."""

from __future__ import annotations

import argparse
import ast
import importlib
from pathlib import Path
from typing import Protocol, cast

from lavla_training.cli import verbs


class Verb(Protocol):
    """What a module in `lavla_training.cli.verbs` offers."""

    __doc__: str | None

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the verb's arguments."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Do the work and return the exit code."""


def verb_summaries() -> dict[str, str]:
    """Return the name and the one-line summary of every verb, in alphabetical order."""
    summaries: dict[str, str] = {}
    for folder in verbs.__path__:
        for path in sorted(Path(folder).glob('*.py')):
            if path.stem.startswith('_'):
                continue
            docstring = ast.get_docstring(ast.parse(path.read_text(encoding='utf-8'))) or ''
            summaries[path.stem.replace('_', '-')] = docstring.partition('\n')[0]
    return dict(sorted(summaries.items()))


def load_verb(name: str) -> Verb:
    """Import a verb that ``verb_summaries`` lists."""
    module = importlib.import_module(f'{verbs.__name__}.{name.replace("-", "_")}')
    return cast(Verb, module)
