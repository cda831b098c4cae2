"""The command ``variance``, also as ``python -m variance``."""

from __future__ import annotations

import gc
import sys

from variance import __version__

# A report is made of many small objects that last and of hardly a cycle: looking for cycles at every 700
# new ones, as Python does, took 4 % of the time.
_OBJECTS_BETWEEN_COLLECTIONS = 100_000


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

        code = run_command(sys.argv[1:])
        # At its end Python would look through all that was made for cycles once more, for 7 % of the time.
        gc.freeze()
        return code
    except KeyboardInterrupt:
        return 130  # as a shell counts a program that Ctrl-C ended
    except Exception:
        # A bug: all that is known of it, and not Python's own exit code 1, which means findings.
        from traceback import print_exc

        print_exc()
        return 2


if __name__ == "__main__":
    sys.exit(main())
