# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Read the file that says which bags `ros2 bag convert` makes."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import yaml

from rosbag2_py.bag_error import BagError
from rosbag2_py.compression_options import CompressionOptions, compression_mode_from_string
from rosbag2_py.storage_options import StorageOptions
from rosbag2_py.topic_filter import TopicFilter

_KEY = 'output_bags'
# What rosbag2 knows and what has no effect on a conversion.
_WITHOUT_EFFECT = frozenset(
    {
        'compression_queue_size',
        'compression_threads',
        'compression_threads_priority',
        'disable_keyboard_controls',
        'include_unpublished_topics',
        'is_discovery_disabled',
        'max_cache_size',
        'node_prefix',
        'start_paused',
        'topic_polling_interval',
        'use_sim_time',
        # Neither services nor actions are recorded here: there is nothing to choose from.
        'actions',
        'all_actions',
        'all_services',
        'exclude_actions',
        'exclude_services',
        'services',
    }
)
# What rosbag2 knows and ros_embedded does not: it must not be asked for.
_NOT_COVERED = (
    'ignore_leaf_topics',
    'snapshot_mode',
    'storage_config_uri',
    'topic_qos_profile_overrides',
)


@dataclass
class RewriteOutput:
    """A bag to write: where and how, with which compression, and which topics."""

    storage: StorageOptions
    compression: CompressionOptions
    filter: TopicFilter


def read_rewrite_options(path: str) -> list[RewriteOutput]:
    """Return the bags that a YAML file describes; raise BagError naming what is wrong in it."""
    try:
        content = yaml.safe_load(Path(path).expanduser().read_text(encoding='utf-8'))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BagError(f"cannot read the output options '{path}': {error}") from error
    bags = content.get(_KEY) if isinstance(content, dict) else None
    if not isinstance(bags, list) or not bags:
        raise BagError(f"'{path}' needs a list '{_KEY}' with one entry per bag")
    return [_output(bag, f"'{path}', {_KEY}[{number}]") for number, bag in enumerate(bags)]


def _output(options: Any, place: str) -> RewriteOutput:
    if not isinstance(options, dict) or not options.get('uri'):
        raise BagError(f"{place} needs the key 'uri': the folder of the new bag")
    rest = dict(options)
    for name in _NOT_COVERED:
        if rest.pop(name, None):
            raise BagError(f"{place}: '{name}' is not covered by ros_embedded")
    for name in ('rmw_serialization_format', 'output_serialization_format'):
        if rest.pop(name, '') not in ('', 'cdr'):
            raise BagError(f"{place}: the only serialisation format is 'cdr'")
    if rest.pop('all', False):
        rest['all_topics'] = True
    compression = CompressionOptions(
        rest.pop('compression_format', ''),
        compression_mode_from_string(rest.pop('compression_mode', '')),
    )
    output = RewriteOutput(StorageOptions(), compression, TopicFilter())
    for part in (output.storage, output.filter):
        for one in fields(part):
            if one.name in rest and one.name not in _WITHOUT_EFFECT:
                value = rest.pop(one.name)
                default = getattr(part, one.name)
                if not isinstance(value, type(default)):
                    raise BagError(
                        f"{place}: '{one.name}' must be of type {type(default).__name__}, "
                        f'got {value!r}'
                    )
                setattr(part, one.name, value)
    unknown = sorted(rest.keys() - _WITHOUT_EFFECT)
    if unknown:
        raise BagError(f'{place}: unknown key(s) {", ".join(map(repr, unknown))}')
    for name in ('regex', 'exclude_regex'):
        _check_regex(getattr(output.filter, name), f"{place}: '{name}'")
    if output.filter.chooses_nothing:
        raise BagError(
            f"{place} chooses no topic: give 'all_topics', 'topics', 'topic_types' or 'regex'"
        )
    return output


def _check_regex(expression: str, place: str) -> None:
    try:
        re.compile(expression)
    except re.error as error:
        raise BagError(f"{place} '{expression}' is no regular expression: {error}") from error
