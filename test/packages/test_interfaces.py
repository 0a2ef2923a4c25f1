# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of lavla's interfaces: what ROS 2's own parser reads in them is what the runtime reads."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from rosbags.typesys import Stores, get_types_from_msg, get_typestore

from ros_embedded.interfaces.catalogue import message_definition
from ros_embedded.interfaces.type_hash import type_hash

SYSTEM_PYTHON = '/usr/bin/python3'
PACKAGES = 'python3-rosidl python3-empy'


@pytest.fixture(scope='module')
def rosidl(repository: Path, interface_files: list[Path], tmp_path_factory) -> dict[str, Any]:
    """Return what the distribution's rosidl reads in the interfaces, by the messages' names."""
    has_rosidl = subprocess.run(
        [SYSTEM_PYTHON, '-I', '-c', 'import em, lark, rosidl_adapter, rosidl_parser'],
        capture_output=True,
        text=True,
        check=False,
    )
    if has_rosidl.returncode:
        pytest.fail(
            f'{SYSTEM_PYTHON} has no rosidl ({has_rosidl.stderr.strip().splitlines()[-1]}); run: '
            f'sudo apt-get install -y --no-install-recommends {PACKAGES}'
        )
    output = tmp_path_factory.mktemp('idl')
    parsed = subprocess.run(
        [
            *(SYSTEM_PYTHON, '-I', str(Path(__file__).with_name('rosidl_fields.py'))),
            *('lavla', str(repository), str(output), *map(str, interface_files)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert parsed.returncode == 0, parsed.stderr
    return json.loads((output / 'fields.json').read_text(encoding='utf-8'))


def test_rosidl_parses_every_interface(rosidl, interface_files) -> None:
    read = {name.split('/')[2].split('_')[0] for name in rosidl}
    assert read == {path.stem for path in interface_files}


def test_the_embedded_runtime_reads_the_same_fields_and_constants(rosidl) -> None:
    for name, expected in rosidl.items():
        definition = message_definition(name)
        fields = {field.name: field.type.idl_name() for field in definition.fields}
        assert list(fields.items()) == list(expected['fields'].items()), name
        assert {each.name: each.value for each in definition.constants} == expected['constants']


def test_every_message_has_a_type_hash_of_its_own(rosidl) -> None:
    hashes = [type_hash(name) for name in rosidl]
    assert all(each.startswith('RIHS01_') and len(each) == 71 for each in hashes)
    assert len(set(hashes)) == len(hashes)


def test_type_hashes_agree_with_rosbags(repository) -> None:
    store = get_typestore(Stores.ROS2_JAZZY)
    names = [f'lavla/msg/{path.stem}' for path in sorted((repository / 'msg').glob('*.msg'))]
    for name in names:
        text = (repository / 'msg' / f'{name.split("/")[2]}.msg').read_text(encoding='utf-8')
        store.register(get_types_from_msg(text, name))
        assert type_hash(name) == store.hash_rihs01(name), name
