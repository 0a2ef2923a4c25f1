# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Bring remapping rules into one form."""

from __future__ import annotations

from launch.substitution import Substitution
from launch.utilities import normalize_to_list_of_substitutions

from launch_ros.remap_rule_type import SomeRemapRule, SomeRemapRules

RemapRule = tuple[list[Substitution], list[Substitution]]


def normalize_remap_rule(remap_rule: SomeRemapRule) -> RemapRule:
    """Return a rule (from, to) as substitutions; raise TypeError when it is no pair."""
    if isinstance(remap_rule, str) or len(tuple(remap_rule)) != 2:
        raise TypeError(f"a remapping must be a pair ('from', 'to'), got '{remap_rule}'")
    old, new = remap_rule
    return normalize_to_list_of_substitutions(old), normalize_to_list_of_substitutions(new)


def normalize_remap_rules(remap_rules: SomeRemapRules) -> list[RemapRule]:
    """Return rules as substitutions."""
    return [normalize_remap_rule(rule) for rule in remap_rules]
