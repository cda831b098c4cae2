"""What the command costs in CPU time, beside what it is measured against.

Run it with the Python that has variance installed::

    python tests/benchmarks/speed.py [--cache DIRECTORY] [--runs 9]

(a) ``variance compare`` of the five seeds into HTML, Markdown and JSON, against ``prosediff`` 0.7.0 writing
its HTML report on the first two seeds alone. prosediff gets a virtual environment of its own in the cache
directory (a temporary one if none is given), made on the first run.
(b) ``variance --version`` against ``python -c "import typer"``.

Each number is user and system time of a child process and its children, the least of nine runs; the
commands take turns, so that a busy machine slows them alike. It needs a Unix, which counts them. Python
keeps the bytecode of what it runs, as for an installed package, even where the environment forbids it:
else variance would compile its source at every run, and prosediff, which pip has compiled, would not.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

PROSEDIFF = "prosediff==0.7.0"
SEEDS = Path(__file__).parents[2] / "seeds"
# The targets: the whole command in under 0.6 of prosediff's time, the version within 60 ms of typer's import.
MOST_OF_PROSEDIFF = 0.6
MOST_OVER_TYPER = 0.060

Command = Sequence[str]


def measure_cpu(command: Command) -> float:
    """Seconds of user and system time that one run of a command takes; RuntimeError if it fails."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = getrusage(RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=kept)
    after = getrusage(RUSAGE_CHILDREN)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}: {done.stderr.strip()}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def take_turns(commands: Mapping[str, Command], runs: int) -> dict[str, float]:
    """The least time of each command over so many rounds; a first round, not counted, warms the caches."""
    least = dict.fromkeys(commands, float("inf"))
    for command in commands.values():
        measure_cpu(command)
    for _ in range(runs):
        for name, command in commands.items():
            least[name] = min(least[name], measure_cpu(command))
    return least


def find_prosediff(cache: Path) -> Path:
    """The command ``prosediff`` of the environment in the cache directory, made if it is not there."""
    home = cache / "prosediff-0.7.0"
    command = home / "bin" / "prosediff"
    if not command.exists():
        print(f"installing {PROSEDIFF} in {home}", file=sys.stderr)
        venv.create(home, with_pip=True)
        python = home / "bin" / "python"
        subprocess.run([python, "-m", "pip", "install", "--quiet", PROSEDIFF], check=True, stdout=sys.stderr)
    return command


def compare_speed(cache: Path, runs: int) -> bool:
    """Measure and print both comparisons; whether both targets are met."""
    seeds = sorted(map(str, SEEDS.glob("*.txt")))
    variance = [sys.executable, "-m", "variance"]
    with tempfile.TemporaryDirectory() as place:
        reports = [word for suffix in ("html", "md", "json") for word in ("-o", f"{place}/report.{suffix}")]
        times = take_turns(
            {
                "variance": [*variance, "compare", *seeds, *reports],
                "prosediff": [
                    str(find_prosediff(cache)),
                    *("--files", seeds[0], seeds[1], "-o", f"{place}/prosediff.html"),
                ],
                "version": [*variance, "--version"],
                "typer": [sys.executable, "-c", "import typer"],
            },
            runs,
        )
    ratio = times["variance"] / times["prosediff"]
    over = times["version"] - times["typer"]
    print(f"CPU seconds, the least of {runs} alternating runs\n")
    print(f"variance compare, five seeds, html + md + json   {times['variance']:.3f}")
    print(f"prosediff 0.7.0, two seeds, html                 {times['prosediff']:.3f}")
    print(f"ratio                                            {ratio:.2f}   (under {MOST_OF_PROSEDIFF})\n")
    print(f"variance --version                               {times['version']:.3f}")
    print(f'python -c "import typer"                         {times["typer"]:.3f}')
    print(f"difference                                      {over:+.3f}   (at most {MOST_OVER_TYPER:+.3f})")
    return ratio < MOST_OF_PROSEDIFF and over <= MOST_OVER_TYPER


def main() -> int:
    """Run the benchmark; 1 if a target is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cache", type=Path, help="where prosediff's environment is kept between runs")
    parser.add_argument("--runs", type=int, default=9, help="how often each command runs (default: 9)")
    arguments = parser.parse_args()
    if arguments.cache is not None:
        arguments.cache.mkdir(parents=True, exist_ok=True)
        return 0 if compare_speed(arguments.cache.resolve(), arguments.runs) else 1
    with tempfile.TemporaryDirectory() as cache:
        return 0 if compare_speed(Path(cache), arguments.runs) else 1


if __name__ == "__main__":
    sys.exit(main())
