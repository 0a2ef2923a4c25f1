# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""docs/nodes.md tells the parameters of every node as they are in the code."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NODES = ROOT / 'src' / 'lavla' / 'nodes'

# Sections of the page that belong to more than one module of a node's name.
SHARED = {
    'Parameters of a policy': ('policy_parameters',),
    'Parameters of a controller': ('controller_node', 'gate_parameters'),
}


def sections() -> dict[str, set[str]]:
    """Return the parameters in each section of the page."""
    text = (ROOT / 'docs' / 'nodes.md').read_text(encoding='utf-8')
    parts = re.split(r'^## (.+)$', text, flags=re.MULTILINE)[1:]
    return {
        title: set(re.findall(r'^\| `([a-z_]+)` \|', body, flags=re.MULTILINE))
        for title, body in zip(parts[::2], parts[1::2], strict=True)
    }


def declared(module: str) -> set[str]:
    """Return the names of the parameters that a module declares."""
    tree = ast.parse((NODES / f'{module}.py').read_text(encoding='utf-8'))
    return {
        call.args[1].value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id.startswith('declare_')
        and len(call.args) > 1
        and isinstance(call.args[1], ast.Constant)
    }


def executables() -> list[str]:
    """Return the names of the nodes."""
    return sorted(path.name for path in (ROOT / 'scripts').iterdir() if path.is_file())


@pytest.mark.parametrize('title', [*executables(), *SHARED])
def test_parameters_are_those_of_the_code(title: str) -> None:
    expected = set().union(*(declared(module) for module in SHARED.get(title, (title,))))
    assert expected
    assert sections()[title] == expected
