# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The safety gate: state, freshness and the way from chunks to set-points."""
