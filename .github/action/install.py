"""Installs this checkout of variance into an environment of its own and tells the next steps its Python.

The environment stands in the runner's temporary folder, and so does the work: nothing in the repository under
review is imported, run or changed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]


def main() -> None:
    """Make the environment, or take the one that an earlier step of this job has made."""
    temporary = Path(os.environ["RUNNER_TEMP"]).resolve()
    home = temporary / "variance-environment"
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        run(sys.executable, "-I", "-m", "venv", str(home), folder=temporary)
        options = ("--disable-pip-version-check", "--quiet", "--constraint", str(HERE / "constraints.txt"))
        run(str(python), "-I", "-m", "pip", "install", *options, str(PROJECT), folder=temporary)
    with Path(os.environ["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as outputs:
        outputs.write(f"python={python}\n")


def run(*command: str, folder: Path) -> None:
    """Run a command in a folder; end with its exit code where it fails."""
    done = subprocess.run(command, cwd=folder, check=False)
    if done.returncode:
        sys.exit(done.returncode)


if __name__ == "__main__":
    main()
