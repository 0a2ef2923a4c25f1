# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The node of one call of `ros2`."""

from __future__ import annotations

import os
import signal

import pytest
import rclpy
from ros2cli.api.cli_node import cli_node


def test_a_signal_before_the_node_exists_ends_the_call_as_an_interrupt(monkeypatch):
    initialize = rclpy.init

    def initialize_and_end(**kwargs):
        initialize(**kwargs)
        os.kill(os.getpid(), signal.SIGTERM)

    monkeypatch.setattr(rclpy, 'init', initialize_and_end)
    with pytest.raises(KeyboardInterrupt):
        cli_node().__enter__()
