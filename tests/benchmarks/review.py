"""What a review says of a re-wrapped file beside other tools, and what a large one costs.

Run it with the Python that has variance installed, from the project's directory::

    python -m tests.benchmarks.review [--cache DIRECTORY]

(a) A Markdown file of 500 sentences wrapped at 60 columns instead of 100, one sentence moved, one number
changed: how many places each tool marks, for ``variance review``, git's word diff and prosediff 0.7.0 (by
paragraph and by sentence). prosediff gets a virtual environment of its own in the cache directory.
(b) 200 files of 100 sentences, each re-wrapped with one sentence moved, one number changed and one word
replaced: user and system time of ``variance review`` with its git processes, into Markdown and JSON.

It needs a Unix, which counts the time of child processes.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

from tests.benchmarks.speed import find_prosediff
from tests.git_repository import TemporaryRepository
from tests.review_cases import invent_paragraphs, wrap_markdown

SENTENCES = 500
FILES, SENTENCES_A_FILE = 200, 100
# The targets of the issue: two findings and no more, and ten seconds.
EXPECTED_FINDINGS = 2
MOST_SECONDS = 10.0
_MARK = re.compile(r"\[-.*?-\]|\{\+.*?\+\}", re.DOTALL)


def revise(paragraphs: Sequence[Sequence[str]], *, replaces_word: bool) -> list[list[str]]:
    """The paragraphs with one sentence moved, one number changed and, if asked, one word replaced."""
    revised = [list(paragraph) for paragraph in paragraphs]
    revised[-3].insert(2, revised[1].pop(1))
    middle = len(revised) // 2
    signed = next(p for p in revised[middle:] if any("people signed" in sentence for sentence in p))
    place = next(at for at, sentence in enumerate(signed) if "people signed" in sentence)
    signed[place] = re.sub(r"\d+", lambda found: str(int(found[0]) + 7), signed[place])
    if replaces_word:
        first = revised[middle - 1][0]
        revised[middle - 1][0] = first.replace(first.split()[1], "small", 1)
    return revised


def run_tool(command: Sequence[str], directory: Path) -> tuple[str, float]:
    """A command's output and the seconds of user and system time it took, child processes included."""
    before = getrusage(RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=directory, capture_output=True, text=True, check=False)
    after = getrusage(RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}: {done.stderr.strip()}")
    return done.stdout, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def compare_tools(place: Path, cache: Path) -> bool:
    """Print how many places each tool marks in the re-wrapped file; whether variance has two findings."""
    old = invent_paragraphs(SENTENCES)
    repository = TemporaryRepository(place / "wrapped")
    repository.commit({"minutes.md": wrap_markdown(old, 100)})
    repository.write("minutes.md", wrap_markdown(revise(old, replaces_word=False), 60))
    (place / "old.md").write_text(wrap_markdown(old, 100))
    variance = [sys.executable, "-m", "variance", "review", "--format", "json"]
    report, seconds = run_tool(variance, repository.root)
    review = json.loads(report)
    rows = [("variance review", len(review["findings"]), seconds)]
    words = ["git", "--no-pager", "diff", "--word-diff=plain", "--no-color"]
    report, seconds = run_tool(words, repository.root)
    rows.append(("git diff --word-diff", len(_MARK.findall(report)), seconds))
    for split in ("paragraph", "sentence"):
        files = [str(place / "old.md"), str(repository.root / "minutes.md")]
        output = place / f"{split}.txt"
        command = [str(find_prosediff(cache)), "--files", *files, "--format", "wdiff", "--split", split]
        _, seconds = run_tool([*command, "-o", str(output)], place)
        marks = len(_MARK.findall(output.read_text()))
        rows.append((f"prosediff 0.7.0 --split {split}", marks, seconds))
    print(f"{SENTENCES} sentences re-wrapped, one moved, one number changed\n")
    print(f"{'':34}places marked   CPU seconds")
    for name, marks, seconds in rows:
        print(f"{name:34}{marks:13,}{seconds:14.2f}")
    print(f"variance: {', '.join(finding['title'] for finding in review['findings'])}")
    print(f"          {review['files'][0]['rewrapped_lines']:,} lines only re-wrapped\n")
    return len(review["findings"]) == EXPECTED_FINDINGS


def measure_large(place: Path) -> bool:
    """Print what a review of many files costs; whether it is under the target."""
    repository = TemporaryRepository(place / "large")
    texts = {
        f"part-{number:03}.md": invent_paragraphs(SENTENCES_A_FILE, seed=number) for number in range(FILES)
    }
    repository.commit({path: wrap_markdown(text, 100) for path, text in texts.items()})
    for path, text in texts.items():
        repository.write(path, wrap_markdown(revise(text, replaces_word=True), 60))
    command = [sys.executable, "-m", "variance", "review"]
    outputs = ["-o", str(place / "review.md"), "-o", str(place / "review.json")]
    _, seconds = run_tool([*command, *outputs], repository.root)
    review = json.loads((place / "review.json").read_text())
    print(f"{FILES} files of {SENTENCES_A_FILE} sentences: {seconds:.1f} s CPU (under {MOST_SECONDS:.0f}),")
    print(f"{len(review['findings'])} findings in {len(review['files'])} files")
    return seconds < MOST_SECONDS


def main() -> int:
    """Run the benchmark; 1 if a target is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cache", type=Path, help="where prosediff's environment is kept between runs")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        cache = arguments.cache or Path(name)
        cache.mkdir(parents=True, exist_ok=True)
        results = [compare_tools(Path(name), cache.resolve()), measure_large(Path(name))]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
