# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Reasons and states are the constants of SafetyStatus."""

from __future__ import annotations

import re

import pytest

from lavla.control import Reason, State
from lavla.robots import find_share_directory


@pytest.mark.parametrize(('kind', 'type_name'), [(Reason, 'uint32'), (State, 'uint8')])
def test_values_are_those_of_the_message(kind, type_name):
    text = (find_share_directory() / 'msg' / 'SafetyStatus.msg').read_text()
    constants = re.findall(rf'^{type_name} (\w+)=(\d+)$', text, re.MULTILINE)
    assert {name: int(value) for name, value in constants} == {
        item.name: item.value for item in kind if item.name != 'NONE'
    }


def test_names_of_set_bits():
    assert (Reason.WATCHDOG | Reason.NONFINITE).names() == ['NONFINITE', 'WATCHDOG']
    assert Reason.NONE.names() == []
