# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Decorators of test descriptions and test classes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

Decorated = TypeVar('Decorated', bound=Callable[..., Any])

_POST_SHUTDOWN = '__launch_testing_post_shutdown__'
_PARAMETERS = '__launch_testing_parameters__'
_READY_TIMEOUT = '__launch_testing_ready_timeout__'
READY_TIMEOUT_S = 15.0


def post_shutdown_test() -> Callable[[Decorated], Decorated]:
    """Return a decorator of classes whose tests run when all processes have ended."""
    return lambda decorated: _mark(decorated, _POST_SHUTDOWN, True)


def parametrize(
    argnames: str | Iterable[str], argvalues: Iterable[Any]
) -> Callable[[Decorated], Decorated]:
    """Return a decorator that runs the description, and its tests, for each of several values."""
    names = [name.strip() for name in argnames.split(',')] if isinstance(argnames, str) else None
    names = list(argnames) if names is None else names
    sets = [
        dict(zip(names, values if len(names) > 1 else (values,), strict=True))
        for values in argvalues
    ]

    def decorate(decorated: Decorated) -> Decorated:
        outer = [{**one, **other} for one in parameter_sets(decorated) for other in sets]
        return _mark(decorated, _PARAMETERS, outer)

    return decorate


def ready_to_test_action_timeout(timeout: float) -> Callable[[Decorated], Decorated]:
    """Return a decorator that sets how long ReadyToTest may take, seconds."""
    return lambda decorated: _mark(decorated, _READY_TIMEOUT, float(timeout))


def is_post_shutdown_test(decorated: object) -> bool:
    """Return whether the tests of a class run when all processes have ended."""
    return getattr(decorated, _POST_SHUTDOWN, False)


def parameter_sets(decorated: object) -> list[dict[str, Any]]:
    """Return the keyword arguments of each run of a test description."""
    return getattr(decorated, _PARAMETERS, [{}])


def ready_timeout_s(decorated: object) -> float:
    """Return how long ReadyToTest may take."""
    return getattr(decorated, _READY_TIMEOUT, READY_TIMEOUT_S)


def _mark(decorated: Decorated, name: str, value: object) -> Decorated:
    setattr(decorated, name, value)
    return decorated
