# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The value of a Python expression as a substitution."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from launch.substitution import Substitution
from launch.substitutions.substitution_failure import SubstitutionFailure
from launch.utilities import normalize_to_list_of_substitutions, perform_substitutions

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext
    from launch.some_substitutions_type import SomeSubstitutionsType


class PythonExpression(Substitution):
    """Stand for the value of a Python expression."""

    def __init__(
        self,
        expression: SomeSubstitutionsType,
        python_modules: Iterable[SomeSubstitutionsType] = ('math',),
    ) -> None:
        """
        Store the expression and the modules it uses.

        Names of `math` are known without a prefix; of other modules, and of `math` too, with it.
        """
        self.__expression = normalize_to_list_of_substitutions(expression)
        modules = [python_modules] if isinstance(python_modules, str) else python_modules
        self.__python_modules = [normalize_to_list_of_substitutions(one) for one in modules]

    @property
    def expression(self) -> list[Substitution]:
        """Return the expression."""
        return self.__expression

    def describe(self) -> str:
        """Return the expression."""
        tokens = ' + '.join(token.describe() for token in self.__expression)
        return f'PythonExpr({tokens})'

    def perform(self, context: LaunchContext) -> str:
        """Return the value as text; raise SubstitutionFailure when it cannot be computed."""
        text = perform_substitutions(context, self.__expression)
        names: dict[str, Any] = {}
        for module in self.__python_modules:
            name = perform_substitutions(context, module)
            names[name] = importlib.import_module(name)
            if name == 'math':
                names.update(vars(names[name]))
        try:
            return str(eval(text, {}, names))
        except Exception as error:
            raise SubstitutionFailure(
                f"cannot evaluate the Python expression '{text}': {type(error).__name__}: {error}"
            ) from error
