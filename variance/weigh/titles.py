"""Titles of findings: a sub-editor's note that says who has what, and takes no side."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from variance.model import FindingKind, Reading
from variance.weigh.excerpts import clip_excerpts, clip_text, fit_excerpts

LONGEST_TITLE = 90
_MOST_READINGS = 3
_MOST_LABELS = 3
# A reading needs some ten characters to say anything.
_LEAST_ROOM = 10
# Of longer passages a title shows the opening and not what differs; the readings do that.
_LONG_READING = 8

# Two heads a kind: the short one where the long one leaves the readings too little room.
_STATEMENTS = {
    FindingKind.HIDDEN_CHARACTERS: ("Hidden characters differ", "Hidden"),
    FindingKind.QUOTE_ALTERED: ("Quotation differs", "Quoted"),
    FindingKind.NUMBER: ("Number differs", "Number"),
    FindingKind.DATE_TIME: ("Date or time differs", "When"),
    FindingKind.NEGATION: ("Negation differs", "Negation"),
    FindingKind.NAME: ("Name differs", "Name"),
    FindingKind.CERTAINTY: ("Certainty differs", "Certainty"),
    FindingKind.CONFLICT: ("Accounts differ", "Differs"),
    FindingKind.ATTRIBUTION: ("Attribution differs", "Source"),
    FindingKind.QUOTE_MARKS: ("In quotation marks or not", "Marks"),
    FindingKind.QUOTE_CUT: ("Quoted at different length", "Quoted"),
    FindingKind.LABEL: ("Choice of label", "Label"),
    FindingKind.WORDING: ("Wording differs", "Wording"),
}
_QUESTIONS = {
    FindingKind.QUOTE_ALTERED: ("The same words, translated twice", "Same words"),
    FindingKind.NUMBER: ("Which number", "Number"),
    FindingKind.DATE_TIME: ("Which day or time", "When"),
    FindingKind.NEGATION: ("Affirmed or denied", "Denied"),
    FindingKind.NAME: ("Which name", "Name"),
    FindingKind.CERTAINTY: ("How certain", "Certainty"),
    FindingKind.CONFLICT: ("Which of these", "Which"),
    FindingKind.ATTRIBUTION: ("Who says so", "Source"),
}


def write_title(
    kind: FindingKind,
    readings: Sequence[Reading],
    get_label: Callable[[str], str],
    *,
    certain: bool = True,
    heads: tuple[str, str] | None = None,
) -> str:
    """What differs and who has what, in at most 90 characters, without a final stop.

    A finding that is not certain is a question. ``heads``, long and short, take the place of the kind's own.
    """
    heads = heads or (_STATEMENTS[kind] if certain else _QUESTIONS.get(kind, _STATEMENTS[kind]))
    between, end = (" · ", "") if certain else (" or ", "?")
    texts = [" ".join(reading.text.split()) for reading in readings]
    labels = [f" ({list_labels(reading.sources, get_label)})" for reading in readings]
    for shown in range(min(len(readings), _MOST_READINGS), 0, -1):
        rest = len(readings) - shown
        tail = (f"{between}{rest} more" if rest else "") + end
        frame = (
            sum(len(label) + len("‘’") for label in labels[:shown]) + len(between) * (shown - 1) + len(tail)
        )
        rooms = {head: LONGEST_TITLE - frame - len(f"{head}: ") for head in heads}
        fitted = {head: cut for head, room in rooms.items() if (cut := fit_excerpts(texts, shown, room))}
        if not fitted and min(len(text.split()) for text in texts) > _LONG_READING:
            return _write_long_title(heads, readings[:shown], texts[0], get_label, end)
        if not fitted and (rooms[heads[1]] >= _LEAST_ROOM * shown or shown == 1):
            head = heads[0] if rooms[heads[0]] >= 2 * _LEAST_ROOM * shown else heads[1]
            fitted = {head: clip_excerpts(texts, shown, max(rooms[head], 1))}
        for head, cut in fitted.items():
            parts = [_quote(text) + label for text, label in zip(cut, labels, strict=False)]
            return clip_text(f"{head}: {between.join(parts)}{tail}", LONGEST_TITLE)
    return clip_text(heads[0] + end, LONGEST_TITLE)


def _write_long_title(
    heads: tuple[str, str],
    readings: Sequence[Reading],
    text: str,
    get_label: Callable[[str], str],
    end: str,
) -> str:
    """Who stands against whom, and how the passage opens: where no excerpt could show what differs."""
    sides = " · ".join(list_labels(reading.sources, get_label) for reading in readings)
    for head in heads:
        room = LONGEST_TITLE - len(f"{head} ({sides}): ‘’{end}")
        if room >= 2 * _LEAST_ROOM:
            return f"{head} ({sides}): ‘{clip_text(text, room)}’{end}"
    return clip_text(f"{heads[1]} ({sides}){end}", LONGEST_TITLE)


def list_labels(sources: Sequence[str], get_label: Callable[[str], str]) -> str:
    """The labels of sources, the first three by name."""
    labels = [get_label(source) for source in sources]
    if len(labels) <= _MOST_LABELS:
        return ", ".join(labels)
    return f"{', '.join(labels[: _MOST_LABELS - 1])} and {len(labels) - _MOST_LABELS + 1} more"


def _quote(text: str) -> str:
    """A reading in single quotes, but for one that has marks of its own."""
    return text if text.startswith("“") else f"‘{text}’"
