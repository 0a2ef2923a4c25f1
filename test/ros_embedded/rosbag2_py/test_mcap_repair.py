# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Bags that were cut off: what is complete is recovered."""

import signal
import subprocess
import sys
import time

import pytest
from rosbag2_py import Info, Reindexer, SequentialReader, StorageOptions
from rosbags.highlevel import AnyReader

ENDLESS = """
import sys, time
from ros_embedded.interfaces.cdr import encode
from rosbag2_py import SequentialWriter, StorageOptions, TopicMetadata
from std_msgs.msg import String
writer = SequentialWriter()
writer.open(StorageOptions(uri=sys.argv[1]))
writer.create_topic(TopicMetadata(name='/a', type='std_msgs/msg/String'))
for number in range(10**9):
    writer.write('/a', encode(String(data=str(number))), time.time_ns())
    print(number, flush=True)
    time.sleep(0.001)
"""


@pytest.fixture
def killed_bag(tmp_path):
    """Record until chunks are on disk, kill the process, and return folder and kill time."""
    folder = tmp_path / 'bag'
    process = subprocess.Popen(
        [sys.executable, '-c', ENDLESS, str(folder)], stdout=subprocess.PIPE, text=True
    )
    file = folder / 'bag_0.mcap'
    for _ in process.stdout:
        if file.stat().st_size > 3000:
            break
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    return folder


def test_kill_9_loses_only_what_was_not_in_a_complete_chunk(killed_bag, read_bag):
    assert not (killed_bag / 'metadata.yaml').exists()
    messages = read_bag(killed_bag)
    assert len(messages) > 100
    assert [topic for topic, _, _ in messages] == ['/a'] * len(messages)
    assert Info().read_metadata(str(killed_bag)).message_count == len(messages)
    with AnyReader([killed_bag]) as reader:
        numbers = [
            int(reader.deserialize(data, connection.msgtype).data)
            for connection, _, data in reader.messages()
        ]
    assert numbers == list(range(len(messages)))


def test_messages_are_on_disk_though_no_further_message_comes(tmp_path, read_bag):
    from rosbag2_py import SequentialWriter, TopicMetadata

    folder = tmp_path / 'bag'
    writer = SequentialWriter()
    writer.open(StorageOptions(uri=str(folder)))
    writer.create_topic(TopicMetadata(name='/a', type='std_msgs/msg/String'))
    writer.write('/a', b'\x00\x01\x00\x00\x02\x00\x00\x00x\x00', 1)
    before = (folder / 'bag_0.mcap').stat().st_size
    deadline = time.monotonic() + 20
    while (folder / 'bag_0.mcap').stat().st_size == before and time.monotonic() < deadline:
        time.sleep(0.05)
    # A bag that is still being recorded is read without being touched.
    assert len(read_bag(folder)) == 1
    assert not (folder / 'metadata.yaml').exists()
    writer.write('/a', b'\x00\x01\x00\x00\x02\x00\x00\x00y\x00', 2)
    writer.close()
    assert len(read_bag(folder)) == 2


@pytest.fixture
def large_bag(write_bag):
    """Write a bag with several chunks."""
    text = ''.join(chr(33 + (7 * number * number) % 90) for number in range(60_000))
    messages = [('/a', f'{number}{text}', number) for number in range(60)]
    return write_bag(messages, storage_preset_profile='none')


@pytest.mark.parametrize('share', [0.05, 0.3, 0.62, 0.9, 0.999])
def test_a_file_that_ends_anywhere_keeps_its_complete_chunks(large_bag, read_bag, share):
    path = large_bag / 'bag_0.mcap'
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    times = [time_ns for _, _, time_ns in read_bag(large_bag)]
    assert times == list(range(len(times)))
    assert len(times) >= int(60 * share) - 20
    if times:
        with AnyReader([large_bag]) as reader:
            assert reader.message_count == len(times)
    # The repaired bag is complete: nothing is written when it is opened again.
    repaired = path.read_bytes()
    assert [time_ns for _, _, time_ns in read_bag(large_bag)] == times
    assert path.read_bytes() == repaired


def test_message_indexes_that_were_cut_off_are_made_anew(large_bag, read_bag):
    path = large_bag / 'bag_0.mcap'
    reader = SequentialReader()
    reader.open_uri(str(large_bag))
    chunk = reader._bag.files[0][1].chunks[1]
    reader.close()
    data = path.read_bytes()
    path.write_bytes(data[: chunk.chunk_start_offset + chunk.chunk_length + 5])
    times = [time_ns for _, _, time_ns in read_bag(large_bag)]
    assert times == list(range(len(times)))
    assert len(times) > 16
    with AnyReader([large_bag]) as rosbags_reader:
        assert [time_ns for _, time_ns, _ in rosbags_reader.messages()] == times


def test_zeros_at_the_end_are_dropped(large_bag, read_bag):
    path = large_bag / 'bag_0.mcap'
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2] + bytes(100_000))
    times = [time_ns for _, _, time_ns in read_bag(large_bag)]
    assert times == list(range(len(times)))
    assert times


def test_a_bag_that_cannot_be_repaired_is_read_as_it_is(large_bag, read_bag, monkeypatch):
    from pathlib import Path

    path = large_bag / 'bag_0.mcap'
    data = path.read_bytes()[:2_000_000]
    path.write_bytes(data)
    (large_bag / 'metadata.yaml').unlink()
    open_file = Path.open

    def refuse_writing(self, mode='r', *args, **kwargs):
        if '+' in mode:
            raise PermissionError(13, 'Permission denied')
        return open_file(self, mode, *args, **kwargs)

    monkeypatch.setattr(Path, 'open', refuse_writing)
    assert len(read_bag(large_bag)) > 10
    assert path.read_bytes() == data


def test_reindex_makes_metadata_anew(large_bag):
    (large_bag / 'metadata.yaml').write_text('nonsense')
    Reindexer().reindex(StorageOptions(uri=str(large_bag), storage_id='mcap'))
    assert Info().read_metadata(str(large_bag)).message_count == 60
