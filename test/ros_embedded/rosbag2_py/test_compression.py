# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Bags whose files or messages are compressed."""

import pytest
import zstandard
from mcap.reader import make_reader
from rosbag2_py import (
    BagError,
    CompressionMode,
    CompressionOptions,
    Info,
    SequentialCompressionReader,
    SequentialCompressionWriter,
    StorageOptions,
    TopicMetadata,
    bag_rewrite,
)

MESSAGES = [('/a', bytes([number]) * 50_000, number * 10**9) for number in range(10)]


@pytest.fixture
def write(tmp_path):
    """Return a function that writes a bag of five files with a compression mode."""

    def write_bag(mode, close=True):
        writer = SequentialCompressionWriter(CompressionOptions('zstd', mode))
        folder = tmp_path / 'bag'
        writer.open(StorageOptions(uri=str(folder), max_bagfile_duration=2))
        writer.create_topic(TopicMetadata(name='/a', type='std_msgs/msg/String'))
        for message in MESSAGES:
            writer.write(*message)
        if close:
            writer.close()
        return folder

    return write_bag


def test_compressed_files(write, read_bag):
    folder = write(CompressionMode.FILE)
    names = [f'bag_{number}.mcap.zstd' for number in range(5)]
    assert sorted(path.name for path in folder.iterdir()) == [*names, 'metadata.yaml']
    metadata = Info().read_metadata(str(folder))
    assert metadata.relative_file_paths == names
    assert (metadata.compression_mode, metadata.compression_format) == ('FILE', 'zstd')
    assert metadata.bag_size == sum((folder / name).stat().st_size for name in names)
    assert read_bag(folder) == MESSAGES
    assert read_bag(folder / 'bag_1.mcap.zstd') == MESSAGES[2:4]
    assert sorted(path.name for path in folder.iterdir()) == [*names, 'metadata.yaml']


def test_compressed_messages(write, read_bag):
    folder = write(CompressionMode.MESSAGE)
    metadata = Info().read_metadata(str(folder))
    assert (metadata.compression_mode, metadata.compression_format) == ('MESSAGE', 'zstd')
    with (folder / 'bag_0.mcap').open('rb') as stream:
        _, _, message = next(make_reader(stream).iter_messages())
    assert len(message.data) < 1000
    assert zstandard.ZstdDecompressor().decompress(message.data) == MESSAGES[0][1]
    assert read_bag(folder) == MESSAGES


@pytest.mark.parametrize('mode', [CompressionMode.FILE, CompressionMode.MESSAGE])
def test_without_metadata_the_files_say_how_they_are_compressed(write, read_bag, mode):
    folder = write(mode)
    (folder / 'metadata.yaml').unlink()
    assert read_bag(folder) == MESSAGES
    assert Info().read_metadata(str(folder)).compression_mode == mode.name


def test_a_file_that_was_cut_off_before_it_was_compressed_is_recovered(write, read_bag):
    folder = write(CompressionMode.FILE)
    (folder / 'metadata.yaml').unlink()
    last = folder / 'bag_4.mcap.zstd'
    content = zstandard.ZstdDecompressor().stream_reader(last.read_bytes()).read()
    (folder / 'bag_4.mcap').write_bytes(content[:-100])
    # What a process that was killed while it compressed leaves.
    last.write_bytes(b'cut off')
    assert read_bag(folder) == MESSAGES


def test_a_damaged_file_is_named(write):
    folder = write(CompressionMode.FILE)
    (folder / 'bag_2.mcap.zstd').write_bytes(b'noise')
    with pytest.raises(BagError, match=r"cannot decompress '.*bag_2.mcap.zstd'"):
        SequentialCompressionReader().open_uri(str(folder))


def test_unknown_formats_are_named(write, tmp_path):
    with pytest.raises(BagError, match="format 'lz4' is not supported"):
        SequentialCompressionWriter(CompressionOptions('lz4', CompressionMode.FILE))


def test_bags_are_compressed_and_decompressed_by_a_conversion(write, tmp_path, read_bag):
    folder = write(CompressionMode.MESSAGE)
    options = tmp_path / 'options.yaml'
    options.write_text(
        f'output_bags: [{{uri: {tmp_path}/files, all: true, compression_mode: file, '
        f'compression_format: zstd}}, {{uri: {tmp_path}/plain, all: true}}]'
    )
    bag_rewrite([StorageOptions(uri=str(folder))], str(options))
    assert Info().read_metadata(str(tmp_path / 'files')).compression_mode == 'FILE'
    assert Info().read_metadata(str(tmp_path / 'plain')).compression_mode == ''
    assert read_bag(tmp_path / 'files') == MESSAGES
    assert read_bag(tmp_path / 'plain') == MESSAGES
