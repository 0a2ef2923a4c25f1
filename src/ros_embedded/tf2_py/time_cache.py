# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""What the buffer knows of one frame: its transforms to its parent, in order of time."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter
from typing import NamedTuple

from tf2_py.exceptions import ExtrapolationException
from tf2_py.rigid_transform import RigidTransform, interpolate

_stamp_of = attrgetter('stamp_ns')


class Sample(NamedTuple):
    """Transform of a frame to its parent at a time."""

    stamp_ns: int
    transform: RigidTransform
    parent: str


def display_time(time_ns: int) -> str:
    """Return a time as tf2 prints it: seconds with six digits."""
    return f'{time_ns / 1e9:.6f}'


class TimeCache:
    """Transforms of a frame that moves, those of the last few seconds."""

    is_static = False

    def __init__(self, length_ns: int) -> None:
        """Create an empty cache; what is older than its newest sample by more is dropped."""
        self._length_ns = length_ns
        self._samples: list[Sample] = []

    def __len__(self) -> int:
        """Return how many samples there are."""
        return len(self._samples)

    @property
    def latest_ns(self) -> int:
        """Return the stamp of the newest sample, 0 without."""
        return self._samples[-1].stamp_ns if self._samples else 0

    @property
    def oldest_ns(self) -> int:
        """Return the stamp of the oldest sample, 0 without."""
        return self._samples[0].stamp_ns if self._samples else 0

    @property
    def latest(self) -> Sample | None:
        """Return the newest sample, None without."""
        return self._samples[-1] if self._samples else None

    def clear(self) -> None:
        """Forget all samples."""
        self._samples.clear()

    def insert(self, sample: Sample) -> bool:
        """Add a sample; return False when it is too old to be kept."""
        samples = self._samples
        if samples and sample.stamp_ns < self.latest_ns - self._length_ns:
            return False
        place = bisect_right(samples, sample.stamp_ns, key=_stamp_of)
        if not (place and samples[place - 1] == sample):
            samples.insert(place, sample)
        del samples[: bisect_right(samples, self.latest_ns - self._length_ns - 1, key=_stamp_of)]
        return True

    def at(self, time_ns: int) -> Sample:
        """
        Return the transform at a time, between two samples an interpolated one; 0: the newest.

        :raises ExtrapolationException: when the time is outside of the samples.
        """
        samples = self._samples
        if not samples:
            raise ExtrapolationException('Lookup of a frame without data in the buffer')
        if time_ns == 0:
            return samples[-1]
        after = bisect_right(samples, time_ns, key=_stamp_of)
        if after and samples[after - 1].stamp_ns == time_ns:
            return samples[after - 1]
        if len(samples) == 1:
            raise ExtrapolationException(
                f'Lookup would require extrapolation at time {display_time(time_ns)}, '
                f'but only time {display_time(self.latest_ns)} is in the buffer'
            )
        if after == len(samples):
            raise ExtrapolationException(
                'Lookup would require extrapolation into the future.  Requested time '
                f'{display_time(time_ns)} but the latest data is at time '
                f'{display_time(self.latest_ns)}'
            )
        if after == 0:
            raise ExtrapolationException(
                'Lookup would require extrapolation into the past.  Requested time '
                f'{display_time(time_ns)} but the earliest data is at time '
                f'{display_time(self.oldest_ns)}'
            )
        older, newer = samples[after - 1], samples[after]
        if older.parent != newer.parent:
            return older
        ratio = (time_ns - older.stamp_ns) / (newer.stamp_ns - older.stamp_ns)
        between = interpolate(older.transform, newer.transform, ratio)
        return Sample(time_ns, between, older.parent)


class StaticCache:
    """Transform of a frame that never moves: valid at any time."""

    is_static = True
    latest_ns = 0
    oldest_ns = 0

    def __init__(self) -> None:
        """Create an empty cache."""
        self._sample: Sample | None = None

    def __len__(self) -> int:
        """Return how many samples there are."""
        return 0 if self._sample is None else 1

    @property
    def latest(self) -> Sample | None:
        """Return the sample, None without."""
        return self._sample

    def clear(self) -> None:
        """
        Keep the sample.

        A static transform is sent once: after a jump in time nobody would send it again.
        """

    def insert(self, sample: Sample) -> bool:
        """Replace the sample."""
        self._sample = sample._replace(stamp_ns=0)
        return True

    def at(self, time_ns: int) -> Sample:
        """Return the transform, whatever the time."""
        assert self._sample is not None
        return self._sample
