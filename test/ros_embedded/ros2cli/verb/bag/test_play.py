# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 bag play`."""

import signal

import pytest

MESSAGES = [('/a', str(number), 100.0 + 0.05 * number) for number in range(20)]


def test_play_with_a_clock(start_ros2, make_bag):
    make_bag(MESSAGES)
    clock = start_ros2(
        'topic', 'echo', '--field', 'clock.sec', '/clock', 'rosgraph_msgs/msg/Clock'
    )
    player = start_ros2('bag', 'play', 'bag', '--loop', '--clock', '100')
    assert int(clock.stdout.readline()) in (100, 101)
    player.send_signal(signal.SIGINT)
    assert player.wait(120) == signal.SIGINT


def test_services_of_the_player(ros2, start_ros2, make_bag):
    make_bag(MESSAGES)
    heard = start_ros2('topic', 'echo', '--field', 'data', '/a', 'std_msgs/msg/String')
    player = start_ros2('bag', 'play', 'bag', '--start-paused', '--start-offset', '0.5')

    def call(name, kind, *values):
        result = ros2(
            *['service', 'call', f'/rosbag2_player/{name}', f'rosbag2_interfaces/srv/{kind}'],
            *values,
        )
        assert result.returncode == 0, result.stderr
        return result.stdout

    assert 'paused=True' in call('is_paused', 'IsPaused')
    assert 'success=True' in call('play_next', 'PlayNext')
    assert heard.stdout.readline() == '10\n'
    assert 'actually_burst=3' in call('burst', 'Burst', '{num_messages: 3}')
    assert 'success=True' in call('set_rate', 'SetRate', '{rate: 2.5}')
    assert 'success=False' in call('set_rate', 'SetRate', '{rate: -1}')
    assert 'rate=2.5' in call('get_rate', 'GetRate')
    assert 'success=False' in call('seek', 'Seek', '{time: {sec: 99}}')
    assert 'success=True' in call('seek', 'Seek', '{time: {sec: 100, nanosec: 900000000}}')
    call('resume', 'Resume')
    assert player.wait(120) == 0
    rest = [heard.stdout.readline() for _ in range(10)]
    assert [line for line in rest if line != '---\n'] == [
        '11\n',
        '12\n',
        '13\n',
        '18\n',
        '19\n',
    ]


@pytest.mark.parametrize(
    ('arguments', 'message'),
    [
        (['absent'], "there is no bag 'absent'"),
        (['bag', '--rate', '0'], '--rate must be greater than 0'),
        (['bag', '--delay', '-1'], '--delay must not be negative'),
        (['bag', '--remap', 'a'], "malformed remapping 'a'"),
        (['bag', '--exclude-regex', '['], "--exclude-regex '[' is no regular expression"),
        (['bag', '--topics', '/b'], 'has none of the chosen topics'),
        (
            ['bag', '--playback-duration', '1', '--playback-until-sec', '2'],
            'give only one of --playback-duration',
        ),
    ],
)
def test_what_cannot_be_played_is_named(run_bag, make_bag, arguments, message):
    make_bag(MESSAGES)
    code, _, errors = run_bag('play', *arguments)
    assert code == 1
    assert message in errors
