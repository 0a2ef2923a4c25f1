# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Descriptions of interface types, under the names that rosidl gives them."""
