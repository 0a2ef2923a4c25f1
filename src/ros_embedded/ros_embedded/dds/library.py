# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
The C functions of Cyclone DDS that the transport uses.

``blocking`` releases the GIL during a call and is for what may wait; ``quick`` keeps it, which is
cheaper for calls of a few microseconds and gives no other thread a chance to take the GIL for a
whole switch interval. No Cyclone thread ever calls into Python, so keeping it cannot deadlock.
"""

from __future__ import annotations

import ctypes as ct
import importlib.util
from pathlib import Path
from typing import Any

INFINITY = 2**63 - 1
ANY_STATE = 0x7F
SERDATA_KIND_DATA = 2

RETURN_TIMEOUT = -10
RETURN_PRECONDITION_NOT_MET = -4
RETURN_ALREADY_DELETED = -9

# Handles of the topics on which Cyclone publishes what discovery found.
BUILTIN_TOPIC_PARTICIPANT = 0x7FFF0001
BUILTIN_TOPIC_PUBLICATION = 0x7FFF0003
BUILTIN_TOPIC_SUBSCRIPTION = 0x7FFF0004


class Guid(ct.Structure):
    """Global identifier of a participant or endpoint, 16 bytes in network order."""

    _fields_ = [('v', ct.c_ubyte * 16)]


class IoVector(ct.Structure):
    """Address and length of a block of memory."""

    _fields_ = [('base', ct.c_void_p), ('length', ct.c_size_t)]


class SampleInfo(ct.Structure):
    """What is known about a received sample."""

    _fields_ = [
        ('sample_state', ct.c_uint),
        ('view_state', ct.c_uint),
        ('instance_state', ct.c_uint),
        ('valid_data', ct.c_bool),
        ('source_timestamp', ct.c_int64),
        ('instance_handle', ct.c_uint64),
        ('publication_handle', ct.c_uint64),
        ('disposed_generation_count', ct.c_uint32),
        ('no_writers_generation_count', ct.c_uint32),
        ('sample_rank', ct.c_uint32),
        ('generation_rank', ct.c_uint32),
        ('absolute_generation_rank', ct.c_uint32),
    ]


class TypeMeta(ct.Structure):
    """Serialized XTypes information (always empty here)."""

    _fields_ = [('data', ct.c_void_p), ('size', ct.c_uint32)]


class TopicDescriptor(ct.Structure):
    """Description of a topic's type."""

    _fields_ = [
        ('size', ct.c_uint32),
        ('align', ct.c_uint32),
        ('flagset', ct.c_uint32),
        ('key_count', ct.c_uint32),
        ('type_name', ct.c_char_p),
        ('keys', ct.c_void_p),
        ('op_count', ct.c_uint32),
        ('ops', ct.POINTER(ct.c_uint32)),
        ('meta', ct.c_char_p),
        ('type_information', TypeMeta),
        ('type_mapping', TypeMeta),
        ('restrict_data_representation', ct.c_uint32),
        ('member_table_offset', ct.c_uint32),
    ]


class BuiltinEndpoint(ct.Structure):
    """A discovered reader or writer."""

    _fields_ = [
        ('key', Guid),
        ('participant_key', Guid),
        ('participant_instance_handle', ct.c_uint64),
        ('topic_name', ct.c_char_p),
        ('type_name', ct.c_char_p),
        ('qos', ct.c_void_p),
    ]


class MatchedStatus(ct.Structure):
    """How many endpoints on the other side match."""

    _fields_ = [
        ('total_count', ct.c_uint32),
        ('total_count_change', ct.c_int32),
        ('current_count', ct.c_uint32),
        ('current_count_change', ct.c_int32),
        ('last_handle', ct.c_uint64),
    ]


class CountStatus(ct.Structure):
    """A count of events and a detail: last QoS policy, reason or instance."""

    _fields_ = [
        ('total_count', ct.c_uint32),
        ('total_count_change', ct.c_int32),
        ('detail', ct.c_uint64),
        ('detail_2', ct.c_uint64),
    ]


class LivelinessChangedStatus(ct.Structure):
    """How many matched writers are alive."""

    _fields_ = [
        ('alive_count', ct.c_uint32),
        ('not_alive_count', ct.c_uint32),
        ('alive_count_change', ct.c_int32),
        ('not_alive_count_change', ct.c_int32),
        ('last_handle', ct.c_uint64),
    ]


def _library_path() -> str:
    """Return the path of the C library in the wheel, without the wheel's slow Python imports."""
    package = importlib.util.find_spec('cyclonedds')
    if package is None or not package.submodule_search_locations:
        raise ImportError("the package 'cyclonedds' is missing: pip install cyclonedds==11.0.1")
    file = Path(package.submodule_search_locations[0]) / '__library__.py'
    spec = importlib.util.spec_from_file_location('ros_embedded.dds._cyclonedds_library', file)
    if spec is None or spec.loader is None:
        raise ImportError(f'{file} is missing: install cyclonedds from its wheel')
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return str(module.library_path)


_path = _library_path()
blocking: Any = ct.CDLL(_path)
quick: Any = ct.PyDLL(_path)

_entity = ct.c_int32
_return = ct.c_int32
_pointer = ct.c_void_p
_duration = ct.c_int64

_SIGNATURES: dict[str, tuple[Any, list[Any]]] = {
    'dds_strretcode': (ct.c_char_p, [_return]),
    'dds_create_domain': (_entity, [ct.c_uint32, ct.c_char_p]),
    'dds_create_participant': (_entity, [ct.c_uint32, _pointer, _pointer]),
    'dds_create_topic': (
        _entity,
        [_entity, ct.POINTER(TopicDescriptor), ct.c_char_p, _pointer, _pointer],
    ),
    'dds_create_writer': (_entity, [_entity, _entity, _pointer, _pointer]),
    'dds_create_reader': (_entity, [_entity, _entity, _pointer, _pointer]),
    'dds_create_readcondition': (_entity, [_entity, ct.c_uint32]),
    'dds_create_guardcondition': (_entity, [_entity]),
    'dds_set_guardcondition': (_return, [_entity, ct.c_bool]),
    'dds_take_guardcondition': (_return, [_entity, ct.POINTER(ct.c_bool)]),
    'dds_create_waitset': (_entity, [_entity]),
    'dds_waitset_attach': (_return, [_entity, _entity, ct.c_ssize_t]),
    'dds_waitset_detach': (_return, [_entity, _entity]),
    'dds_waitset_wait': (_return, [_entity, _pointer, ct.c_size_t, _duration]),
    'dds_delete': (_return, [_entity]),
    'dds_get_guid': (_return, [_entity, ct.POINTER(Guid)]),
    'dds_get_instance_handle': (_return, [_entity, ct.POINTER(ct.c_uint64)]),
    'dds_get_entity_sertype': (_return, [_entity, ct.POINTER(_pointer)]),
    'dds_set_status_mask': (_return, [_entity, ct.c_uint32]),
    'dds_read_status': (_return, [_entity, ct.POINTER(ct.c_uint32), ct.c_uint32]),
    'dds_take_status': (_return, [_entity, ct.POINTER(ct.c_uint32), ct.c_uint32]),
    'dds_wait_for_acks': (_return, [_entity, _duration]),
    'dds_assert_liveliness': (_return, [_entity]),
    'dds_writecdr': (_return, [_entity, _pointer]),
    'dds_takecdr': (
        _return,
        [_entity, ct.POINTER(_pointer), ct.c_uint32, ct.POINTER(SampleInfo), ct.c_uint32],
    ),
    'ddsi_serdata_from_ser_iov': (
        _pointer,
        [_pointer, ct.c_int, ct.c_size_t, ct.POINTER(IoVector), ct.c_size_t],
    ),
    'ddsi_serdata_size': (ct.c_uint32, [_pointer]),
    'ddsi_serdata_to_ser_ref': (
        _pointer,
        [_pointer, ct.c_size_t, ct.c_size_t, ct.POINTER(IoVector)],
    ),
    'ddsi_serdata_to_ser_unref': (None, [_pointer, ct.POINTER(IoVector)]),
    'ddsi_serdata_unref': (None, [_pointer]),
    'dds_read': (
        _return,
        [_entity, ct.POINTER(_pointer), ct.POINTER(SampleInfo), ct.c_size_t, ct.c_uint32],
    ),
    'dds_return_loan': (_return, [_entity, ct.POINTER(_pointer), ct.c_int32]),
    'dds_get_matched_subscriptions': (_return, [_entity, _pointer, ct.c_size_t]),
    'dds_get_matched_publications': (_return, [_entity, _pointer, ct.c_size_t]),
    'dds_get_matched_subscription_data': (ct.POINTER(BuiltinEndpoint), [_entity, ct.c_uint64]),
    'dds_get_matched_publication_data': (ct.POINTER(BuiltinEndpoint), [_entity, ct.c_uint64]),
    'dds_builtintopic_free_endpoint': (None, [ct.POINTER(BuiltinEndpoint)]),
    'dds_get_publication_matched_status': (_return, [_entity, ct.POINTER(MatchedStatus)]),
    'dds_get_subscription_matched_status': (_return, [_entity, ct.POINTER(MatchedStatus)]),
    'dds_get_offered_incompatible_qos_status': (_return, [_entity, ct.POINTER(CountStatus)]),
    'dds_get_requested_incompatible_qos_status': (_return, [_entity, ct.POINTER(CountStatus)]),
    'dds_get_offered_deadline_missed_status': (_return, [_entity, ct.POINTER(CountStatus)]),
    'dds_get_requested_deadline_missed_status': (_return, [_entity, ct.POINTER(CountStatus)]),
    'dds_get_liveliness_lost_status': (_return, [_entity, ct.POINTER(CountStatus)]),
    'dds_get_sample_lost_status': (_return, [_entity, ct.POINTER(CountStatus)]),
    'dds_get_liveliness_changed_status': (
        _return,
        [_entity, ct.POINTER(LivelinessChangedStatus)],
    ),
    'dds_create_qos': (_pointer, []),
    'dds_delete_qos': (None, [_pointer]),
    'dds_qset_reliability': (None, [_pointer, ct.c_int, _duration]),
    'dds_qset_durability': (None, [_pointer, ct.c_int]),
    'dds_qset_history': (None, [_pointer, ct.c_int, ct.c_int32]),
    'dds_qset_durability_service': (
        None,
        [_pointer, _duration, ct.c_int, ct.c_int32, ct.c_int32, ct.c_int32, ct.c_int32],
    ),
    'dds_qset_deadline': (None, [_pointer, _duration]),
    'dds_qset_lifespan': (None, [_pointer, _duration]),
    'dds_qset_liveliness': (None, [_pointer, ct.c_int, _duration]),
    'dds_qset_userdata': (None, [_pointer, ct.c_char_p, ct.c_size_t]),
    'dds_qset_writer_data_lifecycle': (None, [_pointer, ct.c_bool]),
    'dds_qset_ignorelocal': (None, [_pointer, ct.c_int]),
    'dds_qset_data_representation': (
        None,
        [_pointer, ct.c_uint32, ct.POINTER(ct.c_int16)],
    ),
    'dds_qget_reliability': (ct.c_bool, [_pointer, ct.POINTER(ct.c_int), ct.POINTER(_duration)]),
    'dds_qget_durability': (ct.c_bool, [_pointer, ct.POINTER(ct.c_int)]),
    'dds_qget_history': (ct.c_bool, [_pointer, ct.POINTER(ct.c_int), ct.POINTER(ct.c_int32)]),
    'dds_qget_deadline': (ct.c_bool, [_pointer, ct.POINTER(_duration)]),
    'dds_qget_lifespan': (ct.c_bool, [_pointer, ct.POINTER(_duration)]),
    'dds_qget_liveliness': (ct.c_bool, [_pointer, ct.POINTER(ct.c_int), ct.POINTER(_duration)]),
    'dds_qget_userdata': (
        ct.c_bool,
        [_pointer, ct.POINTER(_pointer), ct.POINTER(ct.c_size_t)],
    ),
    'dds_free': (None, [_pointer]),
}

for _library in (blocking, quick):
    for _name, (_result, _arguments) in _SIGNATURES.items():
        _function = getattr(_library, _name)
        _function.restype = _result
        _function.argtypes = _arguments

memoryview_at: Any = ct.pythonapi.PyMemoryView_FromMemory
memoryview_at.restype = ct.py_object
memoryview_at.argtypes = [ct.c_void_p, ct.c_ssize_t, ct.c_int]
READ_ONLY = 0x100


class TransportError(RuntimeError):
    """Cyclone DDS refused an operation."""


def check(code: int, action: str) -> int:
    """Return a result of a DDS function; raise TransportError when it says failure."""
    if code < 0:
        reason = quick.dds_strretcode(code).decode()
        raise TransportError(f'cannot {action}: {reason} ({code})')
    return code
