# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Check that ros_embedded and a real ROS 2 see and use each other.

One node with a bit of everything (peer.py) runs on one side, the `ros2` tool of the other side
looks at it; then the other way round. On a machine without ROS 2 it says so and stops.

Run: python benchmarks/interop/against_ros2.py [--self-test] [--output <file.md>]
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PEER = Path(__file__).with_name('peer.py')
STRING_HASH = 'RIHS01_df668c740482bbd48fb39d76a70dfd4bd59db1288021743503259e948f6b1a18'
DISCOVERY_S = 5.0
TIMEOUT_S = 40.0


@dataclass(frozen=True)
class Check:
    """A command of the `ros2` tool, and what its output must show."""

    name: str
    command: tuple[str, ...]
    shows: str


LATCHED = ('--qos-durability', 'transient_local', '--qos-reliability', 'reliable')
CHECKS = (
    Check('the node is listed', ('node', 'list'), r'^/interop_peer$'),
    Check(
        'topics and types', ('topic', 'list', '-t'), r'/interop/chatter \[std_msgs/msg/String\]'
    ),
    Check('type hash', ('topic', 'info', '-v', '/interop/chatter'), STRING_HASH),
    Check('offered QoS', ('topic', 'info', '-v', '/interop/last_heard'), 'TRANSIENT_LOCAL'),
    Check('a string', ('topic', 'echo', '--once', '/interop/chatter'), 'data: hello'),
    Check(
        'joint states',
        ('topic', 'echo', '--once', '/interop/joints', 'sensor_msgs/msg/JointState'),
        r'- 0\.25\n- -1\.5',
    ),
    Check(
        'an image of 0.9 MB',
        ('topic', 'echo', '--once', '--no-arr', '/interop/image', 'sensor_msgs/msg/Image'),
        'height: 480',
    ),
    Check(
        'publishing to it',
        (
            *('topic', 'pub', '--once', '-w', '1', '/interop/heard'),
            *('std_msgs/msg/String', '{data: ping}'),
        ),
        "data='ping'",
    ),
    Check(
        'a latched message, made from that',
        ('topic', 'echo', '--once', *LATCHED, '/interop/last_heard', 'std_msgs/msg/String'),
        'data: ping',
    ),
    Check(
        'services and types',
        ('service', 'list', '-t'),
        r'/interop_peer/flip \[std_srvs/srv/SetBool\]',
    ),
    Check(
        'a service call',
        ('service', 'call', '/interop_peer/flip', 'std_srvs/srv/SetBool', '{data: true}'),
        "success=True, message='flipped to True'",
    ),
    Check('parameters', ('param', 'list', '/interop_peer'), r'^\s+gain$'),
    Check('a parameter', ('param', 'get', '/interop_peer', 'gain'), r'Double value is: 1\.5'),
    Check('setting it', ('param', 'set', '/interop_peer', 'gain', '2.5'), 'successful'),
    Check('out of its range', ('param', 'set', '/interop_peer', 'gain', '99.0'), '[Ff]ailed'),
    Check('its log on /rosout', ('topic', 'echo', '--once', '/rosout'), 'name: interop_'),
    Check(
        'actions and types',
        ('action', 'list', '-t'),
        r'/interop/look_up \[tf2_msgs/action/LookupTransform\]',
    ),
    Check(
        'an action goal with feedback',
        (
            *('action', 'send_goal', '--feedback', '/interop/look_up'),
            *('tf2_msgs/action/LookupTransform', '{target_frame: world, source_frame: tool}'),
        ),
        r'Feedback:[\s\S]*SUCCEEDED',
    ),
    Check('a lifecycle state', ('lifecycle', 'get', '/interop_managed'), r'unconfigured \[1\]'),
    Check(
        'a transition',
        ('lifecycle', 'set', '/interop_managed', 'configure'),
        'Transitioning successful',
    ),
    Check(
        'a static transform',
        ('topic', 'echo', '--once', *LATCHED, '/tf_static', 'tf2_msgs/msg/TFMessage'),
        'child_frame_id: interop_tool',
    ),
)


@dataclass(frozen=True)
class Side:
    """How programs are started on one side."""

    name: str
    prefix: str
    python: str

    def command(self, arguments: Sequence[str]) -> list[str]:
        """Return the command line that runs arguments in this side's environment."""
        return ['bash', '-c', f'{self.prefix} exec "$@"', 'bash', *arguments]


def embedded_side() -> Side:
    """Return this Python environment."""
    tools = Path(sys.executable).parent
    return Side('ros_embedded', f'export PATH="{tools}:$PATH";', sys.executable)


def real_side() -> Side | None:
    """Return the ROS 2 installation of this machine, or None."""
    folders = sorted(Path('/opt/ros').glob('*/setup.bash'))
    wanted = os.environ.get('ROS_DISTRO', 'jazzy')
    chosen = [path for path in folders if path.parent.name == wanted] or folders
    if not chosen:
        return None
    prefix = f'unset PYTHONPATH; source {chosen[0]}; export RMW_IMPLEMENTATION=rmw_cyclonedds_cpp;'
    return Side(f'ROS 2 {chosen[0].parent.name}', prefix, '/usr/bin/python3')


@contextmanager
def peer(side: Side) -> Iterator[None]:
    """Run peer.py on a side."""
    with tempfile.TemporaryFile('w+') as log:
        process = subprocess.Popen(
            side.command([side.python, str(PEER)]), stdout=subprocess.PIPE, stderr=log, text=True
        )
        try:
            if process.stdout is None or process.stdout.readline() != 'ready\n':
                process.wait(timeout=TIMEOUT_S)
                log.seek(0)
                raise SystemExit(f'peer.py did not start on {side.name}:\n{log.read()}')
            yield
        finally:
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=TIMEOUT_S)


def run_check(check: Check, side: Side) -> str:
    """Run a check with the tools of a side; return nothing, or what was wrong."""
    try:
        result = subprocess.run(
            side.command(['ros2', *check.command]),
            capture_output=True,
            text=True,
            timeout=TIMEOUT_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f'no end after {TIMEOUT_S:.0f} s'
    output = result.stdout + result.stderr
    if re.search(check.shows, output, re.MULTILINE):
        return ''
    last = output.strip().splitlines()[-1:] or ['nothing']
    return f'exit code {result.returncode}, it said: {last[0][:120]}'


def compare(sides: Sequence[tuple[Side, Side]]) -> tuple[str, int]:
    """Return a table of all checks and how many failed."""
    columns: list[list[str]] = []
    for own, other in sides:
        results = []
        with peer(own):
            time.sleep(DISCOVERY_S)
            for check in CHECKS:
                problem = run_check(check, other)
                print(f'{other.name} looks at {own.name}: {check.name}: {problem or "ok"}')
                results.append(problem)
        columns.append(results)
    lines = [
        '| check | ' + ' | '.join(f'{other.name} → {own.name}' for own, other in sides) + ' |',
        '|---' * (len(sides) + 1) + '|',
    ]
    for row, check in enumerate(CHECKS):
        cells = [column[row] or 'ok' for column in columns]
        lines.append(f'| {check.name} | ' + ' | '.join(cells) + ' |')
    return '\n'.join(lines), sum(bool(problem) for column in columns for problem in column)


def main() -> int:
    """Check both ways."""
    parser = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    parser.add_argument(
        '--self-test', action='store_true', help='ros_embedded on both sides: checks the checks'
    )
    parser.add_argument('--output', type=Path, help='Markdown file to write')
    arguments = parser.parse_args()
    os.environ.setdefault('ROS_DOMAIN_ID', '77')
    embedded, real = embedded_side(), real_side()
    if arguments.self_test:
        sides = [(embedded, embedded)]
    elif real is None:
        print('SKIPPED: no ROS 2 on this machine (there is no /opt/ros/<distribution>/setup.bash)')
        return 0
    else:
        sides = [(embedded, real), (real, embedded)]
    table, failed = compare(sides)
    print(f'\n{table}\n\n{failed} of {len(CHECKS) * len(sides)} checks failed')
    if arguments.output:
        command = ' '.join(['python benchmarks/interop/against_ros2.py', *sys.argv[1:]])
        text = f'# Interoperability\n\nTools → node they look at.\n\n    {command}\n\n{table}\n'
        arguments.output.write_text(text, encoding='utf-8')
    return int(failed > 0)


if __name__ == '__main__':
    sys.exit(main())
