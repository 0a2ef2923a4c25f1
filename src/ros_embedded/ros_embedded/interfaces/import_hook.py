# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Importing ``<package>.msg``, ``.srv`` and ``.action``: a finder at the end of ``sys.meta_path``.

Being the last one, it never hides a real package. The interpreter loads it at start (a .pth file
of the distribution), so it imports nothing heavy: definitions are read when a package is asked
for.
"""

from __future__ import annotations

import os
import sys
from importlib.machinery import ModuleSpec
from types import ModuleType

# Every start of the interpreter imports this file; typing alone would double its cost.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

KINDS = ('msg', 'srv', 'action')
# Names that rosbags' definitions may have; asked before its 80 ms import is paid.
_STANDARD_SUFFIXES = ('_msgs', '_interfaces', '_common')
_DEFINITIONS = os.path.join(
    os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'definitions'
)


class InterfaceModule(ModuleType):
    """Module whose attributes are interface classes, made when they are first used."""

    def __getattr__(self, name: str) -> Any:
        """Return the class of an interface of this package."""
        if name.startswith('__'):
            raise AttributeError(name)
        from ros_embedded.interfaces import registry

        package, _, kind = self.__name__.rpartition('.')
        try:
            value = registry.interface_class(package, kind, name)
        except registry.UnknownInterfaceError as error:
            raise AttributeError(str(error)) from error
        setattr(self, name, value)
        return value

    def __dir__(self) -> list[str]:
        """Return the names of the interfaces of this package."""
        from ros_embedded.interfaces import catalogue

        package, _, kind = self.__name__.rpartition('.')
        return sorted({*super().__dir__(), *catalogue.interface_names(package, kind)})


class InterfaceFinder:
    """
    Meta path finder and loader of interface packages.

    It is no subclass of importlib.abc.Loader, whose import would slow every start down.
    """

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        """Return a module spec when the name is an interface package or one of its modules."""
        loader: Any = self
        package, _, kind = name.partition('.')
        if kind:
            if kind not in KINDS or not self._has_interfaces(package, kind):
                return None
            return ModuleSpec(name, loader, origin='ros_embedded')
        if not any(self._has_interfaces(package, each) for each in KINDS):
            return None
        return ModuleSpec(name, loader, origin='ros_embedded', is_package=True)

    @staticmethod
    def _has_interfaces(package: str, kind: str) -> bool:
        if package.startswith('_') or package in sys.builtin_module_names:
            return False
        if os.path.isdir(os.path.join(_DEFINITIONS, package, kind)):
            return True
        likely = package in sys.modules or package.endswith(_STANDARD_SUFFIXES)
        if not likely and not _is_in_a_prefix(package, kind):
            return False
        from ros_embedded.interfaces import catalogue

        return bool(catalogue.interface_names(package, kind))

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Create an empty package, or a module of interfaces."""
        package, _, kind = spec.name.partition('.')
        return InterfaceModule(spec.name) if kind else ModuleType(package)

    def exec_module(self, module: ModuleType) -> None:
        """Give a module of interfaces the names that ``import *`` brings."""
        package, _, kind = module.__name__.partition('.')
        if kind:
            from ros_embedded.interfaces import catalogue

            vars(module)['__all__'] = catalogue.interface_names(package, kind)


def _is_in_a_prefix(package: str, kind: str) -> bool:
    prefixes = os.environ.get('AMENT_PREFIX_PATH', '').split(os.pathsep)
    return any(
        prefix and os.path.isdir(os.path.join(prefix, 'share', package, kind))
        for prefix in (*prefixes, sys.prefix)
    )


def install() -> None:
    """Append the finder to ``sys.meta_path``, once."""
    if not any(type(finder).__name__ == 'InterfaceFinder' for finder in sys.meta_path):
        sys.meta_path.append(InterfaceFinder())


install()
