# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Small functions that entities of a launch share."""

from launch.utilities.ensure_argument_type import ensure_argument_type
from launch.utilities.is_a import is_a, is_a_subclass
from launch.utilities.normalize_to_list_of_substitutions import normalize_to_list_of_substitutions
from launch.utilities.perform_substitutions import perform_substitutions
from launch.utilities.visit_entities import visit_all_entities_and_collect_futures

__all__ = [
    'ensure_argument_type',
    'is_a',
    'is_a_subclass',
    'normalize_to_list_of_substitutions',
    'perform_substitutions',
    'visit_all_entities_and_collect_futures',
]
