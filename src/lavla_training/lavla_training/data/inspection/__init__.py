# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Look into a data set: what it holds, in numbers and in one picture."""
