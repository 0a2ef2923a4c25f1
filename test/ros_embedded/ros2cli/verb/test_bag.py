# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 bag`."""

import re
import signal


def record(start_ros2, *arguments):
    """Record until the topics are subscribed to, and some messages have come; then Ctrl-C."""
    process = start_ros2('bag', 'record', *arguments)
    subscribed = 0
    for line in process.stdout:
        subscribed += 'Subscribed to topic' in line
        if subscribed == 2:
            break
    return process


def wait_for_messages(start_ros2, topic, count=20):
    """Wait until a topic has had some messages more."""
    process = start_ros2('topic', 'echo', '--csv', topic)
    for _ in range(count):
        process.stdout.readline()
    process.send_signal(signal.SIGINT)
    process.wait(120)


def test_record_info_and_play(ros2, start_ros2, talker, tmp_path):
    process = record(start_ros2, '-o', 'bag', '-e', '/robot/(chatter|latched)')
    wait_for_messages(start_ros2, '/robot/chatter')
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    assert "messages to 'bag'" in output
    info = ros2('bag', 'info', 'bag').stdout
    assert re.search(r'Files: +bag_0.mcap', info)
    assert re.search(r'Storage id: +mcap', info)
    assert 'Topic: /robot/latched | Type: std_msgs/msg/String | Count: 1 |' in info
    listener = start_ros2(
        *['topic', 'echo', '--field', 'data', '/again/chatter', 'std_msgs/msg/String']
    )
    result = ros2(
        *['bag', 'play', 'bag', '--rate', '5', '--topics', '/robot/chatter', '--delay', '1'],
        *['--remap', '/robot/chatter:=/again/chatter'],
    )
    assert (result.returncode, result.stderr) == (0, '')
    first = listener.stdout.readline()
    assert listener.stdout.readline() == '---\n'
    number = int(first.removeprefix('hello '))
    assert listener.stdout.readline() == f'hello {number + 1}\n'


def test_a_recorder_that_was_killed_leaves_a_bag_that_is_repaired(ros2, start_ros2, talker):
    process = record(start_ros2, '-o', 'killed', '/robot/chatter', '/robot/joints')
    wait_for_messages(start_ros2, '/robot/chatter', count=100)
    process.kill()
    process.wait()
    result = ros2('bag', 'info', 'killed')
    assert result.returncode == 0
    assert "'killed/killed_0.mcap' was cut off: recovered" in result.stderr
    counts = [int(text) for text in re.findall(r'Count: (\d+)', result.stdout)]
    assert len(counts) == 2
    assert min(counts) > 20
    assert ros2('bag', 'play', 'killed', '--rate', '50').returncode == 0
    assert ros2('bag', 'reindex', 'killed').stdout.startswith('killed: ')


def test_play_with_a_clock(ros2, start_ros2, talker):
    process = record(start_ros2, '-o', 'bag', '/robot/chatter', '/robot/joints')
    wait_for_messages(start_ros2, '/robot/chatter')
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=120)
    clock = start_ros2(
        'topic', 'echo', '--field', 'clock.sec', '/clock', 'rosgraph_msgs/msg/Clock'
    )
    player = start_ros2('bag', 'play', 'bag', '--loop', '--clock', '100')
    assert int(clock.stdout.readline()) > 1_600_000_000
    player.send_signal(signal.SIGINT)
    assert player.wait(120) == signal.SIGINT


def test_the_folder_of_a_bag_is_not_overwritten(ros2, tmp_path):
    (tmp_path / 'bag').mkdir()
    result = ros2('bag', 'record', '-a', '-o', 'bag')
    assert result.returncode == 1
    assert "the bag folder 'bag' exists already" in result.stderr
