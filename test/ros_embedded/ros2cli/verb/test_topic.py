# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 topic`."""

import re
import signal
import sys

from ros2cli.verb.topic.bw import BandwidthStatistics


def test_list(ros2, talker):
    result = ros2('topic', 'list', '-t')
    assert result.returncode == 0
    assert result.stdout.splitlines() == [
        '/parameter_events [rcl_interfaces/msg/ParameterEvent]',
        '/robot/chatter [std_msgs/msg/String]',
        '/robot/heard [std_msgs/msg/String]',
        '/robot/joints [sensor_msgs/msg/JointState]',
        '/robot/latched [std_msgs/msg/String]',
        '/rosout [rcl_interfaces/msg/Log]',
    ]


def test_list_with_details(ros2, talker):
    published, subscribed = ros2('topic', 'list', '-v').stdout.split('Subscribed topics:')
    assert ' * /robot/chatter [std_msgs/msg/String] 1 publisher' in published
    assert ' * /robot/heard [std_msgs/msg/String] 1 subscriber' in subscribed


def test_type(ros2, talker):
    assert ros2('topic', 'type', 'robot/joints').stdout == 'sensor_msgs/msg/JointState\n'


def test_info(ros2, talker):
    result = ros2('topic', 'info', '-v', '/robot/latched')
    assert 'Type: std_msgs/msg/String' in result.stdout
    assert 'Publisher count: 1' in result.stdout
    assert 'Subscription count: 0' in result.stdout
    assert 'Node name: talker' in result.stdout
    assert 'Durability: TRANSIENT_LOCAL' in result.stdout


def test_echo_of_one_message(ros2, talker):
    result = ros2('topic', 'echo', '--once', '/robot/joints')
    assert result.returncode == 0
    assert result.stdout.startswith(
        "header:\n  stamp:\n    sec: 0\n    nanosec: 0\n  frame_id: ''"
    )
    assert 'position:\n- 1.5\n' in result.stdout
    assert result.stdout.endswith('---\n')


def test_echo_of_a_latched_message_that_was_sent_before(ros2, talker):
    result = ros2('topic', 'echo', '--once', '--timeout', '20', '/robot/latched')
    assert result.stdout == 'data: kept\n---\n'


def test_echo_of_a_field(ros2, talker):
    assert ros2('topic', 'echo', '--once', '--field', 'position[0]', '/robot/joints').stdout == (
        '1.5\n---\n'
    )
    result = ros2('topic', 'echo', '--once', '--field', 'pose', '/robot/joints')
    assert result.returncode == 1
    assert "there is no field 'pose' in 'JointState'" in result.stderr


def test_echo_as_csv_without_arrays_and_filtered(ros2, talker):
    result = ros2('topic', 'echo', '--once', '--csv', '/robot/chatter')
    assert re.fullmatch(r'hello \d+\n', result.stdout)
    result = ros2('topic', 'echo', '--once', '--no-arr', '/robot/joints')
    assert 'double' in result.stdout.replace('float64', 'double')
    assert '- 1.5' not in result.stdout
    result = ros2(
        *['topic', 'echo', '--once', '--field', 'data', '--filter', "m.data.endswith('7')"],
        '/robot/chatter',
    )
    assert re.fullmatch(r'hello \d*7\n---\n', result.stdout)


def test_ctrl_c_ends_echo(start_ros2, talker):
    process = start_ros2('topic', 'echo', '/robot/chatter')
    assert process.stdout.readline().startswith('data: hello')
    process.send_signal(signal.SIGINT)
    assert process.wait(120) == signal.SIGINT
    assert 'Traceback' not in process.stdout.read()


def test_a_pipe_gets_every_line_at_once(start, talker):
    ros2 = ['env', '--unset', 'PYTHONUNBUFFERED', sys.executable, '-m', 'ros2cli.cli']
    process = start(*ros2, 'topic', 'echo', '--csv', '/robot/chatter')
    assert process.stdout.readline().startswith('hello ')
    assert process.poll() is None


def test_hz(ros2, talker):
    result = ros2('topic', 'hz', '--duration', '3', '--window', '50', '/robot/chatter')
    rates = [float(text) for text in re.findall(r'average rate: ([\d.]+)', result.stdout)]
    assert rates
    assert all(rate > 1 for rate in rates)
    assert re.search(r'min: [\d.]+s max: [\d.]+s std dev: [\d.]+s window: \d+', result.stdout)


def test_pub(ros2, talker):
    result = ros2('topic', 'pub', '-1', '/robot/heard', 'std_msgs/msg/String', '{data: once}')
    assert result.returncode == 0
    assert "publishing #1: std_msgs.msg.String(data='once')" in result.stdout
    assert talker.stdout.readline() == 'heard once\n'
    arguments = ['-t', '3', '-r', '50', '/robot/heard', 'std_msgs/String', 'data: thrice']
    assert ros2('topic', 'pub', *arguments).stdout.count('publishing #') == 3
    assert [talker.stdout.readline() for _ in range(3)] == ['heard thrice\n'] * 3


def test_mistakes_are_one_line_and_an_error(ros2, talker):
    for arguments, message in (
        (['echo', '/absent'], "could not determine the type of topic '/absent'"),
        (['info', '/absent'], "unknown topic '/absent'"),
        (['echo', '/a', 'no_msgs/msg/A'], "unknown message type 'no_msgs/msg/A'"),
        (['echo', '/a', 'A'], "'A' is no message type"),
        (['pub', '-1', '/a', 'std_msgs/msg/String', '{text: a}'], "has no field 'text'"),
        (['pub', '-1', '/a', 'std_msgs/msg/String', '[1]'], 'must be a YAML dictionary'),
        (
            ['pub', '-1', '--max-wait-time-secs', '0.1', '/a', 'std_msgs/msg/String'],
            "0 of 1 subscriptions of '/a' are there",
        ),
    ):
        result = ros2('topic', *arguments)
        assert result.returncode == 1, arguments
        assert message in result.stderr
        assert len(result.stderr.splitlines()) == 1


def test_find(here, talker):
    code, output, _ = here('topic', 'find', 'std_msgs/msg/String')
    assert (code, output) == (0, '/robot/chatter\n/robot/heard\n/robot/latched\n')
    assert here('topic', 'find', '-c', 'sensor_msgs/msg/JointState')[1] == '1\n'
    assert here('topic', 'find', 'sensor_msgs/msg/Image')[:2] == (0, '')


def test_bw(here, talker):
    code, output, _ = here('topic', 'bw', '--duration', '3', '/robot/joints')
    assert code == 0
    assert output.startswith('Subscribed to [/robot/joints]\n')
    size = r'(0\.07 KB|\d\d B)'
    assert re.search(
        rf'K?B/s from \d+ messages\n\tMessage size mean: {size} min: {size} max: {size}\n', output
    )


def test_bandwidth_is_what_came_since_the_oldest_message():
    statistics = BandwidthStatistics(window=2)
    for time_s, size in ((0.0, 7), (1.0, 100), (2.0, 300)):
        statistics.add(bytes(size), time_s)
    assert statistics.describe(3.0) == (
        '200 B/s from 2 messages\n\tMessage size mean: 200 B min: 100 B max: 300 B'
    )
    assert statistics.describe(0.5) is None, 'time was set back'


def test_delay(here, talker):
    code, output, _ = here('topic', 'delay', '--duration', '3', '/robot/joints')
    delays = [float(text) for text in re.findall(r'average delay: ([\d.]+)', output)]
    assert code == 0
    assert delays
    assert all(delay > 1e9 for delay in delays), 'stamps are zero'
    code, _, errors = here('topic', 'delay', '/robot/chatter')
    assert code == 1
    assert "'String' has no header" in errors


def test_hz_waits_for_a_topic(here):
    code, output, errors = here('topic', 'hz', '--duration', '0.1', '/absent')
    assert code == 1
    assert output == 'WARNING: topic [/absent] does not appear to be published yet\n'
    assert "could not determine the type of topic '/absent'" in errors


def test_delay_in_simulated_time(here, start, talker):
    assert here('topic', 'delay', '-s', '--duration', '2', '/robot/joints')[:2] == (0, '')
    clock = '{clock: {sec: 40, nanosec: 500000000}}'
    arguments = ['-w', '0', '-r', '20', '-p', '0', '/clock', 'rosgraph_msgs/msg/Clock', clock]
    process = start(sys.executable, '-m', 'ros2cli.cli', 'topic', 'pub', *arguments)
    assert process.stdout.readline() == 'publisher: beginning loop\n'
    code, output, _ = here('topic', 'delay', '-s', '--duration', '10', '/robot/joints')
    assert code == 0
    assert output.startswith('average delay: 40.500\n\tmin: 40.500s max: 40.500s'), 'no stamps'


def test_hz_of_some_messages_only(here, talker):
    arguments = ['--duration', '5', '--filter', "m.data.endswith('0')", '/robot/chatter']
    code, output, _ = here('topic', 'hz', *arguments)
    smallest = [float(text) for text in re.findall(r'max: ([\d.]+)s', output)]
    assert code == 0
    assert smallest
    assert all(period > 0.1 for period in smallest), 'one of ten messages, each 20 ms'


def test_echo_with_message_info(here, talker):
    code, output, _ = here('topic', 'echo', '--once', '--include-message-info', '/robot/latched')
    assert code == 0
    assert re.match(r"\{'source_timestamp': \d{19}, 'received_timestamp': \d{19}, ", output)
    assert output.endswith('data: kept\n---\n')


def test_pub_with_the_present_time(here):
    values = '{header: auto, position: [1.0]}'
    arguments = ['-w', '0', '-t', '1', '/stamped', 'sensor_msgs/msg/JointState', values]
    code, output, _ = here('topic', 'pub', *arguments)
    assert code == 0
    assert re.search(r'stamp=builtin_interfaces.msg.Time\(sec=1\d{9}, nanosec=\d+\)', output)
