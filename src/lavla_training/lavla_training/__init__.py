# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Offline training of latent-action policies: data, stages, evaluation, command line."""
