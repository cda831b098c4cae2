"""The words in which plain reports speak of kinds, numbers and sources; no text from an article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from variance.model import Citation, Finding
from variance.render.rows import CellState
from variance.vocabulary import FindingKind, Severity

# One and several, as the line of summary counts them.
_KIND_NOUNS = {
    FindingKind.HIDDEN_CHARACTERS: ("place with hidden characters", "places with hidden characters"),
    FindingKind.QUOTE_ALTERED: ("quotation altered", "quotations altered"),
    FindingKind.NUMBER: ("number", "numbers"),
    FindingKind.DATE_TIME: ("date or time", "dates or times"),
    FindingKind.NEGATION: ("negation", "negations"),
    FindingKind.NAME: ("name", "names"),
    FindingKind.CERTAINTY: ("claim more or less certain", "claims more or less certain"),
    FindingKind.CONFLICT: ("conflict", "conflicts"),
    FindingKind.ATTRIBUTION: ("attribution", "attributions"),
    FindingKind.QUOTE_MARKS: ("pair of quotation marks", "pairs of quotation marks"),
    FindingKind.QUOTE_CUT: ("quotation cut", "quotations cut"),
    FindingKind.LABEL: ("label", "labels"),
    FindingKind.WORDING: ("sentence reworded", "sentences reworded"),
    FindingKind.OMISSION: ("statement left out", "statements left out"),
    FindingKind.ADDITION: ("statement added", "statements added"),
    FindingKind.MOVED: ("statement moved", "statements moved"),
    FindingKind.TRUNCATED: ("text cut off", "texts cut off"),
    FindingKind.REPEAT: ("line printed twice", "lines printed twice"),
}
_NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)

SEVERITY_SIGNS = {
    Severity.SUBSTANCE: "●",
    Severity.ATTRIBUTION: "◐",
    Severity.WORDING: "○",
    Severity.STYLE: "·",
    Severity.TYPOGRAPHY: "◦",
}
STATE_WORDS = {
    CellState.BASE: "the base’s sentence, or that of the first who tells it",
    CellState.SAME: "same words",
    CellState.STYLE: "style only",
    CellState.REWORDED: "reworded",
    CellState.PARAPHRASE: "paraphrase",
    CellState.PARTIAL: "in part",
    CellState.ELSEWHERE: "told in another row",
    CellState.MISSING: "missing",
    CellState.CUT_OFF: "cut off",
    CellState.NOT_COMPARED: "not compared",
    CellState.ONLY: "only here",
    CellState.REPEAT: "printed twice",
}


def name_kind(kind: FindingKind) -> str:
    """A kind of finding in a reader's words."""
    return _KIND_NOUNS[kind][0]


def count_kind(kind: FindingKind, count: int) -> str:
    """``2 numbers``."""
    return f"{count:,} {_KIND_NOUNS[kind][count != 1]}"


def count_noun(count: int, noun: str, plural: str | None = None) -> str:
    """``1 finding``, ``2 findings``; the plural adds an s where none is given."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def spell_number(count: int) -> str:
    """The number in a word up to twelve, else in digits."""
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"


def join_words(words: Sequence[str], conjunction: str = "and") -> str:
    """``A, B and C``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"


def cut_percent(share: float) -> int:
    """A share as whole per cent, cut and not rounded, so that 100 % means all."""
    return int(share * 100 + 1e-9)  # 0.29 * 100 is 28.999…


def show_percent(share: float) -> str:
    """``75 %``, cut; what is more than nothing and less than one per cent reads ``< 1 %``."""
    whole = cut_percent(share)
    return "< 1 %" if whole == 0 and share > 0 else f"{whole} %"


_QUOTED_KINDS = frozenset({FindingKind.QUOTE_ALTERED, FindingKind.QUOTE_CUT, FindingKind.QUOTE_MARKS})
# How titles part their readings, and who has them.
_MORE = re.compile(r"(?: ·| or) \d+ more$")
_PARTS = re.compile(r" · | or ")
_NAMES = re.compile(r"\s*\([^()]*\)$")


def trim_title(finding: Finding) -> str:
    """The title without a last part behind a colon that only repeats the readings, which stand beside it.

    It does where all that it says, but for names in brackets and gaps, is in the readings; a question keeps
    its mark. What is left as a speaker's name says with the kind what it is about.
    """
    head, colon, tail = finding.title.partition(": ")
    if not colon or len(finding.readings) < 2:
        return finding.title
    there = [_fold(reading.text) for reading in finding.readings]
    for part in _PARTS.split(_MORE.sub("", tail.removesuffix("?"))):
        said = _NAMES.sub("", part)
        pieces = [_fold(piece) for piece in said.split("…")]
        if not any(pieces) or not all(any(piece in text for text in there) for piece in pieces):
            return finding.title
    return _name_head(finding, head) + ("?" if tail.endswith("?") else "")


def _name_head(finding: Finding, head: str) -> str:
    """What a title opens with, with the kind where it is no statement: a speaker, or "Number"."""
    kind = name_kind(finding.kind)
    speaker = head.removesuffix(" quoted")
    if finding.kind in _QUOTED_KINDS and head != "Quoted" and (speaker != head or head.istitle()):
        return f"{speaker}: {kind}"
    return head if " " in head else kind.capitalize()


def ask_or_say(finding: Finding) -> str:
    """The trimmed title; a question is known by its own mark or by ``Question:`` in front."""
    title = trim_title(finding)
    return title if finding.certain or title.endswith("?") else f"Question: {title}"


def _fold(text: str) -> str:
    """The words without their marks and case."""
    return " ".join(word.strip("“”‘’\"'.,;:…") for word in text.casefold().split())


def locate_citations(citations: Sequence[Citation], letters: dict[str, str]) -> str:
    """Where some citations stand: ``A:10 B:18,20``; a source without lines has its letter alone."""
    lines: dict[str, list[int]] = {}
    for citation in citations:
        found = lines.setdefault(citation.source, [])
        if citation.line is not None and citation.line not in found:
            found.append(citation.line)
    parts = []
    for source, letter in letters.items():
        if source in lines:
            numbers = ",".join(str(line) for line in sorted(lines[source]))
            parts.append(f"{letter}:{numbers}" if numbers else letter)
    return " ".join(parts)
