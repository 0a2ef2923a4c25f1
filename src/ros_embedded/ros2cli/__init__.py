# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The `ros2` command: one module per verb, imported only when the verb is used."""
