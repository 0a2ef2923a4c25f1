# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""A snapshot shows the moment of its capture, whatever the simulation does meanwhile."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from lavla.sim import BimanualEnv
from lavla.sim.snapshot_renderer import SnapshotRenderer


def test_snapshot_stays_while_the_simulation_moves(env: BimanualEnv) -> None:
    snapshot = SnapshotRenderer(env)
    snapshot.capture()
    goal = env.joint_positions()
    goal[[0, 7]] += 0.3
    env.move_to(goal, 0.5)
    with ThreadPoolExecutor(1) as other_thread:
        other_thread.submit(snapshot.open).result()
        before = other_thread.submit(snapshot.render, 'head').result()
        snapshot.capture()
        after = other_thread.submit(snapshot.render, 'head').result()
        other_thread.submit(snapshot.close).result()
    assert np.abs(before.astype(int) - after).mean() > 1.0
    env.reset(0)
    np.testing.assert_array_equal(before, env.render('head'))
