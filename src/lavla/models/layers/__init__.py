# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Building blocks shared by the networks."""
