# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Launch files in XML."""

from launch_xml import launch_description_sources
from launch_xml.read_xml import read_xml

__all__ = ['launch_description_sources', 'read_xml']
