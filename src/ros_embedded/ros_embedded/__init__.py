# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Internals of the embedded ROS 2: interfaces, package index and transport."""
