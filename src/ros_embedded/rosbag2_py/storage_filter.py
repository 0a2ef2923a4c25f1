# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Choose among the topics of a bag."""

from __future__ import annotations

import re
from dataclasses import dataclass, field


@dataclass
class StorageFilter:
    """
    Choose topics by name or regular expression.

    Without names and expression all topics are chosen; those excluded are left out in any case.
    `topics_regex` is the older name of `regex`.
    """

    topics: list[str] = field(default_factory=list)
    regex: str = ''
    exclude_topics: list[str] = field(default_factory=list)
    regex_to_exclude: str = ''
    topics_regex: str = ''

    def accepts(self, topic: str) -> bool:
        """Return whether the topic is chosen."""
        if topic in self.exclude_topics:
            return False
        if self.regex_to_exclude and re.fullmatch(self.regex_to_exclude, topic):
            return False
        expression = self.regex or self.topics_regex
        if not self.topics and not expression:
            return True
        return topic in self.topics or bool(expression and re.fullmatch(expression, topic))
