# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Vision-language models: action tokens, prompts, low-rank adaptation and the mini model."""
