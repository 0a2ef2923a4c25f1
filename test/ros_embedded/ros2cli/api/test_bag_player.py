# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Playing bags: QoS profiles, the end, steps and stops."""

import threading
import time

import pytest
import rclpy
from rclpy.qos import DurabilityPolicy, QoSProfile, ReliabilityPolicy
from rclpy.serialization import serialize_message
from ros2cli.api.bag_player import BagPlayer
from ros2cli.api.player_clock import PlayerClock
from rosbag2_py import SequentialWriter, StorageFilter, StorageOptions, TopicMetadata
from std_msgs.msg import String

SECOND = 10**9
SENSOR = QoSProfile(depth=5, reliability=ReliabilityPolicy.BEST_EFFORT)
LATCHED = QoSProfile(depth=1, durability=DurabilityPolicy.TRANSIENT_LOCAL)


@pytest.fixture
def node():
    """Return a node in a context of its own."""
    rclpy.init(args=[])
    node = rclpy.create_node('player')
    yield node
    node.destroy_node()
    rclpy.try_shutdown()


@pytest.fixture
def make_player(node, tmp_path):
    """Return a function that opens a bag of ten messages on each of two topics."""
    writer = SequentialWriter()
    writer.open(StorageOptions(uri=str(tmp_path / 'bag')))
    for name, profiles in (('/latched', [LATCHED]), ('/sensor', [SENSOR, SENSOR])):
        writer.create_topic(
            TopicMetadata(name=name, type='std_msgs/msg/String', offered_qos_profiles=profiles)
        )
    for number in range(10):
        for name in ('/latched', '/sensor'):
            writer.write(name, serialize_message(String(data=str(number))), number * SECOND)
    writer.close()
    players = []

    def make(rate=1000.0, paused=False, qos_overrides=None):
        player = BagPlayer(
            node,
            StorageOptions(uri=str(tmp_path / 'bag')),
            StorageFilter(),
            {'/sensor': '/renamed'},
            clock=PlayerClock(rate, paused),
            qos_overrides=qos_overrides or {},
        )
        players.append(player)
        return player

    yield make
    for player in players:
        player.close()


def offered(node, topic):
    [information] = node.get_publishers_info_by_topic(topic)
    return information.qos_profile


def test_topics_are_published_as_they_were_recorded(make_player, node):
    make_player()
    assert offered(node, '/latched').durability == DurabilityPolicy.TRANSIENT_LOCAL
    assert offered(node, '/latched').reliability == ReliabilityPolicy.RELIABLE
    assert offered(node, '/renamed').reliability == ReliabilityPolicy.BEST_EFFORT


def test_profiles_can_be_overridden(make_player, node):
    make_player(qos_overrides={'/sensor': LATCHED})
    assert offered(node, '/renamed').durability == DurabilityPolicy.TRANSIENT_LOCAL


def test_a_part_of_a_bag_is_played(make_player, node):
    heard = []
    node.create_subscription(String, '/latched', lambda message: heard.append(message.data), 100)
    player = make_player()
    player.play(3 * SECOND, 6 * SECOND)
    player.wait_for_acknowledgement(10_000)
    for _ in range(50):
        rclpy.spin_once(node, timeout_sec=0.1)
        if len(heard) == 4:
            break
    assert heard == ['3', '4', '5', '6']


def test_steps_need_a_pause_and_end_with_the_bag(make_player):
    player = make_player(rate=0.001, paused=True)
    thread = threading.Thread(target=player.play, args=(8 * SECOND,))
    thread.start()
    # Nothing is published before the thread plays.
    while not player.step(1):
        time.sleep(0.01)
    assert player.step(0) == 3
    thread.join(30)
    assert not thread.is_alive()
    player.clock.paused = False
    assert player.step(1) == 0


def test_a_stop_ends_a_long_wait(make_player):
    player = make_player(rate=0.001)
    thread = threading.Thread(target=player.play, args=(0,))
    thread.start()
    player.stop()
    thread.join(30)
    assert not thread.is_alive()


def test_seeking_stays_inside_the_bag(make_player):
    player = make_player(paused=True)
    assert player.seek(9 * SECOND)
    assert not player.seek(10 * SECOND)
    assert not player.seek(-1)
