"""Titles of findings: a sub-editor's note that says who has what, and takes no side."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from variance.model import FindingKind, Reading

LONGEST_TITLE = 90
_MOST_READINGS = 3
_MOST_LABELS = 3
# A reading of up to eight words is shown whole; of longer ones what differs, with two words on either side.
_SHORT_READING = 8
_CONTEXT = 2
# What still differs over a long stretch is cut in its middle.
_LONGEST_READING = 22
_GAP = "…"

_STATEMENTS = {
    FindingKind.HIDDEN_CHARACTERS: "Hidden characters differ",
    FindingKind.QUOTE_ALTERED: "Quotation differs",
    FindingKind.NUMBER: "Number differs",
    FindingKind.DATE_TIME: "Date or time differs",
    FindingKind.NEGATION: "Negation differs",
    FindingKind.NAME: "Name differs",
    FindingKind.CERTAINTY: "Certainty differs",
    FindingKind.CONFLICT: "Accounts differ",
    FindingKind.ATTRIBUTION: "Attribution differs",
    FindingKind.QUOTE_MARKS: "Quotation marks differ",
    FindingKind.QUOTE_CUT: "Quoted at different length",
    FindingKind.LABEL: "Choice of label",
    FindingKind.WORDING: "Wording differs",
}
_QUESTIONS = {
    FindingKind.QUOTE_ALTERED: "Same words, another translation",
    FindingKind.NUMBER: "Which number",
    FindingKind.DATE_TIME: "Which day or time",
    FindingKind.NEGATION: "Affirmed or denied",
    FindingKind.NAME: "Which name",
    FindingKind.CERTAINTY: "How certain",
    FindingKind.CONFLICT: "Which of these",
    FindingKind.ATTRIBUTION: "Who says so",
}
_INVISIBLE = re.compile(r"[^\S ]|[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


def write_title(
    kind: FindingKind,
    readings: Sequence[Reading],
    get_label: Callable[[str], str],
    *,
    certain: bool = True,
    subject: str | None = None,
) -> str:
    """What differs and who has what, in at most 90 characters, without a final stop.

    A finding that is not certain is a question. ``subject`` takes the place of the kind's own words.
    """
    head = subject or (_STATEMENTS[kind] if certain else _QUESTIONS.get(kind, _STATEMENTS[kind]))
    between, end = (" · ", "") if certain else (" or ", "?")
    for shown in range(min(len(readings), _MOST_READINGS), 0, -1):
        rest = len(readings) - shown
        more = f"{between}{rest} more" if rest else ""
        frame = f"{head}: {more}{end}"
        labels = [f" ({list_labels(reading.sources, get_label)})" for reading in readings[:shown]]
        room = LONGEST_TITLE - len(frame) - len(between) * (shown - 1)
        room -= sum(len(label) + 2 for label in labels)
        # A reading needs some ten characters to say anything.
        if room >= 10 * shown or shown == 1:
            texts = _share_room(
                [" ".join(reading.text.split()) for reading in readings[:shown]], max(room, 1)
            )
            parts = [_quote(text) + label for text, label in zip(texts, labels, strict=True)]
            return clip_text(f"{head}: {between.join(parts)}{more}{end}", LONGEST_TITLE)
    return clip_text(head + end, LONGEST_TITLE)


def list_labels(sources: Sequence[str], get_label: Callable[[str], str]) -> str:
    """The labels of sources, the first three by name."""
    labels = [get_label(source) for source in sources]
    if len(labels) <= _MOST_LABELS:
        return ", ".join(labels)
    return f"{', '.join(labels[: _MOST_LABELS - 1])} and {len(labels) - _MOST_LABELS + 1} more"


def clip_text(text: str, width: int) -> str:
    """The text, or as many of its first words as fit with an ellipsis behind them."""
    text = " ".join(text.split())
    if len(text) <= width:
        return text
    cut = text[: max(width - 1, 0)]
    whole = cut.rsplit(" ", 1)[0] if " " in cut else cut
    return whole.rstrip(" ,;:·(–—-") + _GAP


def show_hidden(text: str) -> str:
    """The text with every invisible or reversing character by its code point."""
    return _INVISIBLE.sub(lambda match: f"⟨U+{ord(match.group()):04X}⟩", text)


def trim_readings(texts: Sequence[str]) -> list[str]:
    """Long readings without what all of them begin and end with, but for two words of context."""
    words = [text.split() for text in texts]
    if len(words) < 2 or max(map(len, words)) <= _SHORT_READING:
        return [" ".join(own) for own in words]
    keys = [[word.strip("“”‘’\"'.,;:!?()[]").casefold() for word in own] for own in words]
    shortest = min(map(len, keys))
    first = 0
    while first < shortest and len({own[first] for own in keys}) == 1:
        first += 1
    last = 0
    while last < shortest - first and len({own[-1 - last] for own in keys}) == 1:
        last += 1
    return [_cut_middle(own, max(first - _CONTEXT, 0), max(last - _CONTEXT, 0)) for own in words]


def _cut_middle(words: Sequence[str], first: int, last: int) -> str:
    """Words between two cuts, each cut marked; a long rest is cut in its middle too."""
    kept = list(words[first : len(words) - last])
    if len(kept) > _LONGEST_READING:
        half = _LONGEST_READING // 2
        kept = [*kept[:half], _GAP, *kept[-half:]]
    return " ".join([_GAP] * (first > 0) + kept + [_GAP] * (last > 0))


def _quote(text: str) -> str:
    """A reading in single quotes, but for one that has marks of its own."""
    return text if text.startswith("“") else f"‘{text}’"


def _share_room(texts: Sequence[str], room: int) -> list[str]:
    """The texts clipped to the room they have together; short ones leave theirs to the others."""
    clipped = dict.fromkeys(range(len(texts)), "")
    left = room
    for position, place in enumerate(sorted(clipped, key=lambda place: (len(texts[place]), place))):
        width = left // (len(texts) - position)
        clipped[place] = clip_text(texts[place], width)
        left -= len(clipped[place])
    return [clipped[place] for place in range(len(texts))]
