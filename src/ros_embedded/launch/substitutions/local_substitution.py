# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""An expression on the locals of the launch context as a substitution."""

from __future__ import annotations

import operator
import re
from typing import TYPE_CHECKING

from launch.substitution import Substitution
from launch.substitutions.substitution_failure import SubstitutionFailure

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext

_FORM = re.compile(r'([A-Za-z_][\w.]*)((?:\[-?\d+\])*)')


class LocalSubstitution(Substitution):
    """Stand for a local, such as `event.reason` or `arguments[0]`."""

    def __init__(self, expression: str, description: str | None = None) -> None:
        """Store the expression."""
        self.__expression = expression
        self.__description = description

    @property
    def expression(self) -> str:
        """Return the expression."""
        return self.__expression

    def describe(self) -> str:
        """Return the description, or the expression when there is none."""
        return f"LocalVar('{self.__description or self.__expression}')"

    def perform(self, context: LaunchContext) -> str:
        """Return the value as text; raise SubstitutionFailure when there is no such local."""
        match = _FORM.fullmatch(self.__expression)
        if match is None:
            raise SubstitutionFailure(
                f"'{self.__expression}' is not of the form name.attribute[index]"
            )
        path, indices = match.groups()
        try:
            value = operator.attrgetter(path)(context.locals)
            for index in re.findall(r'-?\d+', indices):
                value = value[int(index)]
        except (AttributeError, LookupError, TypeError) as error:
            raise SubstitutionFailure(f"no local '{self.__expression}' here: {error}") from error
        return str(value)
