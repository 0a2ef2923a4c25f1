# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The program that publishes a static transform."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable

import numpy as np
import pytest
from rclpy.duration import Duration
from rclpy.node import Node
from rclpy.time import Time
from scipy.spatial.transform import Rotation
from tf2_ros import Buffer, TransformListener
from tf2_ros.static_transform_publisher import parse_transform

FRAMES = ['--frame-id', 'a', '--child-frame-id', 'b']


def _rotation(arguments: list[str]) -> Rotation:
    r = parse_transform(arguments).transform.rotation
    return Rotation.from_quat([r.x, r.y, r.z, r.w])


def test_arguments_with_names() -> None:
    transform = parse_transform(['--x', '1', '--z=-2.5', *FRAMES])
    t = transform.transform.translation
    assert (t.x, t.y, t.z) == (1.0, 0.0, -2.5)
    assert (transform.header.frame_id, transform.child_frame_id) == ('a', 'b')
    assert _rotation(FRAMES).magnitude() == 0.0
    found = _rotation(['--roll', '0.1', '--pitch', '0.2', '--yaw', '0.3', *FRAMES])
    np.testing.assert_allclose(found.as_euler('xyz'), [0.1, 0.2, 0.3])
    found = _rotation(['--qz', '1', '--qw', '0', *FRAMES])
    np.testing.assert_allclose(abs(found.as_rotvec()), [0.0, 0.0, np.pi], atol=1e-12)


def test_arguments_without_names(capsys: pytest.CaptureFixture[str]) -> None:
    found = _rotation(['1', '2', '-3', '0.3', '0.2', '0.1', 'a', 'b'])
    np.testing.assert_allclose(found.as_euler('xyz'), [0.1, 0.2, 0.3])
    transform = parse_transform(['1', '2', '-3', '0', '0', '1', '0', 'a', 'b'])
    assert (transform.transform.translation.z, transform.transform.rotation.z) == (-3.0, 1.0)
    assert capsys.readouterr().err.count('Old-style arguments are deprecated') == 2


@pytest.mark.parametrize(
    ('arguments', 'problem'),
    [
        (['--x', '1'], 'required: --frame-id'),
        (['--frame-id', 'a', '--child-frame-id', 'a'], 'to itself'),
        (['--yaw', '1', '--qw', '1', *FRAMES], 'not both'),
    ],
)
def test_wrong_arguments(
    arguments: list[str], problem: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        parse_transform(arguments)
    assert problem in capsys.readouterr().err


def test_program(make_spun_node: Callable[..., Node]) -> None:
    command = [sys.executable, '-m', 'tf2_ros.static_transform_publisher', '--y', '2', *FRAMES]
    program = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        node, buffer = make_spun_node('looks'), Buffer()
        TransformListener(buffer, node)
        found = buffer.lookup_transform('a', 'b', Time(), Duration(seconds=60))
        assert found.transform.translation.y == 2.0
        program.send_signal(signal.SIGINT)
        _, errors = program.communicate(timeout=60)
        assert program.returncode == 0
        assert "from 'a' to 'b'" in errors
        assert 'Traceback' not in errors
    finally:
        program.kill()
        program.communicate()


def test_ros2_run_finds_the_program() -> None:
    words = ['run', 'tf2_ros', 'static_transform_publisher', '--help']
    command = [sys.executable, '-m', 'ros2cli.cli', *words]
    result = subprocess.run(command, capture_output=True, text=True, timeout=60.0, check=False)
    assert '--child-frame-id' in result.stdout, result.stderr
