# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Parameter files: YAML, with node names and wildcards above ``ros__parameters``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

PARAMETERS_KEY = 'ros__parameters'


@dataclass(frozen=True)
class ParameterRule:
    """Parameters for the nodes whose full name matches a pattern ('/**', 'camera', '/a/*')."""

    node_pattern: str
    values: dict[str, Any]

    def matches(self, full_name: str) -> bool:
        """Tell whether the rule is for the node of this full name."""
        pattern = self.node_pattern
        if '/' not in pattern and '*' not in pattern:
            return full_name.rpartition('/')[2] == pattern
        if not pattern.startswith('/'):
            pattern = '/' + pattern
        expression = ''
        for token in pattern.split('/')[1:]:
            if token == '**':
                expression += '(/[^/]+)*'
            else:
                expression += '/' + re.escape(token).replace(r'\*', '[^/]*')
        return re.fullmatch(expression, full_name) is not None


def parameters_for(rules: list[ParameterRule], full_name: str) -> dict[str, Any]:
    """Return the parameter values for a node; later rules win."""
    values: dict[str, Any] = {}
    for rule in rules:
        if rule.matches(full_name):
            values.update(rule.values)
    return values


def read_parameter_file(path: str | Path) -> list[ParameterRule]:
    """
    Read the rules of a parameter file.

    :raises ValueError: when the file is missing, no YAML or has another structure.
    """
    try:
        content = yaml.safe_load(Path(path).read_text(encoding='utf-8'))
    except OSError as error:
        raise ValueError(f"cannot read parameter file '{path}': {error.strerror}") from error
    except yaml.YAMLError as error:
        raise ValueError(f"parameter file '{path}' is not YAML: {error}") from error
    if content is None:
        return []
    if not isinstance(content, dict):
        raise ValueError(
            f"parameter file '{path}' must map node names to '{PARAMETERS_KEY}', "
            f'not hold a {type(content).__name__}'
        )
    rules: list[ParameterRule] = []
    _collect(content, '', rules, path)
    return rules


def _collect(
    content: dict[Any, Any], prefix: str, rules: list[ParameterRule], path: str | Path
) -> None:
    for key, value in content.items():
        if key == PARAMETERS_KEY:
            if value is None:
                continue
            if not isinstance(value, dict):
                raise ValueError(
                    f"parameter file '{path}': '{PARAMETERS_KEY}' of '{prefix or '/'}' must be a "
                    f'map of names to values, not a {type(value).__name__}'
                )
            rules.append(ParameterRule(prefix or '/**', flatten(value)))
            continue
        name = f'{prefix}/{str(key).strip("/")}' if prefix or str(key).startswith('/') else key
        if not isinstance(value, dict):
            raise ValueError(
                f"parameter file '{path}': '{name}' has no '{PARAMETERS_KEY}' map below it"
            )
        _collect(value, str(name), rules, path)


def flatten(values: dict[Any, Any], prefix: str = '') -> dict[str, Any]:
    """Return nested maps as one map with dotted names."""
    flat: dict[str, Any] = {}
    for key, value in values.items():
        name = f'{prefix}{key}'
        if isinstance(value, dict):
            flat.update(flatten(value, f'{name}.'))
        else:
            flat[name] = value
    return flat
