# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Entry point of `lavla-train`."""

from __future__ import annotations

import argparse
import sys
import traceback
from collections.abc import Sequence

from lavla_training.cli.registry import load_verb, verb_summaries

PROGRAM = 'lavla-train'


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run one verb and return the exit code.

    0: done; 1: bad input, told in one line on stderr; 2: wrong usage; 130: interrupted.
    ``--traceback`` before the verb also prints where an error came from.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    summaries = verb_summaries()
    top = argparse.ArgumentParser(
        prog=PROGRAM,
        description='Train a latent-action policy from video and demonstrations.',
        epilog='\n'.join(
            ['verbs:', *(f'  {name:<12} {summary}' for name, summary in summaries.items())]
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument('--traceback', action='store_true', help='show where an error came from')
    top.add_argument('verb', metavar='verb', choices=list(summaries), help='what to do; see below')
    top.add_argument('rest', nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    chosen = top.parse_args(given)
    try:
        verb = load_verb(chosen.verb)
        parser = argparse.ArgumentParser(
            prog=f'{PROGRAM} {chosen.verb}',
            description=verb.__doc__,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        verb.add_arguments(parser)
        return verb.run(parser.parse_args(chosen.rest))
    except KeyboardInterrupt:
        print(f'{PROGRAM}: interrupted; run the same command again to continue', file=sys.stderr)
        return 130
    except (ValueError, OSError) as error:
        # Errors about a user's input derive from these two; their message names file and key.
        if chosen.traceback:
            traceback.print_exc()
        return _report(chosen.verb, error)
    except RuntimeError as error:
        # Named kinds of RuntimeError tell of the machine (no OpenGL, no memory, a killed
        # worker); a plain one, or one of these two, is a mistake in the program.
        if type(error) is RuntimeError or isinstance(error, NotImplementedError | RecursionError):
            raise
        if chosen.traceback:
            traceback.print_exc()
        return _report(chosen.verb, error)


def _report(verb: str, error: Exception) -> int:
    print(f'{PROGRAM} {verb}: error: {error}', file=sys.stderr)
    return 1


if __name__ == '__main__':
    sys.exit(main())
