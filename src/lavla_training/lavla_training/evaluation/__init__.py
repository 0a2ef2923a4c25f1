# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Closed-loop success and what latent actions know about motion."""
