# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""What an operator sees of the gate: states, reasons, and that nothing moves when it must not."""

from __future__ import annotations

import math

import numpy as np
import pytest

from lavla.control import Chunk, ControlError, GateSettings, JointController, Reason, State
from lavla.robots import load_robot


def test_nothing_moves_before_enable(rig):
    rig.run(0.3, chunk_every_s=0.1)
    assert rig.gate.state is State.DISABLED
    assert rig.step() is None


def test_ready_until_the_first_chunk_then_active(rig):
    rig.gate.enable()
    assert rig.step() is None
    assert rig.gate.state is State.READY
    assert rig.gate.status.reasons is Reason.NONE
    assert rig.gate.status.message == 'no action chunk yet'
    assert rig.offer() is Reason.NONE
    assert rig.step() is not None
    assert rig.gate.state is State.ACTIVE


def test_enable_needs_joint_states(arm):
    gate = JointController(arm.limits)
    with pytest.raises(ControlError, match='no joint states'):
        gate.enable()


def test_enable_refuses_stale_joint_states(rig):
    rig.observing = False
    rig.run(0.5)
    with pytest.raises(ControlError, match='no joint states for'):
        rig.gate.enable()


def test_enable_refuses_a_joint_outside_its_limits(arm):
    gate = JointController(arm.limits)
    bent = arm.home.copy()
    bent[3] = 0.3
    gate.observe(bent, np.zeros(7), 1.0, 1.0)
    with pytest.raises(ControlError, match=r'left_panda_joint4 is at 0\.300'):
        gate.enable()


def test_a_joint_that_left_its_limits_after_enable_does_not_start(rig):
    rig.gate.enable()
    bent = rig.arm.home.copy()
    bent[3] = 0.3
    rig.gate.observe(bent, np.zeros(7), rig.now_s, rig.now_s)
    rig.offer()
    assert rig.gate.update(rig.now_s) is None
    assert rig.gate.status.reasons is Reason.POSITION
    assert 'left_panda_joint4' in rig.gate.status.message


def test_motion_begins_at_the_measured_joints(rig):
    rig.gate.enable()
    start = rig.arm.home + 0.05
    rig.now_s += 0.01
    rig.gate.observe(start, np.zeros(7), rig.now_s, rig.now_s)
    rig.offer()
    set_point = rig.gate.update(rig.now_s)
    np.testing.assert_allclose(set_point.positions[0], start, atol=0.01)


@pytest.mark.parametrize(
    ('changes', 'reason'),
    [
        ({'positions': np.full((20, 7), np.nan)}, Reason.NONFINITE),
        ({'positions': np.zeros((20, 6))}, Reason.MALFORMED),
        ({'positions': np.zeros(7)}, Reason.MALFORMED),
        ({'positions': [['a'] * 7]}, Reason.MALFORMED),
        ({'positions': np.zeros((0, 7))}, Reason.MALFORMED),
        ({'joint_names': tuple('abcdefg')}, Reason.MALFORMED),
        ({'joint_names': ('left_panda_joint1',) * 7}, Reason.MALFORMED),
        ({'period_s': 0.0}, Reason.MALFORMED),
        ({'period_s': math.nan}, Reason.MALFORMED),
        ({'stamp_s': math.nan}, Reason.NONFINITE),
        ({'stamp_s': 0.0}, Reason.STALE_CHUNK),
        ({'stamp_s': 1e6}, Reason.STALE_CHUNK),
        ({'epoch': 0}, Reason.OUT_OF_ORDER),
        ({'sequence': 1}, Reason.OUT_OF_ORDER),
    ],
)
def test_a_bad_chunk_is_dropped_whole_and_reported(rig, changes, reason):
    rig.start()
    before = rig.chunk(rig.arm.home + 0.2)
    assert rig.offer(**changes) is reason
    assert reason in rig.gate.status.reasons
    assert rig.gate.status.message.startswith('chunk dropped: ')
    rig.run(0.1)
    assert rig.gate.state is State.ACTIVE, 'the last good chunk goes on'
    assert rig.gate.offer(before, rig.now_s) is Reason.NONE, 'it does not count as seen'


def test_one_bad_number_of_another_joint_spoils_the_chunk(rig):
    names = (*rig.arm.joint_names, 'right_panda_joint1')
    rows = np.tile(np.append(rig.arm.home, 0.0), (20, 1))
    assert rig.offer(joint_names=names, positions=rows) is Reason.NONE
    rows[19, 7] = np.inf
    assert rig.offer(joint_names=names, positions=rows) is Reason.NONFINITE


def test_columns_are_found_by_name(rig):
    rig.gate.enable()
    target = rig.arm.home + np.linspace(-0.2, 0.2, 7)
    chunk = rig.chunk(target)
    turned = Chunk(
        chunk.stamp_s, 1, 1, chunk.joint_names[::-1], chunk.period_s, chunk.positions[:, ::-1]
    )
    rig.gate.offer(turned, rig.now_s)
    for _ in range(15):
        rig.step()
    moved = rig.robot.state(rig.now_s)[0] - rig.arm.home
    assert moved[0] < -0.02
    assert moved[6] > 0.02


def test_only_bad_chunks_leave_the_robot_unmoved(rig):
    rig.gate.enable()
    for _ in range(30):
        rig.offer(positions=np.full((20, 7), np.nan))
        rig.offer(joint_names=tuple('abcdefg'))
        rig.offer(stamp_s=rig.now_s - 2.0)
        assert rig.step() is None
    np.testing.assert_array_equal(rig.robot.state(rig.now_s)[0], rig.arm.home)


def test_collected_reasons_are_told_once(rig):
    rig.start()
    rig.offer(positions=np.full((20, 7), np.nan))
    assert Reason.NONFINITE in rig.gate.collect_status().reasons
    assert Reason.NONFINITE not in rig.gate.collect_status().reasons


def test_silent_policy_ends_in_a_hold_and_new_chunks_go_on(rig):
    rig.start()
    rig.run(0.9)
    assert rig.gate.state is State.HOLD
    assert Reason.STALE_CHUNK in rig.gate.status.reasons
    assert rig.speed() < 1e-6
    rig.run(0.3, chunk_every_s=0.1)
    assert rig.gate.state is State.ACTIVE
    assert rig.speed() > 0.01


def test_without_resume_a_stale_hold_waits_for_enable(make_rig):
    rig = make_rig(resume=False)
    rig.start()
    rig.run(0.9)
    rig.run(0.3, chunk_every_s=0.1)
    assert rig.gate.state is State.HOLD
    rig.gate.enable()
    rig.run(0.3, chunk_every_s=0.1)
    assert rig.gate.state is State.ACTIVE


def test_silent_joint_states_end_in_a_hold(rig):
    rig.start()
    rig.observing = False
    while rig.gate.state is State.ACTIVE:
        rig.offer()
        rig.step()
    assert rig.gate.status.reasons & Reason.WATCHDOG
    assert rig.gate.status.observation_age_s <= 0.1 + 2 / 60
    rig.run(0.35)
    assert rig.speed() < 1e-6


def test_old_stamps_of_joint_states_end_in_a_hold(rig):
    rig.start()
    rig.observing = False
    for _ in range(20):
        rig.gate.observe(rig.arm.home, np.zeros(7), rig.now_s - 0.2, rig.now_s)
        rig.offer()
        rig.step()
    assert rig.gate.state is State.HOLD


@pytest.mark.parametrize(
    ('positions', 'reason'),
    [(np.full(7, np.nan), Reason.NONFINITE), (np.zeros(6), Reason.MALFORMED)],
)
def test_bad_joint_states_are_dropped(rig, positions, reason):
    assert rig.gate.observe(positions, np.zeros(7), rig.now_s, rig.now_s) is reason


def test_hold_stays_until_enable(rig):
    rig.start()
    rig.gate.hold()
    rig.run(0.4, chunk_every_s=0.1)
    assert rig.gate.state is State.HOLD
    held = rig.robot.state(rig.now_s)[0]
    rig.run(0.2, chunk_every_s=0.1)
    np.testing.assert_allclose(rig.robot.state(rig.now_s)[0], held, rtol=0.0, atol=1e-12)
    rig.gate.enable()
    rig.run(0.2, chunk_every_s=0.1)
    assert rig.gate.state is State.ACTIVE


def test_a_long_hold_needs_no_more_set_points(rig):
    rig.start()
    rig.gate.hold()
    rig.run(1.5)
    assert rig.step() is None


def test_e_stop_latches_until_reset(rig):
    rig.start()
    rig.gate.e_stop(True)
    rig.run(0.5, chunk_every_s=0.1)
    held = rig.robot.state(rig.now_s)[0]
    with pytest.raises(ControlError, match='release the e-stop'):
        rig.gate.enable()
    with pytest.raises(ControlError, match='release it first'):
        rig.gate.reset()
    rig.gate.e_stop(False)
    rig.run(0.3, chunk_every_s=0.1)
    assert rig.gate.state is State.ESTOP
    np.testing.assert_allclose(rig.robot.state(rig.now_s)[0], held, rtol=0.0, atol=1e-12)
    rig.gate.reset()
    assert rig.gate.state is State.DISABLED
    rig.gate.enable()
    rig.run(0.5, chunk_every_s=0.1)
    assert rig.gate.state is State.ACTIVE


def test_reset_restarts_the_sequence_but_not_the_epoch(rig):
    rig.start()
    rig.gate.reset()
    rig.step()
    assert rig.offer(sequence=0, epoch=0) is Reason.OUT_OF_ORDER
    assert rig.offer(sequence=0, epoch=1) is Reason.NONE


def test_a_newer_epoch_may_restart_the_sequence(rig):
    rig.start()
    assert rig.offer(sequence=1, epoch=2) is Reason.NONE
    assert rig.offer(sequence=99, epoch=1) is Reason.OUT_OF_ORDER


def test_reset_after_a_simulator_reset_starts_at_the_new_place(rig):
    rig.start()
    rig.gate.hold()
    rig.run(1.0)
    rig.gate.reset()
    rig.robot = type(rig.robot)(rig.arm.limits, rig.arm.home)
    rig.step()
    rig.gate.enable()
    rig.offer(rig.arm.home)
    rig.step()
    assert rig.gate.state is State.ACTIVE
    np.testing.assert_allclose(rig.robot.state(rig.now_s)[0], rig.arm.home)


def test_a_robot_that_does_not_follow_is_a_fault(rig):
    rig.start()
    rig.observing = False
    far = rig.arm.home - 0.6
    for _ in range(3):
        rig.gate.observe(far, np.zeros(7), rig.now_s, rig.now_s)
        rig.step()
    assert rig.gate.state is State.FAULT
    assert rig.gate.status.reasons & Reason.DRIVER
    assert 'left_panda_joint' in rig.gate.status.message
    with pytest.raises(ControlError, match='reset'):
        rig.gate.enable()


def test_a_backward_clock_holds_with_a_clear_error(rig):
    rig.start()
    held = rig.robot.state(1e9)[0]
    rig.now_s -= 5.0
    assert rig.gate.update(rig.now_s) is None
    assert rig.gate.state is State.HOLD
    assert 'the clock went back by 5.0' in rig.gate.status.message
    assert rig.gate.status.reasons & Reason.OUT_OF_ORDER
    for _ in range(60):
        rig.now_s += 1 / 60
        rig.gate.observe(held, np.zeros(7), rig.now_s, rig.now_s)
        rig.offer()
        set_point = rig.gate.update(rig.now_s)
        if set_point is not None:
            np.testing.assert_array_equal(set_point.positions, [held, held])
    assert rig.gate.state is State.HOLD


def test_a_forward_leap_of_the_clock_does_not_make_the_commanded_state_leap(rig):
    rig.start()
    end = rig.robot.state(1e9)[0]
    rig.now_s += 30.0
    assert rig.gate.update(rig.now_s) is None
    for _ in range(40):
        rig.now_s += 1 / 60
        rig.gate.observe(end, np.zeros(7), rig.now_s, rig.now_s)
        set_point = rig.gate.update(rig.now_s)
        if set_point is not None:
            np.testing.assert_allclose(set_point.positions[0], end, atol=1e-9)


def test_targets_beyond_the_limits_are_clamped_and_named(rig):
    rig.gate.enable()
    target = rig.arm.home.copy()
    target[3] = 2.0
    rig.run(6.0, chunk_every_s=0.1, target=target)
    assert rig.gate.status.clamped_joints == ('left_panda_joint4',)
    assert rig.gate.status.reasons & Reason.POSITION
    np.testing.assert_allclose(rig.robot.state(rig.now_s)[0][3], -0.0698, atol=1e-3)


def test_a_fast_chunk_is_slowed_to_the_speed_scale(make_rig):
    rig = make_rig(speed_scale=0.2)
    rig.pace = 2.0
    rig.gate.enable()
    fastest = np.zeros(7)
    for _ in range(60):
        rig.offer(rig.arm.home + 0.9)
        rig.step()
        fastest = np.maximum(fastest, np.abs(rig.robot.state(rig.now_s)[1]))
    assert (fastest <= 0.2 * rig.arm.limits.velocity + 1e-9).all()
    assert fastest.max() > 0.19 * 2.175
    assert rig.gate.status.reasons & Reason.VELOCITY
    assert rig.gate.status.speed_scale == 0.2


def test_the_tool_stays_in_the_workspace(make_rig):
    rig = make_rig(workspace=True)
    arm = rig.arm
    rig.gate.enable()
    target = arm.home.copy()
    target[1] += 1.2
    lowest = math.inf
    for _ in range(240):
        rig.offer(target)
        rig.step()
        lowest = min(lowest, arm.kinematics.forward(rig.robot.state(rig.now_s)[0])[2, 3])
    assert rig.gate.status.reasons & Reason.WORKSPACE
    edge = arm.workspace.position_min[2]
    assert edge - 0.004 < lowest < edge + 0.02
    rig.run(2.0, chunk_every_s=0.1, target=arm.home)
    np.testing.assert_allclose(rig.robot.state(rig.now_s)[0], arm.home, atol=1e-3)


def test_points_end_at_the_horizon_and_stop_repeating_at_rest(rig):
    rig.start()
    set_point = rig.step()
    assert rig.gate.settings.horizon_s <= set_point.times_s[-1] < 0.5
    assert (set_point.velocities[-2:] == 0.0).all()
    assert set_point.velocities[:-2].any(axis=1).all()


def test_the_first_set_point_of_a_chunk_is_marked(rig):
    rig.gate.enable()
    stamp_s = rig.now_s
    rig.offer()
    first, second = rig.step(), rig.step()
    assert (first.chunk_stamp_s, first.first_of_chunk) == (stamp_s, True)
    assert (second.chunk_stamp_s, second.first_of_chunk) == (stamp_s, False)


def test_a_gripper_opens_and_closes():
    hand = load_robot('panda_duo_sim').hand('left')
    settings = GateSettings(period_s=1 / 30, following_error_max=math.inf)
    gate = JointController(hand.limits, settings)
    now_s, position = 0.0, np.array([0.0402])
    gate.observe(position, np.zeros(1), now_s, now_s)
    gate.enable()
    for index in range(60):
        now_s += 1 / 30
        gate.observe(position, np.zeros(1), now_s, now_s)
        gate.offer(Chunk(now_s, index, 0, hand.joint_names, 0.05, np.zeros((20, 1))), now_s)
        position = gate.update(now_s).positions[0]
    np.testing.assert_allclose(position, 0.0, atol=1e-5)


def test_a_workspace_needs_kinematics(arm):
    with pytest.raises(ControlError, match='kinematics'):
        JointController(arm.limits, workspace=arm.workspace)


def test_a_horizon_too_short_to_stop_is_refused(arm):
    with pytest.raises(ControlError, match='left_panda_joint2 needs'):
        JointController(arm.limits, GateSettings(horizon_s=0.2))
