# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Contents of messages of sensor_msgs."""
