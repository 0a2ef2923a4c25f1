# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Verbs of `lavla-train`; a module here is a verb, found by its name.

A verb is a module ``make_video.py`` (called as ``make-video``) with a docstring whose first line
is the verb's summary, ``add_arguments(parser)`` and ``run(arguments) -> int``, which returns the
exit code.
"""
