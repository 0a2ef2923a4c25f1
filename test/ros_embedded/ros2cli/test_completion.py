# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Completion in a shell, through argcomplete."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip('argcomplete')

# What bash does when a user presses the tabulator key.
PRESS_TAB = """
eval "$(register-python-argcomplete ros2)"
COMP_WORDS=($COMP_LINE)
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
COMP_POINT=${#COMP_LINE}
COMP_TYPE=9
_python_argcomplete ros2
printf '%s\\n' "${COMPREPLY[@]}"
"""


def complete(line):
    """Return what bash proposes for a command line."""
    path = f'{Path(sys.executable).parent}{os.pathsep}{os.environ["PATH"]}'
    environment = {**os.environ, 'PATH': path, 'COMP_LINE': line}
    output = subprocess.check_output(['bash', '-c', PRESS_TAB], text=True, env=environment)
    return [word.strip() for word in output.splitlines() if word.strip()]


@pytest.mark.parametrize(
    ('line', 'expected'),
    [
        ('ros2 int', ['interface']),
        ('ros2 service t', ['type']),
        ('ros2 topic echo --no-a', ['--no-arr']),
        ('ros2 run lavla simul', ['simulator']),
        ('ros2 launch lavla bimanual', ['bimanual.launch.py']),
        ('ros2 interface show std_srvs/srv/S', ['std_srvs/srv/SetBool']),
    ],
)
def test_words_are_completed(line, expected):
    assert complete(line) == expected


def test_names_of_the_graph_are_completed(talker):
    assert complete('ros2 topic echo /robot/cha') == ['/robot/chatter']
    assert complete('ros2 param get /robot/talker ga') == ['gain']
