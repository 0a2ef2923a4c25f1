# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`python -m launch_testing.launch_test file.py`: run a file of launch tests."""

from __future__ import annotations

import argparse
import sys
from importlib.metadata import entry_points


def main(argv: list[str] | None = None) -> int:
    """Run pytest on one file; return its exit code, 0 when all tests passed."""
    parser = argparse.ArgumentParser(description='Run a file of launch tests.')
    parser.add_argument('file', help='Python file with a generate_test_description()')
    parser.add_argument('-v', '--verbose', action='store_true', help='name every test')
    parser.add_argument('--junit-xml', metavar='FILE', help='write the results there')
    args = parser.parse_args(argv)
    try:
        import pytest
    except ImportError:
        parser.error('launch tests need pytest: pip install pytest')
    options = ['--launch-test', '-p', 'no:cacheprovider']
    if not entry_points(group='pytest11', name='launch_testing'):
        # Not installed, only on the path: pytest would not find the plugin by itself.
        options += ['-p', 'launch_testing.pytest.hooks']
    if args.verbose:
        options.append('-v')
    if args.junit_xml:
        options.append(f'--junit-xml={args.junit_xml}')
    return int(pytest.main([*options, args.file]))


if __name__ == '__main__':
    sys.exit(main())
