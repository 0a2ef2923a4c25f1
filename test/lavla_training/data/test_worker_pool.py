# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Ctrl-C ends a pool's processes at once and in silence, whenever it comes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from lavla_training.data.worker_pool import worker_pool

PROGRAM = """
import sys
import time
from lavla_training.data.worker_pool import worker_pool
if __name__ == '__main__':
    try:
        with worker_pool(2) as pool:
            if len(sys.argv) > 1:
                pool.submit(time.sleep, 0.0).result()
            jobs = [pool.submit(time.sleep, 600.0) for _ in range(4)]
            print('ready', flush=True)
            jobs[0].result()
    except KeyboardInterrupt:
        print('interrupted', flush=True)
"""


@pytest.mark.parametrize('started', [True, False], ids=['at work', 'while they start'])
@pytest.mark.parametrize('to_all', [True, False], ids=['to all', 'to the parent'])
def test_an_interrupt_leaves_neither_processes_nor_tracebacks(
    tmp_path: Path, started: bool, to_all: bool
) -> None:
    script = tmp_path / 'program.py'
    script.write_text(PROGRAM)
    process = subprocess.Popen(
        [sys.executable, str(script), *(['wait'] if started else [])],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == 'ready\n'
    workers = psutil.Process(process.pid).children(recursive=True)
    assert len(workers) >= 2
    if to_all:
        os.killpg(process.pid, signal.SIGINT)
    else:
        process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=60.0)
    assert output == 'interrupted\n'
    _, alive = psutil.wait_procs(workers, timeout=10.0)
    assert not alive


def test_an_error_in_the_block_ends_what_is_under_way() -> None:
    def fail_beside_a_long_job() -> None:
        with worker_pool(1) as pool:
            pool.submit(time.sleep, 600.0)
            raise ValueError('stop')

    with pytest.raises(ValueError, match='stop'):
        fail_beside_a_long_job()


def test_results_come_back() -> None:
    with worker_pool(2) as pool:
        assert list(pool.map(abs, [-1, -2, 3])) == [1, 2, 3]
