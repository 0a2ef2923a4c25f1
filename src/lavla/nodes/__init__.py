# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""ROS 2 nodes of the bimanual stack, one per file."""
