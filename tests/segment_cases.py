"""The two sets of segmentation cases, and what is known to go wrong in them."""

from __future__ import annotations

import json
from dataclasses import dataclass

from tests.fixture_file import FIXTURES
from variance.segment import segment_spans

# Numbers of the golden rules that the segmenter does not follow, and why.
KNOWN_FAILURES: dict[str, str] = {
    "golden_rules-17": '"6 P.M. Mr. Smith": nothing tells it from "5 a.m. Mr. Smith" of the same text',
    "golden_rules-30": "a list run into one line; a block is one paragraph or one item",
    "golden_rules-32": "a list run into one line",
    "golden_rules-34": "a list run into one line",
    "golden_rules-36": "a list run into one line",
    "golden_rules-37": "a list run into one line",
    "golden_rules-38": "a list run into one line",
    "golden_rules-47": "an ellipsis that opens the next sentence; ours closes the last",
}


@dataclass(frozen=True, slots=True)
class SegmentCase:
    """A text and its sentences; ``name`` is the set's and the number in it."""

    name: str
    text: str
    sentences: tuple[str, ...]

    @property
    def is_passed(self) -> bool:
        return cut_sentences(self.text) == self.sentences

    def __str__(self) -> str:
        return self.name


def load_segment_cases(name: str) -> list[SegmentCase]:
    """The cases of ``tests/fixtures/segment/<name>.json``."""
    data = json.loads((FIXTURES / "segment" / f"{name}.json").read_text(encoding="utf-8"))
    return [
        SegmentCase(f"{name}-{number}", case["text"], tuple(case["sentences"]))
        for number, case in enumerate(data["cases"])
    ]


def cut_sentences(text: str, *, markup: bool = False) -> tuple[str, ...]:
    """The sentences of a text as one block."""
    return tuple(text[start:end] for start, end in segment_spans(text, 0, len(text), markup=markup))
