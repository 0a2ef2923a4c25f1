# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Points of sensor_msgs/msg/PointCloud2 as NumPy arrays and back."""

from __future__ import annotations

import sys
from collections import namedtuple
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.lib.recfunctions import structured_to_unstructured, unstructured_to_structured
from sensor_msgs.msg import PointCloud2, PointField

DUMMY_FIELD_PREFIX = 'unnamed_field'
_DTYPES: dict[int, np.dtype[Any]] = {
    PointField.INT8: np.dtype(np.int8),
    PointField.UINT8: np.dtype(np.uint8),
    PointField.INT16: np.dtype(np.int16),
    PointField.UINT16: np.dtype(np.uint16),
    PointField.INT32: np.dtype(np.int32),
    PointField.UINT32: np.dtype(np.uint32),
    PointField.FLOAT32: np.dtype(np.float32),
    PointField.FLOAT64: np.dtype(np.float64),
}


def read_points(
    cloud: PointCloud2,
    field_names: Sequence[str] | None = None,
    skip_nans: bool = False,
    uvs: Iterable[int] | None = None,
    reshape_organized_cloud: bool = False,
) -> np.ndarray:
    """
    Return the points of a cloud as structured array, shape (points,).

    :param field_names: the fields to return, all by default.
    :param skip_nans: leave out points with a NaN.
    :param uvs: the numbers of the points to return, all by default.
    :param reshape_organized_cloud: return shape (height, width) where the cloud has several rows.
    :raises AssertionError: when the cloud lacks a field, or is none.
    """
    assert isinstance(cloud, PointCloud2), 'Cloud is not a sensor_msgs.msg.PointCloud2'
    points: np.ndarray = np.ndarray(
        shape=(cloud.height, cloud.width),
        dtype=dtype_from_fields(cloud.fields, point_step=cloud.point_step),
        buffer=cloud.data,
        strides=(cloud.row_step or cloud.width * cloud.point_step, cloud.point_step),
    ).reshape(-1)
    if field_names is not None:
        known = _columns(points)
        missing = [name for name in field_names if name not in known]
        assert not missing, (
            f'the cloud has no field {", ".join(missing)}; it has {", ".join(known)}'
        )
        points = points[list(field_names)]
    if bool(cloud.is_bigendian) != (sys.byteorder == 'big'):
        points = points.byteswap()
    if skip_nans and not cloud.is_dense:
        numbers = np.ones(len(points), dtype=bool)
        for name in _columns(points):
            numbers &= ~np.isnan(points[name])
        points = points[numbers]
    if uvs is not None:
        points = points[uvs if isinstance(uvs, np.ndarray) else np.fromiter(uvs, int)]
    if reshape_organized_cloud and cloud.height > 1:
        points = points.reshape(cloud.height, cloud.width)
    return points


def read_points_numpy(
    cloud: PointCloud2,
    field_names: Sequence[str] | None = None,
    skip_nans: bool = False,
    uvs: Iterable[int] | None = None,
    reshape_organized_cloud: bool = False,
) -> np.ndarray:
    """
    Return the points of a cloud as plain array, shape (points, fields).

    :raises AssertionError: when the fields have several types; see read_points() for the rest.
    """
    wanted = [field for field in cloud.fields if field_names is None or field.name in field_names]
    assert len({field.datatype for field in wanted}) <= 1, (
        'All fields need to have the same datatype. Use `read_points()` otherwise.'
    )
    points = read_points(cloud, field_names, skip_nans, uvs, reshape_organized_cloud)
    return structured_to_unstructured(points)


def read_points_list(
    cloud: PointCloud2,
    field_names: Sequence[str] | None = None,
    skip_nans: bool = False,
    uvs: Iterable[int] | None = None,
) -> list[Any]:
    """Return the points of a cloud as named tuples; see read_points()."""
    points = read_points(cloud, field_names, skip_nans, uvs)
    point_class = namedtuple('Point', _columns(points))  # type: ignore[misc]
    return [point_class(*point) for point in points.tolist()]


def dtype_from_fields(fields: Iterable[PointField], point_step: int | None = None) -> np.dtype:
    """
    Return the type of a structured array of points.

    A field with several numbers gives as many columns: name_0, name_1, …

    :param point_step: bytes from one point to the next, by default those of the fields.
    :raises AssertionError: when two fields have one name, or one holds nothing known.
    """
    names: list[str] = []
    offsets: list[int] = []
    dtypes: list[np.dtype] = []
    for number, field in enumerate(fields):
        name = field.name or f'{DUMMY_FIELD_PREFIX}_{number}'
        dtype = _DTYPES.get(field.datatype)
        assert dtype is not None, f"The field '{name}' has no known datatype: {field.datatype}."
        assert field.count > 0, f"Can't process the field '{name}' with count = 0."
        for part in range(field.count):
            names.append(f'{name}_{part}' if field.count > 1 else name)
            offsets.append(field.offset + part * dtype.itemsize)
            dtypes.append(dtype)
    assert len(set(names)) == len(names), f'Duplicate field names are not allowed: {names}'
    layout: Any = {'names': names, 'formats': dtypes, 'offsets': offsets}
    if point_step is not None:
        layout['itemsize'] = point_step
    return np.dtype(layout)


def create_cloud(
    header: Any,
    fields: Sequence[PointField],
    points: Any,
    step: int | None = None,
) -> PointCloud2:
    """
    Return a cloud of points.

    :param points: structured array that has the fields, plain array (…, fields), or a sequence
        of sequences; with two dimensions of points, an organized cloud (rows, columns).
    :param step: bytes from one point to the next, by default those of the fields.
    :raises AssertionError: when the points do not have the fields.
    """
    dtype = dtype_from_fields(fields, step)
    if not isinstance(points, np.ndarray):
        points = np.array([tuple(point) for point in points], dtype=dtype)
    elif points.dtype.names is None:
        assert len({field.datatype for field in fields}) == 1, (
            'All fields need to have the same datatype. '
            'Pass a structured NumPy array with multiple dtypes otherwise.'
        )
        points = unstructured_to_structured(points, dtype=dtype)
    else:
        assert points.dtype == dtype, (
            'PointFields and structured NumPy array dtype do not match for all fields! '
            'Check their field order, names and types.'
        )
    assert points.ndim <= 2, f'points can be in rows and columns at most, not {points.shape}'
    height, width = points.shape if points.ndim == 2 else (1, len(points))
    return PointCloud2(
        header=header,
        height=height,
        width=width,
        is_dense=False,
        is_bigendian=sys.byteorder == 'big',
        fields=list(fields),
        point_step=points.dtype.itemsize,
        row_step=points.dtype.itemsize * width,
        data=points.tobytes(),
    )


def create_cloud_xyz32(header: Any, points: Any, step: int | None = None) -> PointCloud2:
    """Return a cloud of points with the fields x, y and z in 32 bits; see create_cloud()."""
    fields = [
        PointField(name=name, offset=4 * number, datatype=PointField.FLOAT32, count=1)
        for number, name in enumerate('xyz')
    ]
    return create_cloud(header, fields, points, step)


def _columns(points: np.ndarray) -> tuple[str, ...]:
    return points.dtype.names or ()
