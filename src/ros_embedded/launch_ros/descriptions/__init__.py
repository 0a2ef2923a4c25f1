# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Descriptions of parameters."""

from launch_ros.parameter_descriptions import Parameter, ParameterFile, ParameterValue

__all__ = ['Parameter', 'ParameterFile', 'ParameterValue']
