# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Types of what can be given as parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from launch.some_substitutions_type import SomeSubstitutionsType

from launch_ros.parameter_descriptions import Parameter, ParameterFile

SomeParameterFile = SomeSubstitutionsType | ParameterFile
SomeParametersDict = Mapping[SomeSubstitutionsType, Any]
SomeParameters = Sequence[SomeParameterFile | Path | Parameter | SomeParametersDict]
EvaluatedParameterValue = (
    str | int | float | bool | list[str] | list[int] | list[float] | list[bool]
)
