# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The parameters that every node with a network has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast, get_args

import torch
from rclpy.node import Node

from lavla.nodes.node_process import NodeError
from lavla.nodes.parameter_declaration import declare_integer, declare_text
from lavla.policy import Checkpoint
from lavla.policy.precision import Precision


@dataclass(frozen=True)
class LoadedPolicy:
    """An opened checkpoint, and the device and arithmetic its networks run with."""

    checkpoint: Checkpoint
    device: str
    precision: Precision


def load_policy(node: Node) -> LoadedPolicy:
    """
    Declare checkpoint, device, precision and threads, and open the checkpoint.

    Raise NodeError for a device that this machine does not have.
    """
    folder = declare_text(node, 'checkpoint', '', 'Folder of the checkpoint (config.json, …).')
    device = declare_text(node, 'device', 'cpu', 'Torch device: cpu, cuda, cuda:0, …')
    threads = declare_integer(node, 'threads', 1, 'Torch threads of this process.', 1, 256)
    precision = declare_text(
        node, 'precision', 'float32', 'Arithmetic of the networks.', get_args(Precision)
    )
    if not folder:
        raise NodeError('parameter checkpoint is empty; give the folder of a checkpoint')
    torch.set_num_threads(threads)
    try:
        torch.empty(0, device=device)
    except (RuntimeError, AssertionError) as error:
        raise NodeError(
            f'device {device!r} cannot be used: {str(error).splitlines()[0]}'
        ) from error
    return LoadedPolicy(Checkpoint.open(folder), device, cast(Precision, precision))
