# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Choose which topics are recorded."""

from __future__ import annotations

import re
from dataclasses import dataclass, field


@dataclass
class TopicFilter:
    """
    Choose topics by name, type or regular expression.

    `all_topics` overrides what is chosen; what is excluded is left out in any case. Regular
    expressions are searched for anywhere in the name. Hidden topics, with a part that begins with
    an underscore, are taken when they are named, or with `include_hidden_topics`.
    """

    topics: list[str] = field(default_factory=list)
    topic_types: list[str] = field(default_factory=list)
    all_topics: bool = False
    regex: str = ''
    exclude_regex: str = ''
    exclude_topics: list[str] = field(default_factory=list)
    exclude_topic_types: list[str] = field(default_factory=list)
    include_hidden_topics: bool = False

    @property
    def chooses_nothing(self) -> bool:
        """Return whether no topic can be accepted."""
        return not (self.topics or self.topic_types or self.all_topics or self.regex)

    def accepts(self, topic: str, type_name: str) -> bool:
        """Return whether the topic is recorded."""
        if topic in self.exclude_topics or type_name in self.exclude_topic_types:
            return False
        if self.exclude_regex and re.search(self.exclude_regex, topic):
            return False
        if topic in self.topics:
            return True
        if not self.include_hidden_topics and any(
            part.startswith('_') for part in topic.split('/')
        ):
            return False
        return (
            self.all_topics
            or type_name in self.topic_types
            or bool(self.regex and re.search(self.regex, topic))
        )
