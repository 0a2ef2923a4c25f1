# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Read and write ROS 2 bags (MCAP) without ROS."""
