# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Record demonstrations of scripted experts as bags, without ROS."""
