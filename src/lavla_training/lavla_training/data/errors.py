# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The error of everything that reads or writes training data."""


class DataError(ValueError):
    """Say which file, topic, field or key of a data set is wrong, and what to do about it."""
