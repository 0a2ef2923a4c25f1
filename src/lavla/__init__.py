# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Latent-action vision-language-action policies for bimanual robots."""

from pkgutil import extend_path

# The generated interfaces (lavla.msg, lavla.action) live in another folder of the same name.
__path__ = extend_path(__path__, __name__)
