# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Importing interfaces in an ordinary program, and from package folders."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ros_embedded.interfaces.catalogue import UnknownInterfaceError, interface_text
from ros_embedded.interfaces.parser import InterfaceSyntaxError, parse_message, parse_service
from ros_embedded.interfaces.registry import interface_class


def _run(program: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, '-c', program],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        check=False,
        timeout=60.0,
    )


def test_program_without_rclpy_imports_messages() -> None:
    result = _run(
        'from std_msgs.msg import String\n'
        'import std_srvs.srv\n'
        'from example_interfaces.action import Fibonacci\n'
        'print(String(data="x"), std_srvs.srv.Trigger.Response().success, Fibonacci.Goal().order)'
    )
    assert result.stdout == "std_msgs.msg.String(data='x') False 0\n", result.stderr


def test_unknown_names_are_import_errors() -> None:
    result = _run('from std_msgs.msg import Strin')
    assert 'ImportError' in result.stderr
    result = _run('import no_such_msgs.msg')
    assert "No module named 'no_such_msgs'" in result.stderr
    with pytest.raises(UnknownInterfaceError, match=r"'std_srvs' has: Empty, SetBool, Trigger"):
        interface_class('std_srvs', 'srv', 'Nothing')


def test_package_of_ament_prefix_path(tmp_path: Path) -> None:
    share = tmp_path / 'share' / 'my_robot'
    (share / 'msg').mkdir(parents=True)
    (share / 'srv').mkdir()
    (share / 'package.xml').write_text('<package/>')
    (share / 'msg' / 'Grip.msg').write_text(
        '# comment\nuint8 OPEN=1\nint32 count 5\nstring label "x"\nfloat64[] force [1.0, 2.0]\n'
        'std_msgs/Header header\nbool[2] flags\nstring<=3 short\nGripPart[<=2] parts\n'
    )
    (share / 'msg' / 'GripPart.msg').write_text('byte code 7\nint16[3] cells\n')
    (share / 'srv' / 'Grasp.srv').write_text('Grip grip\n---\nGripPart part\n')
    result = _run(
        'from my_robot.msg import Grip\n'
        'from my_robot.srv import Grasp\n'
        'from rclpy.serialization import serialize_message, deserialize_message\n'
        'grip = Grip()\n'
        'print(grip.count, grip.label, list(grip.force), grip.flags, Grip.OPEN)\n'
        'request = Grasp.Request(grip=Grip(parts=[Grasp.Response().part]))\n'
        'assert deserialize_message(serialize_message(request), Grasp.Request) == request\n'
        'print(request.grip.parts[0].code, Grip.get_fields_and_field_types()["parts"])\n',
        AMENT_PREFIX_PATH=str(tmp_path),
    )
    assert result.stdout == (
        "5 x [1.0, 2.0] [False, False] 1\nb'\\x07' sequence<my_robot/GripPart, 2>\n"
    ), result.stderr


def test_definitions_are_shown() -> None:
    assert interface_text('std_srvs', 'srv', 'SetBool').startswith('bool data\n---\n')
    assert interface_text('std_msgs', 'msg', 'Header') == (
        'builtin_interfaces/Time stamp\nstring frame_id\n'
    )


def test_malformed_definitions_name_their_file() -> None:
    with pytest.raises(InterfaceSyntaxError, match=r'Bad\.msg'):
        parse_message('int32\n', 'pkg/msg/Bad', 'Bad.msg')
    with pytest.raises(InterfaceSyntaxError, match=r'Bad\.srv: expected 2 sections.*found 1'):
        parse_service('int32 a\n', 'pkg/srv/Bad', 'Bad.srv')
