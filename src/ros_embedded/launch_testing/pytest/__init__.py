# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The plugin for pytest."""
