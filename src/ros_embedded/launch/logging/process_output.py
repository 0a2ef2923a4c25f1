# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Write the output of one process to the screen and to log files, line by line."""

from __future__ import annotations

import codecs
import logging
from collections.abc import Callable, Iterable

from launch.logging.launch_config import launch_config

OutputConfig = str | dict[str, str | Iterable[str]]

_SCREEN = 'screen'
_LOG = 'log'
_OWN_LOG = 'own_log'
_ALIASES: dict[str, dict[str, set[str]]] = {
    'screen': {'both': {_SCREEN}},
    'log': {'both': {_LOG}, 'stderr': {_SCREEN}},
    'both': {'both': {_SCREEN, _LOG}},
    'own_log': {'both': {_OWN_LOG}, 'stdout': {_OWN_LOG}, 'stderr': {_OWN_LOG}},
    'full': {'both': {_SCREEN, _LOG, _OWN_LOG}, 'stdout': {_OWN_LOG}, 'stderr': {_OWN_LOG}},
}


def get_output_destinations(config: OutputConfig) -> dict[str, set[str]]:
    """
    Return the destinations (screen, log, own_log) of 'stdout', 'stderr' and 'both'.

    `config` is one of screen, log, both, own_log, full, or a dictionary from stdout, stderr and
    both to destinations. Raises ValueError for anything else.
    """
    if isinstance(config, str):
        if config not in _ALIASES:
            raise ValueError(f"unknown output '{config}': use one of {', '.join(_ALIASES)}")
        config = {source: set(names) for source, names in _ALIASES[config].items()}
    destinations: dict[str, set[str]] = {'stdout': set(), 'stderr': set(), 'both': set()}
    for source, names in config.items():
        if source not in destinations:
            raise ValueError(f"unknown output source '{source}': use stdout, stderr or both")
        chosen = {names} if isinstance(names, str) else set(names)
        unknown = chosen - {_SCREEN, _LOG, _OWN_LOG}
        if unknown:
            raise ValueError(
                f"unknown output destination '{min(unknown)}' of {source}: "
                'use screen, log or own_log'
            )
        destinations[source] = chosen
    return destinations


class ProcessOutput:
    """Split the bytes of one stream of a process into lines and write them."""

    def __init__(
        self,
        process_name: str,
        source: str,
        destinations: dict[str, set[str]],
        format_line: Callable[[str], str],
    ) -> None:
        """`source` is 'stdout' or 'stderr'; `format_line` adds the prefix of the process."""
        self._format_line = format_line
        self._decoder = codecs.getincrementaldecoder('utf-8')(errors='replace')
        self._partial = ''
        self._name = process_name
        chosen = destinations[source] | (destinations['both'] - {_OWN_LOG})
        self._handlers: list[logging.Handler] = []
        if _SCREEN in chosen:
            self._handlers.append(launch_config.get_screen_handler())
        if _LOG in chosen:
            self._handlers.append(launch_config.get_log_file_handler())
        if _OWN_LOG in destinations[source]:
            self._handlers.append(
                launch_config.get_log_file_handler(f'{process_name}-{source}.log')
            )
        if _OWN_LOG in destinations['both']:
            self._handlers.append(launch_config.get_log_file_handler(f'{process_name}.log'))

    def write(self, data: bytes) -> None:
        """Write all complete lines and keep the rest."""
        *lines, self._partial = (self._partial + self._decoder.decode(data)).split('\n')
        for line in lines:
            self._write_line(line)

    def flush(self) -> None:
        """Write what the process printed after its last line end."""
        rest = self._partial + self._decoder.decode(b'', final=True)
        self._partial = ''
        if rest:
            self._write_line(rest)

    def _write_line(self, line: str) -> None:
        record = logging.LogRecord(
            self._name, logging.INFO, '', 0, self._format_line(line.rstrip('\r')), None, None
        )
        record.process_output = True
        for handler in self._handlers:
            handler.handle(record)
