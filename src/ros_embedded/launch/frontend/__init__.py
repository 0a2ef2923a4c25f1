# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Substitutions written as text, as launch files in XML and parameter files have them."""

from launch.frontend.parse_substitution import SubstitutionSyntaxError, parse_substitution

__all__ = ['SubstitutionSyntaxError', 'parse_substitution']
