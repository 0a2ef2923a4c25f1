# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""One simulation for all tests of a process: compiling the scene takes longer than the tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lavla.robots import load_robot
from lavla.sim import BimanualEnv, make_task


@pytest.fixture(scope='session')
def shared_env() -> Iterator[BimanualEnv]:
    """Yield the simulation in whatever state the last test left it."""
    env = BimanualEnv(make_task('lift_pot'), load_robot('panda_duo_sim'), image_size=96)
    yield env
    env.close()


@pytest.fixture
def env(shared_env: BimanualEnv) -> BimanualEnv:
    """Return the simulation, freshly reset with seed 0."""
    shared_env.reset(0)
    return shared_env
