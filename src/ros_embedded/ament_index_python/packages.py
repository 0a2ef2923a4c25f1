# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Prefixes and share folders of packages."""

from __future__ import annotations

from pathlib import Path

from ros_embedded.packages import index


class PackageNotFoundError(KeyError):
    """A package is not known."""

    def __str__(self) -> str:
        """Return the message without the quotes of KeyError."""
        return str(self.args[0]) if self.args else ''


def get_packages_with_prefixes() -> dict[str, str]:
    """Return the prefix of every package, by its name."""
    return {name: str(index.find_prefix(name)) for name in index.package_names()}


def get_package_prefix(package_name: str) -> str:
    """
    Return the install prefix of a package; for a linked checkout, the checkout.

    :raises PackageNotFoundError: when the package is not known.
    """
    try:
        return str(index.find_prefix(_checked(package_name)))
    except index.PackageError as error:
        raise PackageNotFoundError(str(error)) from error


def get_package_share_directory(package_name: str, print_warning: bool = True) -> str:
    """
    Return the share folder of a package.

    :raises PackageNotFoundError: when the package is not known.
    """
    return str(get_package_share_path(package_name, print_warning))


def get_package_share_path(package_name: str, print_warning: bool = True) -> Path:
    """
    Return the share folder of a package.

    :raises PackageNotFoundError: when the package is not known.
    """
    try:
        return index.find_share_folder(_checked(package_name))
    except index.PackageError as error:
        raise PackageNotFoundError(str(error)) from error


def _checked(package_name: str) -> str:
    if not package_name or not package_name.replace('-', '_').isidentifier():
        raise ValueError(f"'{package_name}' is not a valid package name")
    return package_name
