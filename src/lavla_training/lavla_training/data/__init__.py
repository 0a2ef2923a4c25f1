# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Readers, writers, masks and caches of training data: one module per format on disk."""
