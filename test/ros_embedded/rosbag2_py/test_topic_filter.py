# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Which topics are recorded."""

import pytest
from rosbag2_py.topic_filter import TopicFilter

TOPICS = {
    '/chatter': 'std_msgs/msg/String',
    '/robot/joints': 'sensor_msgs/msg/JointState',
    '/robot/image': 'sensor_msgs/msg/Image',
    '/robot/_hidden': 'std_msgs/msg/String',
}


@pytest.mark.parametrize(
    ('choice', 'expected'),
    [
        ({}, []),
        ({'all_topics': True}, ['/chatter', '/robot/image', '/robot/joints']),
        ({'all_topics': True, 'include_hidden_topics': True}, sorted(TOPICS)),
        ({'topics': ['/chatter', '/absent']}, ['/chatter']),
        ({'topics': ['/robot/_hidden']}, ['/robot/_hidden']),
        ({'topic_types': ['std_msgs/msg/String']}, ['/chatter']),
        ({'regex': 'robot'}, ['/robot/image', '/robot/joints']),
        ({'regex': '^/robot/i', 'topics': ['/chatter']}, ['/chatter', '/robot/image']),
        ({'all_topics': True, 'exclude_regex': 'jo.n'}, ['/chatter', '/robot/image']),
        ({'all_topics': True, 'exclude_topics': ['/chatter']}, ['/robot/image', '/robot/joints']),
        (
            {'all_topics': True, 'exclude_topic_types': ['sensor_msgs/msg/Image']},
            ['/chatter', '/robot/joints'],
        ),
        ({'topics': ['/chatter'], 'exclude_topics': ['/chatter']}, []),
    ],
)
def test_topics_are_chosen(choice, expected):
    chosen = TopicFilter(**choice)
    assert sorted(name for name, kind in TOPICS.items() if chosen.accepts(name, kind)) == expected
    assert chosen.chooses_nothing == (not choice)
