# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 bag record`."""

import re
import signal

import pytest
from rosbag2_py import Info


def stop(process):
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=120)
    return process.returncode, output


def counts(folder):
    topics = Info().read_metadata(str(folder)).topics_with_message_count
    return {topic.topic_metadata.name: topic.message_count for topic in topics}


def test_record_info_and_play(ros2, start_ros2, talker, record, wait_for_messages, tmp_path):
    process = record('-o', 'bag', '-e', '/robot/(chatter|latched)$')
    wait_for_messages('/robot/chatter')
    code, output = stop(process)
    assert code == 0
    assert "messages to 'bag'" in output
    info = ros2('bag', 'info', 'bag').stdout
    assert re.search(r'Files: +bag_0.mcap', info)
    assert 'Topic: /robot/latched | Type: std_msgs/msg/String | Count: 1 |' in info
    topics = Info().read_metadata(str(tmp_path / 'bag')).topics_with_message_count
    durabilities = {
        topic.topic_metadata.name: [
            one['durability'] for one in topic.topic_metadata.offered_qos_profiles
        ]
        for topic in topics
    }
    assert durabilities == {
        '/robot/chatter': ['volatile'],
        '/robot/latched': ['transient_local'],
    }
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


def test_a_recorder_that_was_killed_leaves_a_bag_that_is_repaired(
    ros2, talker, record, wait_for_messages
):
    process = record('-o', 'killed', '/robot/chatter', '/robot/joints')
    wait_for_messages('/robot/chatter', count=100)
    process.kill()
    process.wait()
    result = ros2('bag', 'info', 'killed')
    assert result.returncode == 0
    assert "'killed/killed_0.mcap' was cut off: recovered" in result.stderr
    counted = [int(text) for text in re.findall(r'Count: (\d+)', result.stdout)]
    assert len(counted) == 2
    assert min(counted) > 20
    assert ros2('bag', 'play', 'killed', '--rate', '50').returncode == 0
    assert ros2('bag', 'reindex', 'killed').stdout.startswith('killed: ')


def test_snapshots(ros2, talker, record, wait_for_messages, tmp_path):
    process = record(
        *['-o', 'bag', '--topics', '/robot/chatter', '--snapshot-mode'],
        *['--max-cache-size', '2000'],
        *['--compression-mode', 'file', '--compression-format', 'zstd'],
        *['--topic-types', 'sensor_msgs/msg/JointState'],
    )
    wait_for_messages('/robot/chatter', count=60)
    folder = tmp_path / 'bag'
    assert sum(counts(folder).values()) == 0
    result = ros2(
        *['service', 'call', '/rosbag2_recorder/snapshot', 'rosbag2_interfaces/srv/Snapshot']
    )
    assert 'success=True' in result.stdout
    code, output = stop(process)
    found = counts(folder)
    assert code == 0
    assert sorted(path.name for path in folder.iterdir()) == ['bag_0.mcap.zstd', 'metadata.yaml']
    assert set(found) == {'/robot/chatter', '/robot/joints'}
    assert 10 < sum(found.values()) < 100
    assert f'Recorded {sum(found.values())} messages' in output


def test_pause_split_and_overridden_qos(ros2, talker, record, wait_for_messages, tmp_path):
    (tmp_path / 'qos.yaml').write_text(
        '/robot/latched: {durability: volatile, depth: 1}\nrobot/chatter: {depth: 500}\n'
    )
    process = record(
        *['-o', 'bag', '-a', '--exclude-regex', 'joints|rosout|parameter', '--start-paused'],
        *['--qos-profile-overrides-path', 'qos.yaml', '--custom-data', 'robot=panda'],
    )
    wait_for_messages('/robot/chatter')
    call = ('service', 'call', '/rosbag2_recorder/')
    package = 'rosbag2_interfaces/srv/'
    paused = ros2(*call[:2], f'{call[2]}is_paused', f'{package}IsPaused').stdout
    assert 'paused=True' in paused
    ros2(*call[:2], f'{call[2]}split_bagfile', f'{package}SplitBagfile')
    ros2(*call[:2], f'{call[2]}resume', f'{package}Resume')
    wait_for_messages('/robot/chatter')
    code, _ = stop(process)
    assert code == 0
    metadata = Info().read_metadata(str(tmp_path / 'bag'))
    assert [one.message_count > 0 for one in metadata.files] == [False, True]
    assert metadata.custom_data == {'robot': 'panda'}
    assert counts(tmp_path / 'bag')['/robot/chatter'] >= 20
    # Volatile as the file says, so that the message from before is not recorded.
    assert counts(tmp_path / 'bag')['/robot/latched'] == 0


@pytest.mark.parametrize(
    ('arguments', 'message'),
    [
        (['-a', '-o', 'there'], "the bag folder 'there' exists already"),
        ([], 'nothing to record'),
        (['-e', '['], "--regex '[' is no regular expression"),
        (['-a', '--all-services'], 'service events is not covered'),
        (['-a', '--compression-mode', 'file'], "the compression format '' is not supported"),
        (['-a', '--compression-format', 'zstd'], '--compression-format needs'),
        (['-a', '--storage-config-file', 'x'], '--storage-config-file is not covered'),
        (['-a', '-f', 'json'], "the serialisation format 'json' is not cdr"),
        (['-a', '--snapshot-mode', '--max-cache-size', '0'], '--snapshot-mode needs'),
        (['-a', '--max-bag-size', '-1'], '--max-bag-size must not be negative'),
        (['-a', '--custom-data', 'x'], "malformed custom data 'x'"),
        (['-a', '--qos-profile-overrides-path', 'absent'], "cannot read the QoS overrides 'abs"),
        (['-a', '-s', 'sqlite3'], "'sqlite3' is not supported"),
    ],
)
def test_what_cannot_be_recorded_is_named(run_bag, tmp_path, arguments, message):
    (tmp_path / 'there').mkdir()
    code, _, errors = run_bag('record', *arguments)
    assert code == 1
    assert message in errors
