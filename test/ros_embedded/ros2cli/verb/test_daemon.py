# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 daemon`."""

import pytest


@pytest.mark.parametrize('verb', ['status', 'start', 'stop'])
def test_scripts_that_talk_to_a_daemon_go_on(here, verb):
    code, output, errors = here('daemon', verb)
    assert (code, errors) == (0, '')
    assert 'every call of ros2 discovers the graph itself' in output
