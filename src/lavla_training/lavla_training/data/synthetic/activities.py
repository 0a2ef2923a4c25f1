# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""What the hands do in a clip: key poses of both hands and of the object they move."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from lavla_training.data.synthetic.captions import caption
from lavla_training.data.synthetic.geometry import rotation_z
from lavla_training.data.synthetic.grasping import (
    Grip,
    hand_rotation,
    hidden_key,
    one_hand_grip,
    rest_key,
    side_sign,
    two_hand_grips,
)
from lavla_training.data.synthetic.hand import POSTURES
from lavla_training.data.synthetic.objects import (
    CONTAINERS,
    ONE_HAND_OBJECTS,
    TWO_HAND_OBJECTS,
    SceneObject,
    make_object,
)
from lavla_training.data.synthetic.trajectory import Key

_NO_PARAMETERS = np.zeros(0)
_OTHER_SIDE = {'left': 'right', 'right': 'left'}


@dataclass
class Plan:
    """An activity in its own time: keys per hand, keys of the object, and its caption."""

    name: str
    caption: str
    thing: SceneObject
    thing_keys: list[Key]
    hand_keys: dict[str, list[Key]]
    standing: list[tuple[SceneObject, np.ndarray, float]] = field(default_factory=list)
    """Objects that take part without moving (a bin): object, position (3,), yaw."""

    @property
    def end_s(self) -> float:
        """Return the time of the last key, in the plan's own seconds."""
        tracks = [self.thing_keys, *self.hand_keys.values()]
        return max(keys[-1].time_s for keys in tracks)


def _thing_key(time_s: float, position: np.ndarray, yaw: float) -> Key:
    return Key(time_s, position, rotation_z(yaw), _NO_PARAMETERS)


def _idle_hand(side: str, rng: np.random.Generator) -> list[Key]:
    if rng.random() < 0.45:
        return [hidden_key(side, 0.0), hidden_key(side, 1.0)]
    first = rest_key(side, 0.0, rng)
    drift = rng.normal(0.0, 0.012, 3)
    return [first, Key(1.5, first.position + drift, first.rotation, first.parameters)]


def _table_spot(side: str, rng: np.random.Generator) -> np.ndarray:
    across = rng.uniform(-0.06, 0.19) * side_sign(side)
    return np.array([across, rng.uniform(0.30, 0.47), 0.0])


def _reach(grip: Grip, side: str, rng: np.random.Generator, reach_s: float) -> list[Key]:
    near = grip.key(reach_s * 0.72, float(rng.uniform(0.05, 0.09)), closed=False)
    return [
        rest_key(side, 0.0, rng),
        near,
        grip.key(reach_s, 0.0, closed=False),
        grip.key(reach_s + 0.18, 0.0, closed=True),
    ]


def lift_two_handed(rng: np.random.Generator) -> Plan:
    """Plan both hands lifting a large object, by its handles where it has some."""
    thing = make_object(str(rng.choice(list(TWO_HAND_OBJECTS))), rng)
    start = np.array([rng.uniform(-0.06, 0.06), rng.uniform(0.32, 0.44), 0.0])
    yaw = float(rng.uniform(-0.5, 0.5))
    grips = two_hand_grips(thing, start, yaw, rng)
    reach_s, lift_s = float(rng.uniform(0.6, 0.95)), float(rng.uniform(0.6, 0.95))
    shift = np.array([rng.normal(0, 0.015), rng.normal(-0.02, 0.02), rng.uniform(0.10, 0.22)])
    target, turn = start + shift, float(rng.normal(0.0, 0.08))
    lifted_s = reach_s + 0.2 + lift_s
    end_s = lifted_s + 0.25
    hand_keys: dict[str, list[Key]] = {}
    for side, grip in grips.items():
        held = grip.moved(start, target, turn)
        hand_keys[side] = [
            *_reach(grip, side, rng, reach_s),
            grip.key(reach_s + 0.2, 0.0, closed=True),
            held.key(lifted_s, 0.0, closed=True),
            held.key(end_s, 0.0, closed=True),
        ]
    words = caption(
        'lift_two_handed',
        rng,
        by_handles=thing.grip == 'handles',
        object=_name(thing, rng),
    )
    thing_keys = [
        _thing_key(0.0, start, yaw),
        _thing_key(reach_s + 0.2, start, yaw),
        _thing_key(lifted_s, target, yaw + turn),
        _thing_key(end_s, target, yaw + turn),
    ]
    return Plan('lift_two_handed', words, thing, thing_keys, hand_keys)


def lower_two_handed(rng: np.random.Generator) -> Plan:
    """Plan both hands putting a large object down and letting go."""
    thing = make_object(str(rng.choice(list(TWO_HAND_OBJECTS))), rng)
    end = np.array([rng.uniform(-0.06, 0.06), rng.uniform(0.32, 0.44), 0.0])
    yaw = float(rng.uniform(-0.5, 0.5))
    start = end + np.array([rng.normal(0, 0.02), rng.normal(-0.02, 0.02), rng.uniform(0.12, 0.22)])
    grips = two_hand_grips(thing, start, yaw, rng)
    down_s = float(rng.uniform(0.7, 1.1))
    hand_keys: dict[str, list[Key]] = {}
    for side, grip in grips.items():
        low = grip.moved(start, end, 0.0)
        hand_keys[side] = [
            grip.key(0.0, 0.0, closed=True),
            grip.key(0.15, 0.0, closed=True),
            low.key(down_s, 0.0, closed=True),
            low.key(down_s + 0.1, 0.0, closed=True),
            low.key(down_s + 0.3, 0.0, closed=False),
            low.key(down_s + 0.5, 0.07, closed=False),
            rest_key(side, down_s + 1.0, rng),
        ]
    thing_keys = [
        _thing_key(0.0, start, yaw),
        _thing_key(0.15, start, yaw),
        _thing_key(down_s, end, yaw),
        _thing_key(down_s + 0.1, end, yaw),
    ]
    words = caption('lower_two_handed', rng, object=_name(thing, rng))
    return Plan('lower_two_handed', words, thing, thing_keys, hand_keys)


def pick(rng: np.random.Generator) -> Plan:
    """Plan one hand picking a small object up."""
    thing, side = _small_thing_and_side(rng)
    start = _table_spot(side, rng)
    grip = one_hand_grip(thing, start, side, rng)
    reach_s, lift_s = float(rng.uniform(0.55, 0.9)), float(rng.uniform(0.5, 0.9))
    shift = np.array([rng.normal(0, 0.03), rng.normal(-0.03, 0.03), rng.uniform(0.10, 0.2)])
    held = grip.moved(start, start + shift, 0.0)
    lifted_s = reach_s + 0.2 + lift_s
    end_s = lifted_s + 0.2
    keys = [
        *_reach(grip, side, rng, reach_s),
        grip.key(reach_s + 0.2, 0.0, closed=True),
        held.key(lifted_s, 0.0, closed=True),
        held.key(end_s, 0.0, closed=True),
    ]
    yaw = float(rng.uniform(-1.0, 1.0))
    thing_keys = [
        _thing_key(0.0, start, yaw),
        _thing_key(reach_s + 0.2, start, yaw),
        _thing_key(lifted_s, start + shift, yaw),
        _thing_key(end_s, start + shift, yaw),
    ]
    words = caption('pick', rng, object=thing.phrase, side=side)
    other = _OTHER_SIDE[side]
    return Plan('pick', words, thing, thing_keys, {side: keys, other: _idle_hand(other, rng)})


def place(rng: np.random.Generator) -> Plan:
    """Plan one hand putting a small object into a container."""
    thing, side = _small_thing_and_side(rng)
    goal = make_object(str(rng.choice(list(CONTAINERS))), rng)
    start = _table_spot(side, rng)
    direction = rng.choice([-1.0, 1.0]) if abs(start[0]) < 0.05 else -np.sign(start[0])
    goal_spot = np.array(
        [start[0] + direction * rng.uniform(0.16, 0.26), rng.uniform(0.3, 0.48), 0]
    )
    drop = goal_spot + np.array([0.0, 0.0, 0.02])
    over = (start + drop) / 2 + np.array([0.0, 0.0, rng.uniform(0.12, 0.18)])
    above = drop + np.array([0.0, 0.0, goal.height + 0.05])
    grip = one_hand_grip(thing, start, side, rng)
    reach_s = float(rng.uniform(0.5, 0.75))
    times = reach_s + 0.2 + np.cumsum([0.4, 0.35, 0.25, 0.15])
    yaw = float(rng.uniform(-1.0, 1.0))
    thing_keys = [_thing_key(0.0, start, yaw), _thing_key(reach_s + 0.2, start, yaw)]
    keys = [*_reach(grip, side, rng, reach_s), grip.key(reach_s + 0.2, 0.0, closed=True)]
    for time_s, point in zip(times, (over, above, drop, drop), strict=True):
        thing_keys.append(_thing_key(float(time_s), point, yaw))
        keys.append(grip.moved(start, point, 0.0).key(float(time_s), 0.0, closed=True))
    let_go = grip.moved(start, drop, 0.0)
    keys.append(let_go.key(float(times[-1]) + 0.2, 0.01, closed=False))
    keys.append(let_go.key(float(times[-1]) + 0.55, 0.14, closed=False))
    words = caption('place', rng, object=thing.phrase, goal=goal.phrase)
    other = _OTHER_SIDE[side]
    hand_keys = {side: keys, other: _idle_hand(other, rng)}
    return Plan('place', words, thing, thing_keys, hand_keys, [(goal, goal_spot, 0.0)])


def push(rng: np.random.Generator) -> Plan:
    """Plan one hand pushing an object over the table: to the left, to the right or away."""
    kind = str(rng.choice([*ONE_HAND_OBJECTS, 'box', 'bowl']))
    thing = make_object(kind, rng)
    direction, vector = [
        ('to the left', np.array([-1.0, 0.0, 0.0])),
        ('to the right', np.array([1.0, 0.0, 0.0])),
        ('away', np.array([0.0, 1.0, 0.0])),
    ][int(rng.integers(3))]
    side = {'to the left': 'right', 'to the right': 'left'}.get(
        direction, str(rng.choice(['left', 'right']))
    )
    distance = float(rng.uniform(0.08, 0.17))
    start = np.array([rng.uniform(-0.06, 0.06), rng.uniform(0.30, 0.42), 0.0])
    start = start - vector * distance * 0.4
    end = start + vector * distance
    approach = 'push' if direction == 'away' else 'palm'
    height = float(np.clip(thing.height * 0.5, 0.03, 0.07))
    # A fist pushes with its knuckles, which stand 3 cm before the point that it would hold.
    clearance, posture = (0.034, 'fist') if approach == 'push' else (0.004, 'flat')
    contact = start - vector * (thing.half_width + clearance) + np.array([0.0, 0.0, height])
    rotation = hand_rotation(approach, side, rng)
    shape = POSTURES[posture]
    grip = Grip(contact, rotation, shape, shape, -vector * 0.9 + np.array([0.0, 0.0, 0.43]))
    moved = grip.moved(start, end, 0.0)
    reach_s = float(rng.uniform(0.5, 0.85))
    pushed_s = reach_s + float(rng.uniform(0.6, 0.95))
    keys = [
        rest_key(side, 0.0, rng),
        grip.key(reach_s * 0.75, 0.06, closed=True),
        grip.key(reach_s, 0.0, closed=True),
        moved.key(pushed_s, 0.0, closed=True),
        moved.key(pushed_s + 0.1, 0.0, closed=True),
        moved.key(pushed_s + 0.45, 0.08, closed=True),
    ]
    thing_keys = [
        _thing_key(0.0, start, 0.0),
        _thing_key(reach_s, start, 0.0),
        _thing_key(pushed_s, end, 0.0),
        _thing_key(pushed_s + 0.1, end, 0.0),
    ]
    words = caption('push', rng, object=thing.phrase, direction=direction, side=side)
    other = _OTHER_SIDE[side]
    return Plan('push', words, thing, thing_keys, {side: keys, other: _idle_hand(other, rng)})


def hand_over(rng: np.random.Generator) -> Plan:
    """Plan one hand picking an object up and giving it to the other hand."""
    thing = make_object(str(rng.choice(['can', 'bottle', 'cup', 'cube', 'block'])), rng)
    giver = str(rng.choice(['left', 'right']))
    taker = _OTHER_SIDE[giver]
    start = _table_spot(giver, rng)
    start[0] = side_sign(giver) * rng.uniform(0.06, 0.17)
    meeting = np.array([rng.normal(0, 0.02), rng.uniform(0.28, 0.36), rng.uniform(0.10, 0.17)])
    end = np.array([side_sign(taker) * rng.uniform(0.10, 0.18), rng.uniform(0.28, 0.38), 0.14])
    grip = one_hand_grip(thing, start, giver, rng)
    giving = grip.moved(start, meeting, 0.0)
    taking = one_hand_grip(thing, meeting, taker, rng)
    taken = taking.moved(meeting, end, 0.0)
    reach_s = float(rng.uniform(0.45, 0.65))
    met_s = reach_s + 0.2 + float(rng.uniform(0.45, 0.65))
    giver_keys = [
        *_reach(grip, giver, rng, reach_s),
        grip.key(reach_s + 0.2, 0.0, closed=True),
        giving.key(met_s, 0.0, closed=True),
        giving.key(met_s + 0.25, 0.0, closed=True),
        giving.key(met_s + 0.4, 0.005, closed=False),
        giving.key(met_s + 0.8, 0.14, closed=False),
    ]
    taker_keys = [
        rest_key(taker, 0.0, rng),
        taking.key(met_s * 0.8, 0.12, closed=False),
        taking.key(met_s + 0.05, 0.0, closed=False),
        taking.key(met_s + 0.25, 0.0, closed=True),
        taking.key(met_s + 0.4, 0.0, closed=True),
        taken.key(met_s + 0.9, 0.0, closed=True),
    ]
    thing_keys = [
        _thing_key(0.0, start, 0.0),
        _thing_key(reach_s + 0.2, start, 0.0),
        _thing_key(met_s, meeting, 0.0),
        _thing_key(met_s + 0.4, meeting, 0.0),
        _thing_key(met_s + 0.9, end, 0.0),
    ]
    words = caption('hand_over', rng, object=thing.phrase, side=giver, other=taker)
    return Plan('hand_over', words, thing, thing_keys, {giver: giver_keys, taker: taker_keys})


def _small_thing_and_side(rng: np.random.Generator) -> tuple[SceneObject, str]:
    return make_object(str(rng.choice(list(ONE_HAND_OBJECTS))), rng), str(
        rng.choice(['left', 'right'])
    )


def _name(thing: SceneObject, rng: np.random.Generator) -> str:
    return f'the {thing.noun}' if rng.random() < 0.6 else thing.phrase


ACTIVITIES: dict[str, tuple[float, Callable[[np.random.Generator], Plan]]] = {
    'lift_two_handed': (0.40, lift_two_handed),
    'lower_two_handed': (0.08, lower_two_handed),
    'pick': (0.20, pick),
    'place': (0.12, place),
    'push': (0.10, push),
    'hand_over': (0.10, hand_over),
}
"""Every activity with its share of the clips."""


def make_plan(rng: np.random.Generator, activity: str | None = None) -> Plan:
    """
    Return a random plan, of the given activity when there is one.

    Raise ValueError when the activity is unknown; the message lists the known ones.
    """
    if activity is None:
        names = list(ACTIVITIES)
        activity = str(rng.choice(names, p=[ACTIVITIES[name][0] for name in names]))
    if activity not in ACTIVITIES:
        raise ValueError(f"unknown activity '{activity}': choose from {', '.join(ACTIVITIES)}")
    return ACTIVITIES[activity][1](rng)
