"""The command ``variance``, also as ``python -m variance``."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn

from variance import __version__

# A report is made of many objects that last (90,000 for five articles) and of hardly a cycle: looking for
# cycles at every 700 new ones, as Python does, took 4 % of the time, and one look at all of them takes 40 ms.
_OBJECTS_BETWEEN_COLLECTIONS = 300_000


def main() -> int:
    """Run the command with the process' arguments and return its exit code.

    ``--version`` is answered before anything is imported.
    """
    try:
        if sys.argv[1:] == ["--version"]:
            print(f"variance {__version__}")
            return 0
        gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
        from variance.cli.app import run_command

        _end_process(run_command(sys.argv[1:]))
    except KeyboardInterrupt:
        return 130  # as a shell counts a program that Ctrl-C ended
    except Exception:
        # A bug: all that is known of it, and not Python's own exit code 1, which means findings.
        from traceback import print_exc

        print_exc()
        return 2


def _end_process(code: int) -> NoReturn:
    """Leave at once, with all that was said flushed.

    Else Python would look for cycles among all that was made and then take it apart, a tenth of the time; the
    reports are written and closed, and nothing waits for the end of the process.
    """
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # closed, or never there
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    sys.exit(main())
