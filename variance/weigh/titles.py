"""Titles of findings: a sub-editor's note that says who has what, and takes no side."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from variance.model import Reading
from variance.vocabulary import FindingKind
from variance.weigh.excerpts import clip_excerpts, clip_text, find_extra, list_excerpts

LONGEST_TITLE = 90
_MOST_READINGS = 3
_MOST_LABELS = 3
# A reading needs some twelve characters to say anything.
_LEAST_ROOM = 12
# Up to so many words that one reading has more are named as they are, of more what is left.
_SHORT_EXTRA = 6

# Two heads a kind: the short one where the long one leaves the readings too little room.
STATEMENTS = {
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

Labeller = Callable[[str], str]


def write_title(
    kind: FindingKind,
    readings: Sequence[Reading],
    get_label: Labeller,
    *,
    certain: bool = True,
    heads: Sequence[str] | None = None,
    limit: int = LONGEST_TITLE,
) -> str:
    """What differs and who has what, in at most ``limit`` characters, without a final stop.

    A finding that is not certain is a question. ``heads``, the longest first, take the place of the
    kind's own.
    """
    heads = heads or (STATEMENTS[kind] if certain else _QUESTIONS.get(kind, STATEMENTS[kind]))
    counts = range(min(len(readings), _MOST_READINGS), 0, -1)
    # Fewer readings that can be read come before all of them without a word around what differs.
    for shown in counts[:-1] or counts:
        title = _fit_title(heads, readings, shown, get_label, limit, certain=certain, is_bare=False)
        if title is not None:
            return title
    for shown in counts:
        title = _fit_title(heads, readings, shown, get_label, limit, certain=certain, is_bare=True)
        if title is not None:
            return title
    return clip_text(heads[0] + ("" if certain else "?"), limit)


def _fit_title(
    heads: Sequence[str],
    readings: Sequence[Reading],
    shown: int,
    get_label: Labeller,
    limit: int,
    *,
    certain: bool,
    is_bare: bool,
) -> str | None:
    """The title that shows so many readings; None if there is no room for it."""
    between, end = (" · ", "") if certain else (" or ", "?")
    texts = [" ".join(reading.text.split()) for reading in readings]
    rest = len(readings) - shown
    tail = (f"{between}{rest} more" if rest else "") + end
    for most in (_MOST_LABELS, 1):
        labels = [f" ({list_labels(r.sources, get_label, most)})" for r in readings[:shown]]
        frame = sum(len(label) + len("‘’") for label in labels) + len(between) * (shown - 1) + len(tail)
        fitted = _fit_readings(heads, texts, shown, limit - frame, is_bare=is_bare)
        if fitted is not None:
            parts = [_quote(text) + label for text, label in zip(fitted[1], labels, strict=True)]
            return clip_text(f"{fitted[0]}: {between.join(parts)}{tail}", limit)
    return None


def _fit_readings(
    heads: Sequence[str], texts: Sequence[str], shown: int, width: int, *, is_bare: bool
) -> tuple[str, list[str]] | None:
    """A head and excerpts that fit in a width; None if nothing true would be left.

    The last reading alone is clipped to any room, so that a title always says who has something.
    """
    rooms = {head: width - len(f"{head}: ") for head in heads}
    for cut in list_excerpts(texts, shown, is_bare=is_bare):
        for head, room in rooms.items():
            if all(cut) and sum(map(len, cut)) <= room:
                return head, cut
    head, room = heads[-1], rooms[heads[-1]]
    if is_bare and (room >= _LEAST_ROOM * shown or shown == 1):
        return head, clip_excerpts(texts, shown, max(room, 1))
    return None


def write_extra_title(
    heads: Sequence[str],
    long: Reading,
    short: Reading,
    get_label: Labeller,
    *,
    is_rest: bool = False,
    limit: int = LONGEST_TITLE,
) -> str | None:
    """What one reading has more than another: "‘and solidarity’ in 001, not in 004"; None if that is not all.

    Of several such places the longest is named and the others are counted; where more is missing than
    is left, or ``is_rest`` asks for it, what is left is named.
    """
    extra = [" ".join(long.text.split())] if not short.text else find_extra(long.text, short.text)
    if not extra or "…" in short.text or (short.text and "…" in long.text):
        return None
    tellers, others = (list_labels(reading.sources, get_label) for reading in (long, short))
    named = max(extra, key=len)
    left = " ".join(short.text.split()).strip('“”‘’",;:. ')
    if not left or (not is_rest and (len(named.split()) <= _SHORT_EXTRA or len(named) <= len(left))):
        more = f", and {len(extra) - 1} more" if len(extra) > 1 else ""
        frame, text = f"‘{{}}’ in {tellers}, not in {others}{more}", named
    else:
        frame, text = f"only ‘{{}}’ in {others}, more in {tellers}", left
    rooms = {head: limit - len(f"{head}: ") - len(frame.format("")) for head in heads}
    for least in (len(text), 2 * _LEAST_ROOM):
        for head, room in rooms.items():
            if room >= least:
                return f"{head}: {frame.format(clip_text(text, room))}"
    return None


def list_labels(sources: Sequence[str], get_label: Labeller, most: int = _MOST_LABELS) -> str:
    """The labels of sources, at most so many by name."""
    labels = [get_label(source) for source in sources]
    if len(labels) <= most:
        return ", ".join(labels)
    named = max(most - 1, 1)
    return f"{', '.join(labels[:named])} and {len(labels) - named} more"


def _quote(text: str) -> str:
    """A reading in single quotes, but for one that has marks of its own."""
    return text if text.startswith("“") else f"‘{text}’"
