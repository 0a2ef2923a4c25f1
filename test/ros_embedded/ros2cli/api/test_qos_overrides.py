# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""QoS profiles of single topics from a YAML file."""

import pytest
from rclpy.duration import Duration
from rclpy.qos import DurabilityPolicy, HistoryPolicy, ReliabilityPolicy
from ros2cli.api.qos_overrides import load_qos_overrides
from ros2cli.cli_error import CliError


@pytest.fixture
def load(tmp_path):
    """Return a function that loads a YAML text."""

    def load_text(text):
        path = tmp_path / 'qos.yaml'
        path.write_text(text)
        return load_qos_overrides(str(path))

    return load_text


def test_profiles_by_topic(load):
    profiles = load(
        """
        /a: {reliability: best_effort, history: keep_all, deadline: {sec: 1, nsec: 5}}
        b: {durability: transient_local, depth: 3}
        """
    )
    assert profiles.keys() == {'/a', '/b'}
    assert profiles['/a'].reliability == ReliabilityPolicy.BEST_EFFORT
    assert profiles['/a'].history == HistoryPolicy.KEEP_ALL
    assert profiles['/a'].deadline == Duration(seconds=1, nanoseconds=5)
    assert profiles['/b'].durability == DurabilityPolicy.TRANSIENT_LOCAL
    assert profiles['/b'].depth == 3
    assert load('') == {}
    assert load_qos_overrides(None) == {}


@pytest.mark.parametrize(
    ('text', 'message'),
    [
        ('[1]', 'must be a YAML dictionary'),
        ('/a: 3', 'give policies'),
        ('/a: {depth: 1, reliability: sure}', "'reliability' must be one of"),
        ('/a: {depth: 1, colour: red}', "unexpected policy 'colour'"),
        ('/a: {depth: -1}', 'depth must be'),
        ('/a: {depth: 1, deadline: {sec: 1}}', 'both seconds'),
        ('/a: {depth: 1, deadline: {sec: -1, nsec: 0}}', 'must not be negative'),
        ('/a: {reliability: reliable}', 'History and/or depth'),
        ('/a: [', 'cannot read'),
    ],
)
def test_mistakes_are_named(load, text, message):
    with pytest.raises(CliError, match=message):
        load(text)
