# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Index of ROS packages: linked source checkouts and installed prefixes.

A package is found in this order: prefixes in AMENT_PREFIX_PATH, Python distributions that link a
checkout through the entry-point group ``ros_embedded.packages``, the environment's own prefix.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from functools import lru_cache
from pathlib import Path

ENTRY_POINT_GROUP = 'ros_embedded.packages'
DEFINITIONS_FOLDER = Path(__file__).resolve().parent.parent / 'definitions'


class PackageError(LookupError):
    """A ROS package is not known here."""


def ament_prefixes() -> tuple[Path, ...]:
    """Return the prefixes of AMENT_PREFIX_PATH, in order."""
    value = os.environ.get('AMENT_PREFIX_PATH', '')
    return tuple(Path(part) for part in value.split(os.pathsep) if part)


@lru_cache(maxsize=1)
def linked_packages() -> dict[str, Path]:
    """Return the share folder of every package linked by an entry point, by package name."""
    from importlib.metadata import entry_points

    found: dict[str, Path] = {}
    for entry_point in entry_points(group=ENTRY_POINT_GROUP):
        share = _share_folder_of_module(entry_point.name, entry_point.value)
        if share is not None:
            found[entry_point.name] = share
    return found


def _share_folder_of_module(package: str, module: str) -> Path | None:
    spec = importlib.util.find_spec(module.partition('.')[0])
    if spec is None:
        return None
    places = list(spec.submodule_search_locations or [])
    if not places and spec.origin:
        places = [spec.origin]
    for place in places:
        module_folder = Path(place).resolve()
        for folder in (module_folder, *module_folder.parents):
            if (folder / 'package.xml').is_file():
                return folder
    installed = Path(sys.prefix) / 'share' / package
    return installed if installed.is_dir() else None


def share_folder(package: str) -> Path | None:
    """Return the share folder of a package, or None when the package is not known."""
    for prefix in ament_prefixes():
        folder = prefix / 'share' / package
        if folder.is_dir():
            return folder
    linked = linked_packages().get(package)
    if linked is not None:
        return linked
    folder = Path(sys.prefix) / 'share' / package
    return folder if (folder / 'package.xml').is_file() else None


def find_share_folder(package: str) -> Path:
    """
    Return the share folder of a package.

    :raises PackageError: when the package is not known; the message names the places searched.
    """
    folder = share_folder(package)
    if folder is None:
        raise PackageError(
            f"package '{package}' not found: it is in no prefix of AMENT_PREFIX_PATH "
            f'({os.pathsep.join(map(str, ament_prefixes())) or "empty"}), linked by no installed '
            f"distribution (entry-point group '{ENTRY_POINT_GROUP}') and not in "
            f'{Path(sys.prefix) / "share"}'
        )
    return folder


def find_prefix(package: str) -> Path:
    """Return the install prefix of a package (the checkout itself for a linked one)."""
    folder = find_share_folder(package)
    if folder.name == package and folder.parent.name == 'share':
        return folder.parent.parent
    return folder


def package_names() -> list[str]:
    """Return the names of all packages that have a share folder, sorted."""
    names = set(linked_packages())
    for prefix in (*ament_prefixes(), Path(sys.prefix)):
        share = prefix / 'share'
        if share.is_dir():
            names.update(
                folder.name for folder in share.iterdir() if (folder / 'package.xml').is_file()
            )
    return sorted(names)


def executables(package: str) -> dict[str, Path]:
    """Return the executables of a package by name: <prefix>/lib/<package> or <share>/scripts."""
    share = find_share_folder(package)
    found: dict[str, Path] = {}
    for folder in (share / 'scripts', find_prefix(package) / 'lib' / package):
        if folder.is_dir():
            for path in sorted(folder.iterdir()):
                if path.is_file() and os.access(path, os.X_OK):
                    found[path.name] = path
    return found


def find_executable(package: str, name: str) -> Path:
    """
    Return the path of an executable of a package.

    :raises PackageError: when the package or the executable is not known.
    """
    known = executables(package)
    if name not in known:
        raise PackageError(
            f"no executable '{name}' in package '{package}'; "
            f'it has: {", ".join(sorted(known)) or "none"}'
        )
    return known[name]


def interface_folders(package: str) -> tuple[Path, ...]:
    """Return the folders that may hold msg/, srv/ and action/ of a package, first one first."""
    folders = []
    share = share_folder(package)
    if share is not None:
        folders.append(share)
    folders.append(DEFINITIONS_FOLDER / package)
    return tuple(folders)
