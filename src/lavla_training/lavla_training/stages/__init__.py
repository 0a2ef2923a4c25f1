# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The learning chain, one file per stage; each reads top to bottom."""
