"""Precision and recall of every kind of change on its fixtures, beside a word diff that knows no kinds.

    python -m tests.benchmarks.changes
    python -m tests.benchmarks.changes --score SCORER.py REPORT.json GOLD_DIR [REPORT.json GOLD_DIR ...]

The second form also prints what a scorer of yours says of JSON reports against a gold annotation: a
Python file with ``score(report, gold_dir)`` that returns a mapping with ``diffs_found``, ``diffs_kind``,
``diffs_n`` and ``marked_precision``.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from tests.classify_cases import Expected, classify_case, list_kinds, load_kind, read_changes, read_expected
from tests.fixture_file import Case
from variance.vocabulary import ChangeKind, Severity

CORE = ("certainty", "negation", "name", "label", "number")


@dataclass(slots=True)
class Score:
    """Changes of one kind: found and right, found and wrong, missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """The share of the changes found that are right; 1 if none is found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of the expected changes that are found; 1 if none is expected."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def classify(case: Case) -> Sequence[Expected]:
    """What variance finds in a case."""
    return read_changes(classify_case(case).changes)


def diff_words(case: Case) -> Sequence[Expected]:
    """The baseline: difflib over words, as a tool marks them that does not know what they mean."""
    a, b = case.parts["input base"].split(), case.parts["input other"].split()
    found = []
    kinds = {
        "replace": ChangeKind.WORD_CHOICE,
        "delete": ChangeKind.TRIMMED,
        "insert": ChangeKind.EXPANDED,
    }
    for tag, i, j, k, m in SequenceMatcher(None, a, b).get_opcodes():
        if tag in kinds:
            found.append(Expected(kinds[tag], " ".join(a[i:j]), " ".join(b[k:m]), Severity.WORDING))
    return found


def score_kind(kind: str, find: Callable[[Case], Sequence[Expected]]) -> Score:
    """How well a finder does on the fixtures of one kind; only changes of that kind count."""
    score = Score()
    for case in load_kind(kind):
        wanted = [one for one in read_expected(case) if kind in ("across", one.kind.value)]
        found = [one for one in find(case) if kind in ("across", one.kind.value)]
        for one in found:
            match = next((w for w in wanted if w.kind is one.kind and _meets(w, one)), None)
            if match is None:
                score.wrong += 1
            else:
                wanted.remove(match)
                score.right += 1
        score.missed += len(wanted)
    return score


def _meets(wanted: Expected, found: Expected) -> bool:
    """Whether two changes speak of the same words: on each side the same, or some in common."""
    for one, two in ((wanted.a, found.a), (wanted.b, found.b)):
        first, second = set(one.casefold().split()), set(two.casefold().split())
        if first != second and not first & second:
            return False
    return True


def print_kinds() -> None:
    """A line a kind: precision and recall of variance and of the baseline, and how many cases there are."""
    print(f"{'kind':18} {'cases':>5}   variance P    R     word diff P    R")
    started = time.process_time()
    for kind in sorted(list_kinds(), key=lambda name: (name not in CORE, name)):
        ours, theirs = score_kind(kind, classify), score_kind(kind, diff_words)
        print(
            f"{kind:18} {len(load_kind(kind)):5}   {ours.precision:10.3f} {ours.recall:5.3f}"
            f"   {theirs.precision:8.3f} {theirs.recall:5.3f}"
        )
    print(f"CPU {time.process_time() - started:.2f} s")


def print_scores(scorer: Path, pairs: Sequence[tuple[Path, Path]]) -> None:
    """What the scorer says of each report, and over all of them."""
    spec = importlib.util.spec_from_file_location("scorer", scorer)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{scorer}: not a Python file")
    module: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    total = found = right = 0.0
    for report, gold in pairs:
        result = module.score(json.loads(report.read_text(encoding="utf-8")), gold)
        total += result["diffs_n"]
        found += result["diffs_n"] * result["diffs_found"]
        right += result["diffs_n"] * result["diffs_kind"]
        print(
            f"{gold.name:18} differences {result['diffs_n']:4}  found {result['diffs_found']:.3f}"
            f"  kind {result['diffs_kind']:.3f}  marked words noted {result['marked_precision']:.3f}"
        )
    if len(pairs) > 1 and total:
        print(f"{'all':18} differences {total:4.0f}  found {found / total:.3f}  kind {right / total:.3f}")


def main() -> None:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--score", nargs="+", type=Path, metavar="PATH", help="a scorer, then reports and gold"
    )
    arguments = parser.parse_args()
    print_kinds()
    if arguments.score:
        scorer, *rest = arguments.score
        if not rest or len(rest) % 2:
            parser.error("--score takes a scorer and then pairs of a report and a gold directory")
        print_scores(scorer, list(zip(rest[::2], rest[1::2], strict=True)))


if __name__ == "__main__":
    main()
