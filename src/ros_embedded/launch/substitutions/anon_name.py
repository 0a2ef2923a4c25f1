# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""A name made unique as a substitution."""

from __future__ import annotations

import os
import random
import socket
from typing import TYPE_CHECKING

from launch.substitution import Substitution
from launch.utilities import normalize_to_list_of_substitutions, perform_substitutions

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext
    from launch.some_substitutions_type import SomeSubstitutionsType


class AnonName(Substitution):
    """Stand for a name with a unique ending; the same name gives the same text again."""

    def __init__(self, name: SomeSubstitutionsType) -> None:
        """Store the name."""
        self.__name = normalize_to_list_of_substitutions(name)

    def describe(self) -> str:
        """Return the name."""
        return f'AnonName({" + ".join(token.describe() for token in self.__name)})'

    def perform(self, context: LaunchContext) -> str:
        """Return the unique name."""
        name = perform_substitutions(context, self.__name)
        key = f'anon_{name}'
        if key not in context.launch_configurations:
            host = socket.gethostname().replace('.', '_').replace('-', '_').replace(':', '_')
            number = random.randint(0, 2**31)
            context.launch_configurations[key] = f'{name}_{host}_{os.getpid()}_{number}'
        return context.launch_configurations[key]
