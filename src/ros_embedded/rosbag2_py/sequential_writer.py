# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Write a bag message by message."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ros_embedded.interfaces.type_hash import type_hash
from rosbag2_py.bag_error import BagError
from rosbag2_py.chunk_compression import make_compressor
from rosbag2_py.index_metadata import metadata_of_indexes, metadata_yaml
from rosbag2_py.mcap_file_writer import McapFileWriter
from rosbag2_py.mcap_index import McapIndex
from rosbag2_py.message_schema import schema_text
from rosbag2_py.qos_description import dump_qos
from rosbag2_py.snapshot_buffer import BufferedMessage, SnapshotBuffer
from rosbag2_py.storage_options import ConverterOptions, StorageOptions
from rosbag2_py.storage_plugins import check_storage_id
from rosbag2_py.topic_metadata import TopicMetadata

# A chunk is on disk within its first message's age plus one period: less than a second.
_CHUNK_AGE_MAX_S = 0.7
_FLUSH_PERIOD_S = 0.2
_NANOSECONDS = 10**9


class SequentialWriter:
    """
    Write serialised messages into a bag of MCAP files.

    Whatever happens to the process, at most the messages of the last second are lost. All methods
    may be called from any thread. Every error is a BagError, a RuntimeError.
    """

    def __init__(self) -> None:
        """Start without a bag."""
        self._lock = threading.RLock()
        self._stop = threading.Event()
        self._flusher: threading.Thread | None = None
        self._failure: BagError | None = None
        self._failure_was_raised = False
        self._folder: Path | None = None
        self._file: McapFileWriter | None = None
        self._file_start_ns: int | None = None
        self._closed_files: list[tuple[str, McapIndex]] = []
        self._topics: dict[str, TopicMetadata] = {}
        self._channels: dict[str, int] = {}
        self._schemas: dict[str, int] = {}
        self._definitions: dict[str, str] = {}
        self._snapshot: SnapshotBuffer | None = None

    def open(
        self, storage_options: StorageOptions, converter_options: ConverterOptions | None = None
    ) -> None:
        """Create the bag's folder and first file; raise BagError when that is impossible."""
        if self._folder is not None:
            raise BagError(f"the writer has '{self._folder}' open already")
        check_storage_id(storage_options.storage_id)
        if converter_options is not None:
            for name in (
                converter_options.input_serialization_format,
                converter_options.output_serialization_format,
            ):
                if name not in ('', 'cdr'):
                    raise BagError(f"the serialisation format '{name}' is not supported: use cdr")
        if storage_options.snapshot_mode and storage_options.max_cache_size <= 0:
            raise BagError('snapshot mode keeps max_cache_size bytes: it must be greater than 0')
        compression, compress = make_compressor(storage_options.storage_preset_profile)
        folder = Path(storage_options.uri).expanduser()
        try:
            folder.mkdir(parents=True)
        except FileExistsError:
            raise BagError(f"the bag folder '{folder}' exists already") from None
        except OSError as error:
            raise BagError(f"cannot create the bag folder '{folder}': {error.strerror}") from error
        self._options = storage_options
        self._compression = (compression, compress)
        self._folder = folder
        self._failure = None
        self._failure_was_raised = False
        self._snapshot = (
            SnapshotBuffer(storage_options.max_cache_size)
            if storage_options.snapshot_mode
            else None
        )
        try:
            self._open_file()
        except BagError:
            self._folder = None
            folder.rmdir()
            raise
        self._stop.clear()
        self._flusher = threading.Thread(target=self._flush, name='bag flusher', daemon=True)
        self._flusher.start()

    def create_topic(
        self, topic_with_type: TopicMetadata, message_definition: str | None = None
    ) -> None:
        """
        Add a topic; does nothing when there is one of that name.

        Without a `message_definition` (the text of the type's definition) the one that is known
        here is used. Raises BagError when none is known.
        """
        with self._lock:
            self._raise_failure()
            self._require_open()
            if topic_with_type.name in self._topics:
                return
            if message_definition is None:
                message_definition = self._definition(topic_with_type)
            self._definitions[topic_with_type.type] = message_definition
            self._topics[topic_with_type.name] = topic_with_type
            self._add_channel(topic_with_type)

    def write(
        self, topic_name: str, message: bytes, time_stamp: int, send_time_stamp: int | None = None
    ) -> None:
        """
        Write a serialised message with its time in nanoseconds; in snapshot mode, keep it.

        Raises BagError when the topic was not created or the disk is full; then nothing more is
        written, and close() keeps what is on the disk.
        """
        with self._lock:
            self._raise_failure()
            self._require_open()
            if topic_name not in self._topics:
                raise BagError(
                    f"the topic '{topic_name}' was not created: call create_topic first"
                )
            sent = time_stamp if send_time_stamp is None else send_time_stamp
            if self._snapshot is not None:
                self._snapshot.add(BufferedMessage(topic_name, bytes(message), time_stamp, sent))
                return
            with self._remembered_failure():
                self._write(topic_name, message, time_stamp, sent)
            self._raise_failure()

    def take_snapshot(self) -> bool:
        """
        Write the messages that snapshot mode has kept; return False without snapshot mode.

        Each snapshot after the first gets a file of its own. Raises BagError when the disk is
        full.
        """
        with self._lock:
            if self._snapshot is None:
                return False
            self._raise_failure()
            with self._remembered_failure():
                if self._require_open().index.message_count:
                    self._split()
                for message in self._snapshot.take():
                    self._write(*message)
                self._require_open().finish_chunk()
            self._raise_failure()
        return True

    def split_bagfile(self) -> None:
        """Close the file that is being written and go on with another one."""
        with self._lock:
            self._raise_failure()
            self._require_open()
            with self._remembered_failure():
                self._split()
            self._raise_failure()

    def close(self) -> None:
        """
        Write what is left, the index and metadata.yaml.

        Raises BagError when the disk is full, unless write() has said so already; index and
        metadata.yaml, where they did not fit, are rebuilt when the bag is opened.
        """
        with self._lock:
            if self._folder is None:
                return
            folder, self._folder = self._folder, None
        self._stop.set()
        if self._flusher is not None:
            self._flusher.join()
        with self._lock:
            with self._remembered_failure():
                self._close_file()
            with self._remembered_failure():
                self._finish_files()
            metadata = metadata_of_indexes(self._closed_files, self._options.custom_data)
            self._closed_files = []
            self._topics = {}
            try:
                metadata.write(folder)
            except OSError as error:
                raise BagError(
                    f"cannot write metadata.yaml of '{folder}': {error.strerror}; it is made anew "
                    'when the bag is opened'
                ) from error
            if not self._failure_was_raised:
                self._raise_failure()

    def __enter__(self) -> SequentialWriter:
        """Return the writer."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the bag."""
        self.close()

    def _require_open(self) -> McapFileWriter:
        if self._folder is None or self._file is None:
            raise BagError('no bag is open: call open first')
        return self._file

    @contextmanager
    def _remembered_failure(self) -> Iterator[None]:
        """Keep the first error of the disk: nothing can be written after it."""
        try:
            yield
        except BagError as error:
            if self._failure is None:
                self._failure = error

    def _raise_failure(self) -> None:
        if self._failure is not None:
            self._failure_was_raised = True
            raise self._failure

    def _write(self, topic_name: str, message: bytes, time_ns: int, send_time_ns: int) -> None:
        file = self._require_open()
        if self._is_full(file, time_ns):
            self._split()
            file = self._require_open()
        if self._file_start_ns is None:
            self._file_start_ns = time_ns
        file.add_message(self._channels[topic_name], message, time_ns, send_time_ns)

    def _definition(self, topic: TopicMetadata) -> str:
        try:
            if not topic.type_description_hash:
                topic.type_description_hash = type_hash(topic.type)
            return schema_text(topic.type)
        except (LookupError, ValueError) as error:
            raise BagError(
                f"cannot record '{topic.name}': its type '{topic.type}' is not known here: "
                f'{error.args[0] if error.args else error}'
            ) from error

    def _open_file(self) -> None:
        folder = self._folder
        if folder is None:
            raise BagError('no bag is open: call open first')
        path = folder / f'{folder.name}_{len(self._closed_files)}.mcap'
        self._file = McapFileWriter(path, *self._compression)
        self._file_start_ns = None
        self._channels = {}
        self._schemas = {}
        for topic in self._topics.values():
            self._add_channel(topic)

    def _add_channel(self, topic: TopicMetadata) -> None:
        file = self._require_open()
        if topic.type not in self._schemas:
            self._schemas[topic.type] = file.add_schema(
                topic.type, 'ros2msg', self._definitions[topic.type]
            )
        self._channels[topic.name] = file.add_channel(
            topic.name, self._schemas[topic.type], self._channel_metadata(topic)
        )

    def _channel_metadata(self, topic: TopicMetadata) -> dict[str, str]:
        return {
            'offered_qos_profiles': dump_qos(topic.offered_qos_profiles),
            'topic_type_hash': topic.type_description_hash,
        }

    def _file_is_complete(self, path: Path) -> None:
        """Do what is to be done with a file that is closed; called with the lock held."""

    def _finish_files(self) -> None:
        """Do what is to be done with all files before metadata.yaml is written."""

    def _is_full(self, file: McapFileWriter, time_ns: int) -> bool:
        size_max = self._options.max_bagfile_size
        duration_max_ns = self._options.max_bagfile_duration * _NANOSECONDS
        if size_max and file.size >= size_max and file.index.message_count:
            return True
        if not duration_max_ns or self._file_start_ns is None:
            return False
        return time_ns - self._file_start_ns >= duration_max_ns

    def _split(self) -> None:
        self._close_file()
        self._open_file()

    def _close_file(self) -> None:
        file, self._file = self._file, None
        if file is None:
            return
        name = file.path.name
        try:
            file.close(lambda index: metadata_yaml(metadata_of_indexes([(name, index)])))
        finally:
            self._closed_files.append((name, file.index))
        self._file_is_complete(file.path)

    def _flush(self) -> None:
        """Write chunks that have waited long enough, until the bag is closed."""
        while not self._stop.wait(_FLUSH_PERIOD_S):
            with self._lock:
                if self._file is None or self._failure is not None:
                    return
                with self._remembered_failure():
                    self._file.finish_chunk_older_than(_CHUNK_AGE_MAX_S)
