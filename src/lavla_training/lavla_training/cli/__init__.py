# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The command `lavla-train`: one verb per file in `verbs`."""
