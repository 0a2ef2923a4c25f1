# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 bag burst`."""

import signal

MESSAGES = [('/a', str(number), 100.0 * number) for number in range(5)]


def texts(listener, count):
    lines = (listener.stdout.readline() for _ in range(2 * count))
    return [line.strip() for line in lines if line != '---\n']


def test_messages_are_published_at_once(ros2, start_ros2, make_bag):
    make_bag(MESSAGES)
    heard = start_ros2('topic', 'echo', '--field', 'data', '/a', 'std_msgs/msg/String')
    player = start_ros2('bag', 'burst', 'bag', '-n', '2')
    assert texts(heard, 2) == ['0', '1']
    result = ros2(
        *['service', 'call', '/rosbag2_player/play_next', 'rosbag2_interfaces/srv/PlayNext']
    )
    assert 'success=True' in result.stdout
    assert texts(heard, 1) == ['2']
    player.send_signal(signal.SIGINT)
    assert player.wait(120) == signal.SIGINT
    assert ros2('bag', 'burst', 'bag').returncode == 0
    assert texts(heard, 5) == ['0', '1', '2', '3', '4']


def test_mistakes_are_named(run_bag):
    code, _, errors = run_bag('burst', 'bag', '-n', '-1')
    assert code == 1
    assert '--num-messages must not be negative' in errors
