# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Prefixes and share folders of packages."""

from __future__ import annotations

import re
from pathlib import Path

from ament_index_python.resources import get_resources, has_resource
from ros_embedded.packages import index

# REP 127, with dashes and capitals, which exist.
_VALID_NAME = re.compile('[a-zA-Z0-9][a-zA-Z0-9_-]+', re.ASCII)


class PackageNotFoundError(KeyError):
    """A package is not known."""

    def __str__(self) -> str:
        """Return the message without the quotes of KeyError."""
        return str(self.args[0]) if self.args else ''


def get_packages_with_prefixes() -> dict[str, str]:
    """Return the prefix of every package, by its name."""
    return get_resources('packages')


def get_package_prefix(package_name: str) -> str:
    """
    Return the install prefix of a package; for a linked checkout, the checkout.

    :raises PackageNotFoundError: when the package is not known.
    :raises ValueError: when the name is not valid.
    """
    _check_name(package_name)
    prefix = has_resource('packages', package_name)
    if prefix:
        return prefix
    try:
        return str(index.find_prefix(package_name))
    except index.PackageError as error:
        raise PackageNotFoundError(str(error)) from error


def get_package_share_directory(package_name: str, print_warning: bool = True) -> str:
    """
    Return the share folder of a package.

    :param print_warning: has no effect; a package without share folder is not known here.
    :raises PackageNotFoundError: when the package is not known.
    :raises ValueError: when the name is not valid.
    """
    return str(get_package_share_path(package_name, print_warning))


def get_package_share_path(package_name: str, print_warning: bool = True) -> Path:
    """Return the share folder of a package; see get_package_share_directory()."""
    _check_name(package_name)
    try:
        return index.find_share_folder(package_name)
    except index.PackageError as error:
        raise PackageNotFoundError(str(error)) from error


def _check_name(package_name: str) -> None:
    if _VALID_NAME.fullmatch(package_name) is None:
        raise ValueError(f"'{package_name}' is not a valid package name")
