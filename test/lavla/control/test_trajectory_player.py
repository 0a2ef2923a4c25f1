# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Joint trajectories are followed as ros2_control does."""

from __future__ import annotations

import numpy as np
import pytest

from lavla.control.trajectory_player import TrajectoryError, TrajectoryPlayer

NAMES = ['a', 'b']


def _player() -> TrajectoryPlayer:
    player = TrajectoryPlayer(NAMES)
    player.hold(np.array([1.0, 2.0]))
    return player


def _follow(player: TrajectoryPlayer, now_s: float = 10.0, **changes: object) -> None:
    arguments: dict[str, object] = {
        'joint_names': NAMES,
        'start_s': 10.0,
        'times_s': np.array([0.5, 1.0]),
        'positions': np.array([[1.5, 2.0], [2.0, 2.0]]),
        'velocities': np.array([[1.0, 0.0], [0.0, 0.0]]),
    }
    player.follow(**{**arguments, **changes}, now_s=now_s)  # type: ignore[arg-type]


def test_points_and_velocities_are_met_and_the_last_point_is_held() -> None:
    player = _player()
    _follow(player)
    np.testing.assert_allclose(player.sample(10.0), [[1.0, 2.0], [0.0, 0.0]])
    np.testing.assert_allclose(player.sample(10.5), [[1.5, 2.0], [1.0, 0.0]])
    np.testing.assert_allclose(player.sample(11.0), [[2.0, 2.0], [0.0, 0.0]])
    np.testing.assert_allclose(player.sample(50.0), [[2.0, 2.0], [0.0, 0.0]])


def test_velocity_is_the_derivative_of_position() -> None:
    player = _player()
    _follow(player)
    for time_s in (10.1, 10.4, 10.7):
        before, after = (player.sample(time_s + step)[0] for step in (-1e-6, 1e-6))
        np.testing.assert_allclose(player.sample(time_s)[1], (after - before) / 2e-6, atol=1e-6)


def test_replacement_keeps_position_and_velocity() -> None:
    player = _player()
    _follow(player)
    before = player.sample(10.3)
    _follow(player, now_s=10.3, start_s=10.3, positions=np.array([[0.0, 0.0], [0.0, 0.0]]))
    np.testing.assert_allclose(player.sample(10.3), before)


def test_points_of_the_past_are_skipped() -> None:
    player = _player()
    _follow(player, now_s=10.7)
    np.testing.assert_allclose(player.sample(10.7)[0], [1.0, 2.0])
    np.testing.assert_allclose(player.sample(11.0)[0], [2.0, 2.0])


def test_joint_order_of_the_message_does_not_matter() -> None:
    player = _player()
    _follow(player, joint_names=['b', 'a'], velocities=None)
    np.testing.assert_allclose(player.sample(11.0)[0], [2.0, 2.0])
    np.testing.assert_allclose(player.sample(10.5)[0], [2.0, 1.5])


def test_without_velocities_points_are_joined_by_straight_lines() -> None:
    player = _player()
    _follow(player, velocities=None)
    np.testing.assert_allclose(player.sample(10.25), [[1.25, 2.0], [1.0, 0.0]])


@pytest.mark.parametrize(
    ('changes', 'message'),
    [
        ({'joint_names': ['a', 'c']}, r"'c'\] are not those of this controller: \['a', 'b'\]"),
        ({'joint_names': ['a']}, 'are not those of this controller'),
        ({'times_s': np.array([])}, 'it has no points'),
        ({'times_s': np.array([1.0, 1.0])}, 'time_from_start must increase'),
        ({'times_s': np.array([-0.1, 1.0])}, 'time_from_start must increase'),
        ({'positions': np.array([[1.0], [1.0]])}, 'every point must have 2 positions'),
        ({'positions': np.full((2, 2), np.nan)}, 'positions contain a number that is not finite'),
        ({'velocities': np.full((2, 2), np.inf)}, 'velocities contain a number that is not'),
        ({'start_s': 5.0}, 'its last point is 4.000 s in the past'),
    ],
)
def test_malformed_trajectories_change_nothing(changes: dict[str, object], message: str) -> None:
    player = _player()
    with pytest.raises(TrajectoryError, match=message):
        _follow(player, **changes)
    np.testing.assert_allclose(player.sample(10.6), [[1.0, 2.0], [0.0, 0.0]])
