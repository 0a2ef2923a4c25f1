# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Execute a ROS node."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml
from launch.actions import ExecuteLocal
from launch.descriptions import Executable
from launch.launch_context import LaunchContext
from launch.some_substitutions_type import SomeSubstitutionsType
from launch.substitution import Substitution
from launch.utilities import (
    ensure_argument_type,
    normalize_to_list_of_substitutions,
    perform_substitutions,
)

from launch_ros.parameter_descriptions import write_temporary_parameter_file
from launch_ros.parameters_type import SomeParameters
from launch_ros.remap_rule_type import SomeRemapRules
from launch_ros.substitutions import ExecutableInPackage
from launch_ros.utilities import evaluate_parameters, normalize_remap_rules
from launch_ros.utilities.namespaces import (
    is_root_namespace,
    make_namespace_absolute,
    prefix_namespace,
    validate_namespace,
    validate_node_name,
)

_EXECUTABLE_OPTIONS = ('prefix', 'cwd', 'env', 'additional_env')


class Node(ExecuteLocal):
    """Execute a node of a package, with its name, namespace, parameters and remappings."""

    UNSPECIFIED_NODE_NAME = '<node_name_unspecified>'
    UNSPECIFIED_NODE_NAMESPACE = '<node_namespace_unspecified>'

    def __init__(
        self,
        *,
        executable: SomeSubstitutionsType,
        package: SomeSubstitutionsType | None = None,
        name: SomeSubstitutionsType | None = None,
        namespace: SomeSubstitutionsType | None = None,
        exec_name: SomeSubstitutionsType | None = None,
        parameters: SomeParameters | None = None,
        remappings: SomeRemapRules | None = None,
        ros_arguments: Iterable[SomeSubstitutionsType] | None = None,
        arguments: Iterable[SomeSubstitutionsType] | None = None,
        **kwargs: Any,
    ) -> None:
        """
        Store how the node is executed.

        Without a `package`, `executable` is a path or a command on PATH. `parameters` is a list of
        dictionaries, paths of YAML files, ParameterFile and Parameter; later ones win. A relative
        `namespace` goes below that of the scope. `exec_name` is the label of the process. Further
        arguments are those of ExecuteProcess. Raises TypeError for arguments of a wrong type.
        """
        if parameters is not None:
            ensure_argument_type(parameters, (list, tuple), 'parameters', 'Node')
        command: Any = executable
        if package is not None:
            command = ExecutableInPackage(package=package, executable=executable)
        options = {key: kwargs.pop(key) for key in _EXECUTABLE_OPTIONS if key in kwargs}
        cmd: list[Any] = [command, *(arguments or ())]
        if ros_arguments is not None:
            cmd += ['--ros-args', *ros_arguments, '--']
        super().__init__(
            process_description=Executable(cmd=cmd, name=exec_name, **options), **kwargs
        )
        self.__package = package
        self.__executable = executable
        self.__name = None if name is None else normalize_to_list_of_substitutions(name)
        self.__namespace = (
            None if namespace is None else normalize_to_list_of_substitutions(namespace)
        )
        self.__parameters = list(parameters or ())
        self.__remappings = normalize_remap_rules(remappings or ())
        self.__expanded_name = self.UNSPECIFIED_NODE_NAME
        self.__expanded_namespace: str | None = None
        self.__final_name: str | None = None

    @property
    def node_package(self) -> SomeSubstitutionsType | None:
        """Return the package of the node."""
        return self.__package

    @property
    def node_executable(self) -> SomeSubstitutionsType:
        """Return the executable of the node."""
        return self.__executable

    @property
    def node_name(self) -> str:
        """Return the name with the namespace; raise RuntimeError before the node was started."""
        if self.__final_name is None:
            raise RuntimeError("the node's name is known only once the action was executed")
        return self.__final_name

    @property
    def expanded_node_namespace(self) -> str:
        """Return the namespace once the node was started."""
        return self.__expanded_namespace or self.UNSPECIFIED_NODE_NAMESPACE

    def is_node_name_fully_specified(self) -> bool:
        """Return whether name and namespace are both known, not left to the executable."""
        return self.__name is not None and self.__expanded_namespace is not None

    def describe(self) -> str:
        """Return package, executable and name."""
        parts = {'package': self.__package, 'executable': self.__executable, 'name': self.__name}
        texts = (f'{name}={_describe(part)}' for name, part in parts.items() if part is not None)
        return f'{type(self).__name__}({", ".join(texts)})'

    def prepare(self, context: LaunchContext) -> None:
        """Expand the command line with the arguments of ROS."""
        self.__expand_name(context)
        arguments: list[str] = []
        if self.__name is not None:
            arguments += ['-r', f'__node:={self.__expanded_name}']
        if self.__expanded_namespace is not None:
            arguments += ['-r', f'__ns:={self.__expanded_namespace}']
        arguments += self.__parameter_arguments(context)
        for old, new in context.launch_configurations.get('ros_remaps', []):
            arguments += ['-r', f'{old}:={new}']
        for old_tokens, new_tokens in self.__remappings:
            old = perform_substitutions(context, old_tokens)
            new = perform_substitutions(context, new_tokens)
            arguments += ['-r', f'{old}:={new}']
        self.process_description.prepare(context, ['--ros-args', *arguments] if arguments else [])

    def __expand_name(self, context: LaunchContext) -> None:
        namespace = _perform(context, self.__namespace)
        scope = context.launch_configurations.get('ros_namespace')
        self.__expanded_namespace = make_namespace_absolute(prefix_namespace(scope, namespace))
        if self.__expanded_namespace is not None:
            validate_namespace(self.__expanded_namespace)
        name = _perform(context, self.__name)
        if name is not None:
            validate_node_name(name)
            self.__expanded_name = name
        above = self.__expanded_namespace or ''
        self.__final_name = f'{"" if is_root_namespace(above) else above}/{self.__expanded_name}'

    def __parameter_arguments(self, context: LaunchContext) -> list[str]:
        scope_parameters = context.launch_configurations.get('global_params', [])
        arguments: list[str] = []
        for parameters in [*scope_parameters, *evaluate_parameters(context, self.__parameters)]:
            if isinstance(parameters, Path):
                arguments += ['--params-file', str(parameters)]
            elif isinstance(parameters, dict):
                if parameters:
                    arguments += ['--params-file', str(self.__write_parameters(parameters))]
            else:
                name, value = parameters
                arguments += ['-p', f'{name}:={_yaml_text(value)}']
        return arguments

    def __write_parameters(self, parameters: dict[str, Any]) -> Path:
        key = self.node_name if self.is_node_name_fully_specified() else '/**'
        return write_temporary_parameter_file(
            yaml.safe_dump({key: {'ros__parameters': parameters}}, default_flow_style=False)
        )


def _describe(part: SomeSubstitutionsType) -> str:
    return ' + '.join(token.describe() for token in normalize_to_list_of_substitutions(part))


def _perform(context: LaunchContext, tokens: list[Substitution] | None) -> str | None:
    return None if tokens is None else perform_substitutions(context, tokens)


def _yaml_text(value: Any) -> str:
    text = yaml.safe_dump(value, default_flow_style=True, width=float('inf')).strip()
    return text.removesuffix('...').strip()
