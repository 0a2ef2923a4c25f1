# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 doctor` and `ros2 wtf`."""

import pytest
import rclpy
from rclpy.context import Context
from std_msgs.msg import String


@pytest.fixture
def node(dds_domain):
    """Return a node in a context of its own."""
    context = Context()
    rclpy.init(args=[], context=context)
    node = rclpy.create_node('patient', context=context, enable_rosout=False)
    yield node
    node.destroy_node()
    context.try_shutdown()


@pytest.mark.parametrize('command', ['doctor', 'wtf'])
def test_a_healthy_graph_passes(here, node, command):
    node.create_publisher(String, 'a', 10)
    code, output, errors = here(command)
    assert (code, output) == (0, '\nAll 6 checks passed\n\n')
    assert 'topic: WARNING: publisher without subscriber detected on /a' in errors
    code, output, _ = here(command, '--include-warnings')
    assert code == 1
    assert 'Failed modules: ' in output


def test_incompatible_qos_fails(here, node):
    node.create_publisher(String, 'a', rclpy.qos.qos_profile_sensor_data)
    node.create_subscription(String, 'a', print, 10)
    code, output, errors = here('doctor', '--report-failed')
    assert code == 1
    assert output.endswith('\n1/6 check(s) failed\n\nFailed modules: qos\n')
    message = '/a: patient to patient: ERROR: Best effort publisher and reliable subscription;'
    assert f'qos: ERROR: {message}' in errors.splitlines()


def test_report(here, dds_domain):
    code, output, _ = here('doctor', '--report')
    assert code == 0
    assert f'domain id            : {dds_domain}\n' in output
    assert '\n   PLATFORM\n' in output
