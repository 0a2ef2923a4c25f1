# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""What the buffer knows, as text: YAML (for view_frames), lines, a Graphviz graph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tf2_py.time_cache import StaticCache, TimeCache, display_time

Caches = Mapping[str, TimeCache | StaticCache | None]
# A frame with one sample would have an infinite rate.
_SHORTEST_S = 1e-4


def as_yaml(caches: Caches, authorities: Mapping[str, str]) -> str:
    """Return the frames with their parents, rates and times, '[]' without frames."""
    if not caches:
        return '[]'
    return ''.join(
        f'{frame}: \n'
        f"  parent: '{parent}'\n"
        f"  broadcaster: '{authorities[frame]}'\n"
        f'  rate: {_rate_hz(cache):.3f}\n'
        f'  most_recent_transform: {display_time(cache.latest_ns)}\n'
        f'  oldest_transform: {display_time(cache.oldest_ns)}\n'
        f'  buffer_length: {_span_s(cache):.3f}\n'
        for frame, parent, cache in _known(caches)
    )


def as_string(caches: Caches) -> str:
    """Return a line on each frame that has had a parent."""
    return ''.join(
        f'Frame {frame} exists with parent '
        f'{"NO_PARENT" if cache.latest is None else cache.latest.parent}.\n'
        for frame, cache in caches.items()
        if cache is not None
    )


def as_dot(caches: Caches, authorities: Mapping[str, str], now_ns: int) -> str:
    """Return the frames as a graph for Graphviz; with a time, ages too."""
    lines = ['digraph G {']
    children = set()
    for frame, parent, cache in _known(caches):
        children.add(frame)
        age = f'( {(now_ns - cache.latest_ns) / 1e9:.3f} sec old)' if now_ns else ''
        lines.append(
            f'"{parent}" -> "{frame}"[label="Broadcaster: {authorities[frame]}\\n'
            f'Average rate: {_rate_hz(cache):.3f} Hz\\n'
            f'Most recent transform: {display_time(cache.latest_ns)} {age}\\n'
            f'Buffer length: {_span_s(cache):.3f} sec\\n"];'
        )
    if not caches:
        lines.append('"no tf data received"')
    if now_ns:
        lines.append('edge [style=invis];')
        lines += [
            'subgraph cluster_legend { style=bold; color=black; label ="view_frames Result";\n'
            f'"Recorded at time: {display_time(now_ns)}"[ shape=plaintext ] ;\n'
            f'}} -> "{root}";'
            for root in caches
            if root not in children
        ]
    return '\n'.join([*lines, '}'])


def _known(caches: Caches) -> Iterator[tuple[str, str, TimeCache | StaticCache]]:
    for frame, cache in caches.items():
        if cache is not None and cache.latest is not None:
            yield frame, cache.latest.parent, cache


def _span_s(cache: TimeCache | StaticCache) -> float:
    return (cache.latest_ns - cache.oldest_ns) / 1e9


def _rate_hz(cache: TimeCache | StaticCache) -> float:
    return len(cache) / max(_span_s(cache), _SHORTEST_S)
