"""How the work grows with the length of a text: ratios of CPU time for four times as much of it.

    python -m tests.benchmarks.growth

Every extractor reads hostile texts (one thing over and over) and newspaper prose at 10,000 and 40,000
characters. Linear work costs 4 times as much, quadratic 16. The first column is a baseline of the same
run: ``str.split`` and a list of its words. Below stand pairs of freak texts, which no rule may make
costly: the CPU time of a word diff and of a whole classification.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from tests.classify_cases import classify_texts
from tests.text_cases import parse_units
from variance.segment import segment_spans
from variance.text.attribution import find_attributions
from variance.text.clauses import mark_clauses
from variance.text.names import find_names
from variance.text.quotations import find_quotations
from variance.text.tokens import tokenize
from variance.text.values import find_values
from variance.text.worddiff import diff_keys, diff_tokens
from variance.vocabulary import AlignmentKind

SHORT, LONG = 10_000, 40_000
PROSE = (
    'On Friday, President Kim Jong-un told 300 reporters: "We will not go," and the U.S. said it was not so. '
)
PIECES = (
    PROSE,
    '"',
    "'a' ",
    "“",
    "Kim ",
    "10-",
    "of ",
    "said, ",
    "one million ",
    "(",
    "May ",
    "Mr. ",
    "…",
    "x y ",
)
READERS: dict[str, Callable[[str], object]] = {
    "str.split": lambda text: [word.casefold() for word in text.split()],
    "segment": lambda text: segment_spans(text, 0, len(text)),
    "tokens": tokenize,
    "quotations": lambda text: find_quotations(text, [(0, len(text))]),
    "values": lambda text: find_values(tokenize(text)),
    "names": lambda text: find_names(tokenize(text)),
    "clauses": lambda text: [(find_attributions(unit), mark_clauses(unit)) for unit in parse_units(text)],
    "word diff": lambda text: diff_tokens(tokenize(text), tokenize(text[7:] + "end " + text[:9])),
}

# On each of these difflib alone takes minutes; all three together cost 60 ms.
FREAK_WORDS = (
    (["a", *["x"] * 20_000, "b"], ["c", *["x"] * 19_999, "d"]),
    (["x", "y"] * 5_000, ["y", "z", "x"] * 4_000),
    ([str(n % 7) for n in range(9_000)], [str(n % 11) for n in range(9_000)]),
)
# Words, marks, dates and quotations thousands of times over.
FREAK_PAIRS = (
    ("buffalo " * 20_000 + "end", "start " + "buffalo " * 19_000 + "x"),
    ("said Monday 5 " * 2_000, "Monday said six " * 2_000),
    ("“a b” c " * 2_000, "a “b c” " * 2_000),
    ("co-" * 4_000 + "op", "co-" * 3_000 + "xx op"),
    ("Putin said. " * 2_000, "Biden said, " * 2_000),
    ("(" * 9_000 + " a", "[" * 9_000 + " b"),
)


def measure_cpu(read: Callable[[str], object], text: str) -> float:
    """The least of five runs, in seconds of CPU."""
    times = []
    for _ in range(5):
        begun = time.process_time()
        read(text)
        times.append(time.process_time() - begun)
    return min(times)


def measure_once(work: Callable[[], object]) -> float:
    """One run, in seconds of CPU."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def main() -> None:
    """Print a table: a row a text, a column a reader, the ratio of its times and the longer one in ms."""
    print(f"{'text':16}" + "".join(f"{name:>18}" for name in READERS))
    for piece in PIECES:
        row = f"{piece.strip()[:14]!r:16}"
        for read in READERS.values():
            short, long = (measure_cpu(read, piece * (size // len(piece))) for size in (SHORT, LONG))
            row += f"{long / max(short, 1e-6):9.1f} ×{long * 1000:5.0f} ms"
        print(row)
    for number, (a, b) in enumerate(FREAK_WORDS, 1):
        print(f"word diff of freak words {number}: {measure_once(partial(diff_keys, a, b)):6.2f} s")
    for one, two in FREAK_PAIRS:
        for kind in (AlignmentKind.REWORDED, AlignmentKind.PARAPHRASE):
            spent = measure_once(partial(classify_texts, one, two, kind))
            print(f"classification of {one[:14]!r} as {kind}: {spent:6.2f} s")


if __name__ == "__main__":
    main()
