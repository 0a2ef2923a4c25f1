# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Interface definitions (.msg, .srv, .action) and the Python classes made from them."""
