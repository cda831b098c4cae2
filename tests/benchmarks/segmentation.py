"""How well sentences are found, beside a naive rule in the same run.

Run it from the project's directory with the Python that has variance installed::

    python -m tests.benchmarks.segmentation

The naive rule ends a sentence at every stop before white space and a capital. Of the seeds, what counts
are exact spans of the units that tell the story, against the golden files of ``tests/golden/units``; the
naive rule gets the paragraphs as ours finds them, so that it is judged by its sentences alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from tests.golden_units import SEED_NUMBERS, load_golden_spans
from tests.seeds import SEEDS
from tests.segment_cases import SegmentCase, load_segment_cases
from variance.read.reader import read_document
from variance.segment import segment_spans
from variance.vocabulary import Role

Span = tuple[int, int]
Segmenter = Callable[[str, int, int], Sequence[Span]]

_NAIVE_END = re.compile(r"[.!?]\s+(?=[A-Z])")


def segment_naively(text: str, start: int, end: int) -> list[Span]:
    """Spans that end at every stop before white space and a capital."""
    spans = []
    for match in _NAIVE_END.finditer(text, start, end):
        spans.append((start, match.start() + 1))
        start = match.end()
    return [*spans, (start, end)]


def count_passed(cases: Sequence[SegmentCase], segment: Segmenter) -> int:
    """The number of cases whose sentences a segmenter finds exactly."""
    return sum(
        tuple(case.text[a:b] for a, b in segment(case.text, 0, len(case.text))) == case.sentences
        for case in cases
    )


def score_seeds(segment: Segmenter) -> float:
    """F1 of exact spans over the five seeds."""
    found_all: set[tuple[str, Span]] = set()
    golden_all: set[tuple[str, Span]] = set()
    for number in SEED_NUMBERS:
        (path,) = SEEDS.glob(f"{number}_*.txt")
        document = read_document(path.read_bytes(), path=str(path))
        golden = load_golden_spans(number, document.text, set_aside=False)
        golden_all |= {(number, span) for span in golden}
        for block in document.blocks:
            if block.role is Role.SENTENCE:
                found = segment(document.text, block.start, block.end)
            else:
                found = [(block.start, block.end)] if block.role.is_told else []
            found_all |= {(number, span) for span in found}
    return 2 * len(found_all & golden_all) / (len(found_all) + len(golden_all))


def main() -> None:
    """Print one line a measure: ours, then the naive rule's."""
    rules, news = load_segment_cases("golden_rules"), load_segment_cases("news_cases")
    print(f"{'measure':<32} {'variance':>9} {'naive':>9}")
    for name, cases in (("golden rules passed", rules), ("news cases passed", news)):
        ours, naive = count_passed(cases, segment_spans), count_passed(cases, segment_naively)
        print(f"{f'{name}, of {len(cases)}':<32} {ours:>9} {naive:>9}")
    ours_f1, naive_f1 = score_seeds(segment_spans), score_seeds(segment_naively)
    print(f"{'exact spans of the seeds, F1':<32} {ours_f1:>9.3f} {naive_f1:>9.3f}")


if __name__ == "__main__":
    main()
