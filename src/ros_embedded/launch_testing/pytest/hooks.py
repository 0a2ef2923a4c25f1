# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Let pytest run files of launch tests."""

from __future__ import annotations

import ast
import unittest
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from launch_testing.launch_run import LaunchRun, call_with
from launch_testing.markers import is_post_shutdown_test, parameter_sets

_GENERATE = 'generate_test_description'
_MARK = 'launch_test'
_EVERY_FILE = '--launch-test'


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option for files without the mark."""
    parser.addoption(
        _EVERY_FILE,
        action='store_true',
        help=f'take every file with a {_GENERATE}() for a launch test, marked or not',
    )


def pytest_configure(config: pytest.Config) -> None:
    """Describe the mark."""
    config.addinivalue_line('markers', f'{_MARK}: run the tests beside a launch description')


def pytest_pycollect_makemodule(
    module_path: Path, parent: pytest.Collector
) -> pytest.Module | None:
    """Collect a file of launch tests; leave all others to pytest."""
    found = _description_function(module_path.read_text(encoding='utf-8'))
    if found is None:
        return None
    marked = any(f'mark.{_MARK}' in ast.unparse(decorator) for decorator in found.decorator_list)
    if not marked and not parent.config.getoption(_EVERY_FILE):
        return None
    return LaunchTestFile.from_parent(parent, path=module_path)


def _description_function(source: str) -> ast.FunctionDef | None:
    """Return the function that makes the description, without running the file."""
    try:
        statements = ast.parse(source).body
    except SyntaxError:
        return None  # pytest reports it when it imports the file
    functions = (item for item in statements if isinstance(item, ast.FunctionDef))
    return next((function for function in functions if function.name == _GENERATE), None)


class LaunchTestFile(pytest.Module):
    """A file with a test description and classes of tests."""

    def collect(self) -> Iterator[pytest.Collector]:
        """Return one node for each run of the description."""
        generate = getattr(self.obj, _GENERATE)
        for number, parameters in enumerate(parameter_sets(generate)):
            name = '-'.join(map(str, parameters.values())) or f'launch{number or ""}'
            yield LaunchRunNode.from_parent(
                self, name=name, run=LaunchRun(generate, parameters), module=self.obj
            )


class LaunchRunNode(pytest.Collector):
    """The tests of one run; pytest sets it up before the first and tears it down at the end."""

    def __init__(self, *, run: LaunchRun, module: Any, **kwargs: Any) -> None:
        """Store the run and the module with the classes of tests."""
        super().__init__(**kwargs)
        self.run = run
        self._module = module

    def setup(self) -> None:
        """Start the launch."""
        self.run.start()

    def teardown(self) -> None:
        """End the launch."""
        self.run.stop()

    def collect(self) -> Iterator[pytest.Collector]:
        """Return the classes: first those that need the running processes."""
        classes = [
            value
            for value in vars(self._module).values()
            if isinstance(value, type)
            and issubclass(value, unittest.TestCase)
            and value.__module__ == self._module.__name__
        ]
        for test_class in sorted(classes, key=is_post_shutdown_test):
            yield LaunchTestClass.from_parent(
                self, name=test_class.__name__, run=self.run, test_class=test_class
            )


class LaunchTestClass(pytest.Collector):
    """One class of tests."""

    def __init__(self, *, run: LaunchRun, test_class: type, **kwargs: Any) -> None:
        """Store the run and the class."""
        super().__init__(**kwargs)
        self._run = run
        self._test_class: Any = test_class

    def setup(self) -> None:
        """End the launch if the class wants that, and set the class up."""
        if is_post_shutdown_test(self._test_class):
            self._run.stop()
        for name, value in self._run.arguments.items():
            setattr(self._test_class, name, value)
        call_with(self._test_class.setUpClass, self._run.arguments)

    def teardown(self) -> None:
        """Tear the class down."""
        call_with(self._test_class.tearDownClass, self._run.arguments)
        self._test_class.doClassCleanups()

    def collect(self) -> Iterator[pytest.Item]:
        """Return the tests."""
        for name in unittest.TestLoader().getTestCaseNames(self._test_class):
            yield LaunchTest.from_parent(
                self, name=name, run=self._run, case=self._test_class(name)
            )


class LaunchTest(pytest.Item):
    """One test."""

    def __init__(self, *, run: LaunchRun, case: unittest.TestCase, **kwargs: Any) -> None:
        """Store the run and the instance with the test."""
        super().__init__(**kwargs)
        self._run = run
        self._case = case

    def runtest(self) -> None:
        """Run the test between its setUp and tearDown, with the arguments that they name."""
        test = getattr(self._case, self.name)
        for skipped in (self._case, test):
            if getattr(skipped, '__unittest_skip__', False):
                pytest.skip(getattr(skipped, '__unittest_skip_why__', ''))
        arguments = self._run.arguments
        try:
            call_with(self._case.setUp, arguments)
            try:
                call_with(test, arguments)
            finally:
                call_with(self._case.tearDown, arguments)
        finally:
            self._case.doCleanups()

    def reportinfo(self) -> tuple[Path, None, str]:
        """Return what a report calls the test."""
        return self.path, None, f'{type(self._case).__name__}.{self.name}'
