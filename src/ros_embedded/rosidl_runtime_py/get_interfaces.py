# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Which interfaces exist."""

from __future__ import annotations

from collections.abc import Iterable

from ros_embedded.interfaces import catalogue

_KINDS = ('msg', 'srv', 'action')


def get_interface_packages() -> dict[str, str]:
    """Return the packages with interfaces, and what is known about where they come from."""
    return dict.fromkeys(catalogue.interface_packages(), 'ros_embedded')


def get_interfaces(package_names: Iterable[str] | None = None) -> dict[str, list[str]]:
    """
    Return the interfaces of packages, like 'msg/String'; None for all packages.

    :raises LookupError: when a package has none.
    """
    return _collect(package_names, _KINDS)


def get_message_interfaces(package_names: Iterable[str] | None = None) -> dict[str, list[str]]:
    """Return the messages of packages; see get_interfaces()."""
    return _collect(package_names, ('msg',))


def get_service_interfaces(package_names: Iterable[str] | None = None) -> dict[str, list[str]]:
    """Return the services of packages; see get_interfaces()."""
    return _collect(package_names, ('srv',))


def get_action_interfaces(package_names: Iterable[str] | None = None) -> dict[str, list[str]]:
    """Return the actions of packages; see get_interfaces()."""
    return _collect(package_names, ('action',))


def get_interface_path(interface_name: str) -> str:
    """
    Return the path of the file that defines an interface.

    :raises LookupError: when no file does (standard messages come from a library).
    """
    package, kind, name = interface_name.split('/')
    path = catalogue.interface_file(package, kind, name)
    if path is None:
        raise LookupError(f"no file defines the interface '{interface_name}'")
    return str(path)


def _collect(package_names: Iterable[str] | None, kinds: tuple[str, ...]) -> dict[str, list[str]]:
    packages = catalogue.interface_packages()
    wanted = packages if package_names is None else list(package_names)
    unknown = [name for name in wanted if name not in packages]
    if unknown:
        raise LookupError(f'Unknown package(s): {", ".join(unknown)}')
    found = {
        package: [
            f'{kind}/{name}' for kind in kinds for name in catalogue.interface_names(package, kind)
        ]
        for package in wanted
    }
    return {package: names for package, names in found.items() if names}
