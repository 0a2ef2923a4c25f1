# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Parts of rclpy that programs do not use directly."""
