# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Networks of LaVLA: vision encoder, latent action models, intent model and action expert."""
