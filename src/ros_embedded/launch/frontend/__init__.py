# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Launch files in XML and YAML, and substitutions written as text."""

from launch.frontend.entity import Entity
from launch.frontend.expose import expose_action, expose_substitution
from launch.frontend.parse_substitution import SubstitutionSyntaxError, parse_substitution
from launch.frontend.parser import Parser

__all__ = [
    'Entity',
    'Parser',
    'SubstitutionSyntaxError',
    'expose_action',
    'expose_substitution',
    'parse_substitution',
]
