# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The DDS domain that each file of tests has for itself."""

import os
import subprocess
import sys

PRINT_DOMAIN = """
from rclpy.context import Context
context = Context()
context.init()
print(context.get_domain_id())
context.shutdown()
"""

TWO_FILES = """
def test_domain(dds_domain):
    print(f'domain {dds_domain}')
"""


def test_processes_that_a_test_starts_join_its_domain(dds_domain):
    assert os.environ['ROS_DOMAIN_ID'] == str(dds_domain)
    output = subprocess.check_output([sys.executable, '-c', PRINT_DOMAIN], text=True)
    assert output == f'{dds_domain}\n'


def test_another_run_and_each_of_its_files_have_other_domains(dds_domain, pytestconfig, tmp_path):
    (tmp_path / 'conftest.py').symlink_to(pytestconfig.rootpath / 'test' / 'conftest.py')
    for name in ('a', 'b'):
        (tmp_path / f'test_{name}.py').write_text(TWO_FILES)
    output = subprocess.check_output(
        [sys.executable, '-m', 'pytest', '-s', '-q', '--rootdir', str(tmp_path), str(tmp_path)],
        text=True,
    )
    words = output.split()
    domains = [int(words[i + 1]) for i, word in enumerate(words) if word.endswith('domain')]
    assert len(domains) == 2
    assert len({dds_domain, *domains}) == 3
