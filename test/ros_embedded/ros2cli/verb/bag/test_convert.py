# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 bag convert`."""

from rosbag2_py import Info


def test_bags_are_merged(run_bag, make_bag, tmp_path):
    make_bag([('/a', 'x', 1.0), ('/b', 'y', 3.0)], 'one')
    make_bag([('/a', 'z', 2.0)], 'two')
    (tmp_path / 'out.yaml').write_text(
        'output_bags:\n- {uri: merged, storage_id: mcap, all_topics: true, all_services: true}\n'
    )
    assert run_bag('convert', '-i', 'one', '-i', 'two', 'mcap', '-o', 'out.yaml')[0] == 0
    metadata = Info().read_metadata('merged')
    assert (metadata.message_count, metadata.starting_time_ns) == (3, 10**9)
    code, _, errors = run_bag('convert', '-i', 'one', '-o', 'out.yaml')
    assert code == 1
    assert "the bag folder 'merged' exists already" in errors


def test_mistakes_are_named(run_bag, make_bag, tmp_path):
    make_bag([('/a', 'x', 1.0)])
    assert 'cannot read' in run_bag('convert', '-i', 'bag', '-o', 'absent.yaml')[2]
    assert 'got 3 words' in run_bag('convert', '-i', 'bag', 'mcap', 'x', '-o', 'absent.yaml')[2]
