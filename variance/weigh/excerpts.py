"""Excerpts: what readings differ in, cut to the room there is and marked where they are cut.

The first reading, the base's, is compared with each of the others; an excerpt is made of the places where
they differ, those that tell most first, with as many words around them as fit. So a long quotation is
shown by the "potentially" and the "of course" in it, and not by how it opens.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from variance.frozen import NamedTuple
from variance.lexicon.spelling import find_spelling
from variance.lexicon.tables import load_hedges
from variance.text.patterns import LatePattern
from variance.text.worddiff import diff_keys
from variance.text.wordlists import FUNCTION_WORDS, list_words

# A reading of up to eight words is shown whole; of longer ones what differs, with words on either side.
_SHORT_READING = 8
_CONTEXT = 4
# A title shows as much around a difference as fits, up to five words.
_MOST_CONTEXT = 5
# What still differs over a long stretch is cut in its middle.
_LONGEST_READING = 22
# Beyond these many places an excerpt is a text again.
_MOST_PLACES = 6
# Of what differs over a long stretch an excerpt of a title opens with this many words.
_LONGEST_PLACE = 7
_GAP = "…"
_MARKS = "“”‘’\"'.,;:!?()[]…–—"
# What may not begin or end an excerpt: marks that were torn from their partner.
_STRAY = '“”‘’",;:–—-…'
_PARTING = " ,;:–—-"
_OPENING = "“‘\"'"
_CLOSING = "”’\"'"
_DOUBLE_CLOSING = '”"'  # a single one may be an apostrophe
_INVISIBLE = LatePattern(r"[^\S ]|[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_NEGATIONS = frozenset(list_words("not no never without neither nor none nobody nothing cannot"))
# Words of a difference that count towards its weight; more of them make it longer, not graver.
_MOST_COUNTED = 2
_TELLING_WEIGHT = 4
# A reading of so few words is not cut: "big" of "big mistake" says nothing.
_FEW_WORDS = 4


class _Place(NamedTuple):
    """Where the reading of that number differs from the first: words of the first, words of its own."""

    reading: int
    first: tuple[int, int]
    own: tuple[int, int]
    weight: int


def trim_readings(texts: Sequence[str]) -> list[str]:
    """Long readings cut to the places where they differ, with some words around each; ``…`` for the rest."""
    if max(len(text.split()) for text in texts) <= _SHORT_READING:
        return [" ".join(text.split()) for text in texts]
    words = [text.split() for text in texts]
    places = _find_places(tuple(texts))[:_MOST_PLACES]
    if not places:
        return [_cut_middle(own, _LONGEST_READING) for own in words]
    return [
        _cut_middle(_cite_places(own, _list_ranges(places, at, len(own), _CONTEXT), has_ends=True))
        for at, own in enumerate(words)
    ]


def list_excerpts(texts: Sequence[str], shown: int, *, is_bare: bool = False) -> Iterator[list[str]]:
    """Excerpts of the first of the texts: of all in which they differ, then of what tells most of it.

    Of those that show the same places the longest come first; none is empty. ``is_bare`` gives the last
    resort, the places without a word around them.
    """
    if not is_bare:
        yield [" ".join(text.split()).strip(_PARTING) for text in texts[:shown]]
    words = [text.split() for text in texts]
    places = _find_places(tuple(texts))
    contexts = (0,) if is_bare else range(_MOST_CONTEXT, 0, -1)
    seen: set[tuple[tuple[tuple[int, int], ...], ...]] = set()
    for kept in range(min(len(places), _MOST_PLACES), 0, -1):
        for context in contexts:
            for has_edge in (True, False):
                ranges = tuple(
                    tuple(_list_ranges(places[:kept], at, len(own), context, has_edge=has_edge))
                    for at, own in enumerate(words[:shown])
                )
                if ranges in seen:
                    continue  # more words around the places were asked for than there are
                seen.add(ranges)
                chosen = [
                    _cite_places(own, own_ranges, has_ends=False)
                    for own, own_ranges in zip(words, ranges, strict=False)
                ]
                # A reading of which the chosen places say nothing is no excerpt of it.
                if all(chosen):
                    yield [" ".join(own) for own in chosen]


def clip_excerpts(texts: Sequence[str], shown: int, room: int) -> list[str]:
    """The first of the texts cut to the room they have together; short ones leave theirs to the others."""
    words = [text.split() for text in texts]
    places = _find_places(tuple(texts))[:1]
    cores = [
        " ".join(_cite_places(own, _list_ranges(places, at, len(own), 0), has_ends=False))
        or " ".join(own).strip(_PARTING)
        for at, own in enumerate(words[:shown])
    ]
    clipped = [""] * len(cores)
    left = room
    for position, place in enumerate(sorted(range(len(cores)), key=lambda at: (len(cores[at]), at))):
        clipped[place] = clip_text(cores[place], left // (len(cores) - position))
        left -= len(clipped[place])
    return clipped


def clip_text(text: str, width: int) -> str:
    """The text, or as many of its first words as fit with an ellipsis behind them."""
    text = " ".join(text.split())
    if len(text) <= width:
        return text
    cut = text[: max(width - 1, 0)]
    whole = cut.rsplit(" ", 1)[0] if " " in cut else cut
    return whole.rstrip(" ,;:·(–—-…") + _GAP


def show_hidden(text: str) -> str:
    """The text with every invisible or reversing character by its code point."""
    return _INVISIBLE.compile().sub(lambda match: f"⟨U+{ord(match.group()):04X}⟩", text)


def find_extra(long: str, short: str) -> list[str]:
    """The stretches of words that one text has and another, which has none of its own, lacks.

    Empty if the other has words of its own or both are the same.
    """
    words = long.split()
    places = diff_keys(_list_keys(short.split()), _list_keys(words))
    if any(place.a_start < place.a_end for place in places):
        return []
    return [_strip_marks(" ".join(words[place.b_start : place.b_end])) for place in places]


def is_telling(words: Sequence[str]) -> bool:
    """Whether a run of words holds a hedge, a negation or a figure."""
    hedges = _list_hedges()
    keys = [word.strip(_MARKS).casefold() for word in words]
    pairs = pairwise(keys)
    return any(
        key in hedges or key in _NEGATIONS or key.endswith("n't") or any(map(str.isdigit, key))
        for key in keys
    ) or any(f"{one} {two}" in hedges for one, two in pairs)


@cache
def _list_hedges() -> frozenset[str]:
    return frozenset(load_hedges())


# A title is tried at several lengths, each of the same texts.
@lru_cache(maxsize=64)
def _find_places(texts: tuple[str, ...]) -> tuple[_Place, ...]:
    """Where the first text and each of the others differ, the most telling first."""
    words = [text.split() for text in texts]
    keys = [_list_keys(own) for own in words]
    found = []
    for number in range(1, len(words)):
        for edit in diff_keys(keys[0], keys[number]):
            own = words[0][edit.a_start : edit.a_end]
            other = words[number][edit.b_start : edit.b_end]
            content = sum(
                key not in FUNCTION_WORDS and key != ""
                for key in (*keys[0][edit.a_start : edit.a_end], *keys[number][edit.b_start : edit.b_end])
            )
            weight = min(content, _MOST_COUNTED) + _TELLING_WEIGHT * is_telling((*own, *other))
            is_end = edit.a_start == 0 or edit.a_end == len(keys[0])
            if is_end and not (own and other):
                weight = -1  # where a reading begins or ends tells less than what it says
            found.append(_Place(number, (edit.a_start, edit.a_end), (edit.b_start, edit.b_end), weight))
    # One place of each reading goes before the second of any, so that no reading is left unexplained.
    found.sort(key=lambda place: (-place.weight, place.first, place.reading))
    seen: dict[int, int] = {}
    turns = []
    for place in found:
        turns.append(seen.get(place.reading, 0))
        seen[place.reading] = turns[-1] + 1
    order = sorted(range(len(found)), key=lambda at: (turns[at] > 0, at))
    return tuple(found[at] for at in order)


def _list_ranges(
    places: Sequence[_Place], reading: int, size: int, context: int, *, has_edge: bool = True
) -> list[tuple[int, int]]:
    """The words of a reading to show for those places, in order, those next to each other joined.

    Where the reading lacks words, the words on either side stand for them. ``has_edge``: the one word
    that is left at either end is shown too, as the sign for it is no shorter.
    """
    if size <= _FEW_WORDS:
        return [(0, size)]
    ranges = []
    for place in places:
        if reading and place.reading != reading:
            continue
        start, end = place.own if reading else place.first
        around = max(context, 1) if start == end else context
        start, end = max(start - around, 0), min(end + around, size)
        if has_edge:
            start, end = start if start > 1 else 0, end if end < size - 1 else size
        ranges.append((start, end))
    joined: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        # An ellipsis in place of one word saves nothing.
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _cite_places(words: Sequence[str], ranges: Sequence[tuple[int, int]], *, has_ends: bool) -> list[str]:
    """The words of those ranges with ellipses between them, and at the ends if ``has_ends``."""
    shown: list[str] = []
    for start, end in ranges:
        if shown or (has_ends and start > 0):
            shown.append(_GAP)
        text = " ".join(words[start:end])
        if not has_ends:
            text = _strip_marks(text)
            own = text.split()
            if len(own) > 2 * _LONGEST_PLACE:
                text = " ".join(own[:_LONGEST_PLACE]) + _GAP
        shown += text.split()
    if has_ends and ranges and ranges[-1][1] < len(words):
        shown.append(_GAP)
    return [word for word in shown if word != ""] if any(word != _GAP for word in shown) else []


def _strip_marks(text: str) -> str:
    """The text without marks at its ends, and without quotation marks in it that have lost their partner."""
    words = text.strip(_STRAY + " ").rstrip(".").split()
    opened: list[int] = []
    for at, word in enumerate(words):
        if word[0] in _OPENING:
            opened.append(at)
        if word[-1] in _CLOSING and opened:
            opened.pop()
        elif word[-1] in _DOUBLE_CLOSING:
            words[at] = word[:-1]
    for at in opened:
        words[at] = words[at][1:]
    return " ".join(word for word in words if word)


def _list_keys(words: Sequence[str]) -> tuple[str, ...]:
    """The words without marks, case and conventions of spelling, which are no difference here."""
    return tuple(find_spelling(word.strip(_MARKS).casefold()) for word in words)


def _cut_middle(words: Sequence[str], most: int = _LONGEST_READING) -> str:
    """The words, of very many the first and the last."""
    if len(words) > most:
        half = most // 2
        words = [*words[:half], _GAP, *words[-half:]]
    return " ".join(words)
