# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Whatever comes in, what goes out respects the limits and is continuous."""

from __future__ import annotations

import contextlib
import math
from typing import Any

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lavla.control import ControlError, State

PERIOD_S = 1.0 / 60.0

numbers = st.one_of(
    st.floats(-4.0, 4.0),
    st.sampled_from([math.nan, math.inf, -math.inf, 1e300, -1e300, 0.0]),
)
stamps = st.one_of(
    st.floats(-0.5, 0.2),
    st.sampled_from([math.nan, -math.inf, -1e9, 1e9]),
)
waits = st.one_of(
    st.sampled_from([PERIOD_S] * 6),
    st.floats(0.0, 0.06),
    st.sampled_from([0.0, 0.13, 0.6, 5.0]),
)
good_chunk = st.fixed_dictionaries(
    {
        'kind': st.just('good'),
        'goal': st.lists(st.floats(-3.5, 3.5), min_size=7, max_size=7),
        'delay_s': st.floats(0.0, 0.25),
        'noise': st.sampled_from([0.0, 0.001, 0.5]),
    }
)
bad_chunk = st.fixed_dictionaries(
    {
        'kind': st.just('bad'),
        'values': st.lists(numbers, min_size=1, max_size=9),
        'rows': st.integers(0, 25),
        'columns': st.integers(5, 8),
        'period_s': st.one_of(st.floats(-0.1, 2.0), st.just(math.nan)),
        'stamp_s': stamps,
        'sequence': st.integers(-2, 50),
        'epoch': st.integers(0, 3),
        'named_right': st.booleans(),
    }
)
operation = st.one_of(
    good_chunk,
    good_chunk,
    bad_chunk,
    st.fixed_dictionaries({'kind': st.just('observe'), 'stamp_s': stamps, 'value': numbers}),
    st.fixed_dictionaries({'kind': st.just('silence'), 'steps': st.integers(1, 30)}),
    st.fixed_dictionaries(
        {'kind': st.sampled_from(['hold', 'reset', 'enable', 'stop', 'release'])}
    ),
    st.fixed_dictionaries({'kind': st.just('steps'), 'waits': st.lists(waits, max_size=20)}),
)


def request(rig: Any, kind: str) -> None:
    """Make a request that may be refused."""
    calls = {
        'hold': rig.gate.hold,
        'reset': rig.gate.reset,
        'enable': rig.gate.enable,
        'stop': lambda: rig.gate.e_stop(True),
        'release': lambda: rig.gate.e_stop(False),
    }
    with contextlib.suppress(ControlError):
        calls[kind]()


def offer_bad(rig: Any, op: dict[str, Any]) -> None:
    """Offer a chunk that is wrong in some way, or happens not to be."""
    size = (op['rows'], op['columns'])
    names = [f'left_panda_joint{index + 1}' for index in range(op['columns'])]
    rig.offer(
        positions=np.resize(np.array(op['values']), size),
        period_s=op['period_s'],
        stamp_s=rig.now_s + op['stamp_s'],
        sequence=op['sequence'],
        epoch=op['epoch'],
        joint_names=names if op['named_right'] else [*names[::-1][1:], 'x'],
    )


def apply(rig: Any, op: dict[str, Any], rng: np.random.Generator) -> None:
    """Do one operation."""
    kind = op['kind']
    if kind == 'good':
        chunk = rig.chunk(np.array(op['goal']))
        noise = op['noise'] * rng.normal(size=chunk.positions.shape)
        rig.offer(
            positions=chunk.positions + noise,
            stamp_s=rig.now_s - op['delay_s'],
            sequence=rig.sequence + 100,
        )
        rig.step()
    elif kind == 'bad':
        offer_bad(rig, op)
    elif kind == 'observe':
        measured = rig.robot.state(rig.now_s)[0]
        rig.gate.observe(
            measured if math.isfinite(op['value']) else np.full(7, op['value']),
            np.zeros(7),
            rig.now_s + op['stamp_s'],
            rig.now_s,
        )
    elif kind == 'silence':
        rig.observing = False
        for _ in range(op['steps']):
            rig.step()
        rig.observing = True
    elif kind == 'steps':
        for wait_s in op['waits']:
            rig.step(wait_s)
    else:
        request(rig, kind)


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(
    operations=st.lists(operation, min_size=3, max_size=25),
    seed=st.integers(0, 99),
    blending=st.sampled_from(['real_time', 'ensemble', 'replace']),
    speed_scale=st.sampled_from([1.0, 0.2]),
)
def test_every_set_point_is_within_the_limits_and_continuous(
    make_rig, operations, seed, blending, speed_scale
):
    rig = make_rig(blending=blending, speed_scale=speed_scale, following_error_max=1e9)
    rig.pace = 3.0
    rng = np.random.default_rng(seed)
    rig.gate.enable()
    for op in operations:
        apply(rig, op, rng)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    goal=st.lists(st.floats(-3.5, 3.5), min_size=7, max_size=7),
    pace=st.floats(0.1, 5.0),
    moving_s=st.floats(0.1, 1.0),
    jitter=st.lists(st.floats(0.005, 0.03), min_size=70, max_size=70),
)
def test_silence_ends_in_a_hold_within_the_watchdog_and_braking_time(
    make_rig, goal, pace, moving_s, jitter
):
    rig = make_rig(following_error_max=1e9)
    rig.pace = pace
    rig.gate.enable()
    rig.run(moving_s, chunk_every_s=0.08, target=np.array(goal))
    rig.observing = False
    silent_since_s = rig.now_s
    settings_, limits = rig.gate.settings, rig.arm.limits
    braking_s = float(np.max(limits.velocity / limits.acceleration)) + 4 * PERIOD_S
    for wait_s in jitter:
        if rig.now_s + wait_s > silent_since_s + settings_.watchdog_s + braking_s + 0.06:
            break
        rig.step(wait_s)
    assert rig.gate.state is State.HOLD
    assert rig.speed() < 1e-6


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    leaps=st.lists(
        st.tuples(st.integers(1, 40), st.one_of(st.floats(-10.0, -0.02), st.floats(0.5, 10.0))),
        min_size=1,
        max_size=4,
    )
)
def test_no_set_point_leaps_when_the_clock_does(make_rig, leaps):
    """The robot's own time goes on evenly, whatever the clock of the gate shows."""
    rig = make_rig(following_error_max=1e9)
    rig.gate.enable()
    offset_s = 0.0
    for steps, jump_s in [*leaps, (60, 0.0)]:
        for index in range(steps):
            rig.now_s += PERIOD_S
            clock_s = rig.now_s + offset_s
            position, velocity = rig.robot.state(rig.now_s)
            rig.gate.observe(position, velocity, clock_s, clock_s)
            if index % 6 == 0:
                rig.gate.offer(rig.chunk(stamp_s=clock_s), clock_s)
            set_point = rig.gate.update(clock_s)
            if set_point is not None:
                rig.robot.execute(set_point, rig.now_s)
        offset_s += jump_s
        if jump_s < 0.0:
            request(rig, 'reset')
            request(rig, 'enable')
