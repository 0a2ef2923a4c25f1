# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of config/policies against the nodes that read it."""

from __future__ import annotations

from importlib import import_module

import pytest
import yaml

from lavla.robots import find_share_directory

NODES = {
    'vision_encoder': 'VisionEncoderNode',
    'intent_predictor': 'IntentPredictorNode',
    'action_expert': 'ActionExpertNode',
}


@pytest.mark.parametrize('executable', NODES)
def test_every_parameter_of_the_files_is_one_of_the_node(
    make_graph, random_checkpoint, executable
) -> None:
    graph = make_graph(f'checkpoint:={random_checkpoint}')
    module = import_module(f'lavla.nodes.{executable}')
    node = graph.add(getattr(module, NODES[executable])())
    for path in (find_share_directory() / 'config' / 'policies').glob('*.yaml'):
        content = yaml.safe_load(path.read_text(encoding='utf-8'))
        assert content.keys() == {f'/**/{name}' for name in NODES}
        for name in content[f'/**/{executable}']['ros__parameters']:
            assert node.has_parameter(name), f'{path.name}: {name}'
