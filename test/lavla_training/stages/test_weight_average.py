# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The average follows the weights closely at first and slowly later."""

import torch
from torch import nn

from lavla_training.stages.weight_average import averaged


def test_random_start_is_forgotten():
    model = nn.Linear(1, 1, bias=False)
    nn.init.constant_(model.weight, 100.0)
    average = averaged(model, 0.99)
    average.update_parameters(model)
    nn.init.constant_(model.weight, 1.0)
    for _ in range(50):
        average.update_parameters(model)
    assert abs(float(average.module.weight) - 1.0) < 0.01


def test_later_changes_are_smoothed():
    model = nn.Linear(1, 1, bias=False)
    nn.init.constant_(model.weight, 0.0)
    average = averaged(model, 0.99)
    for _ in range(2000):
        average.update_parameters(model)
    nn.init.constant_(model.weight, 1.0)
    average.update_parameters(model)
    torch.testing.assert_close(average.module.weight, torch.full((1, 1), 0.01))
