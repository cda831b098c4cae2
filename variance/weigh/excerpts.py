"""Excerpts: what readings differ in, cut to the room there is and marked where they are cut."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

# A reading of up to eight words is shown whole; of longer ones what differs, with two words on either side.
_SHORT_READING = 8
_CONTEXT = 2
# A title shows as much around a difference as fits, up to five words.
_MOST_CONTEXT = 5
# What still differs over a long stretch is cut in its middle.
_LONGEST_READING = 22
_GAP = "…"
_MARKS = "“”‘’\"'.,;:!?()[]"
_INVISIBLE = re.compile(r"[^\S ]|[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


def trim_readings(texts: Sequence[str]) -> list[str]:
    """Long readings without what all of them begin and end with, but for two words of context."""
    if max(len(text.split()) for text in texts) <= _SHORT_READING:
        return [" ".join(text.split()) for text in texts]
    return _cut_shared(texts, _CONTEXT)


def fit_excerpts(texts: Sequence[str], shown: int, room: int) -> list[str] | None:
    """The first of the texts in the room they have together, so that each still shows what it differs in.

    None if that cannot be done without cutting what differs.
    """
    for candidate in _list_excerpts(texts):
        cut = candidate[:shown]
        if sum(map(len, cut)) <= room and all(text.strip(f"{_GAP} ") for text in cut):
            return cut
    return None


def clip_excerpts(texts: Sequence[str], shown: int, room: int) -> list[str]:
    """The first of the texts cut to the room they have together; short ones leave theirs to the others."""
    cores = _cut_shared(texts, 0)[:shown]
    if not all(core.strip(f"{_GAP} ") for core in cores):
        cores = [" ".join(text.split()) for text in texts[:shown]]
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
    return whole.rstrip(" ,;:·(–—-") + _GAP


def show_hidden(text: str) -> str:
    """The text with every invisible or reversing character by its code point."""
    return _INVISIBLE.sub(lambda match: f"⟨U+{ord(match.group()):04X}⟩", text)


def _list_excerpts(texts: Sequence[str]) -> Iterator[list[str]]:
    """Ever shorter excerpts that keep what the texts differ in."""
    yield [" ".join(text.split()) for text in texts]
    for context in range(_MOST_CONTEXT, -1, -1):
        yield _cut_shared(texts, context)
    words = [text.split() for text in texts]
    keys = [_list_keys(text) for text in texts]
    # One text is the end, or the beginning, of the others: those keep as much and a little more.
    second = sorted(map(len, words))[-2] if len(words) > 1 else len(words[0])
    for more in range(_CONTEXT, 0, -1):
        size = second + more
        if len({own[-1:] for own in keys}) == 1:
            yield [" ".join(own) if len(own) <= size else _GAP + " ".join(own[-size:]) for own in words]
        elif len({own[:1] for own in keys}) == 1:
            yield [" ".join(own) if len(own) <= size else " ".join(own[:size]) + _GAP for own in words]


def _cut_shared(texts: Sequence[str], context: int) -> list[str]:
    """The texts without the words that all begin and end with, but for some words of context."""
    words = [text.split() for text in texts]
    if len(words) < 2:
        return [_cut_middle(own, 0, 0) for own in words]
    keys = [_list_keys(text) for text in texts]
    shortest = min(map(len, keys))
    first = 0
    while first < shortest and len({own[first] for own in keys}) == 1:
        first += 1
    last = 0
    while last < shortest - first and len({own[-1 - last] for own in keys}) == 1:
        last += 1
    # An ellipsis in place of a word or two saves nothing.
    first, last = (cut if cut > _CONTEXT else 0 for cut in (first - context, last - context))
    return [_cut_middle(own, first, last) for own in words]


def _list_keys(text: str) -> tuple[str, ...]:
    return tuple(word.strip(_MARKS).casefold() for word in text.split())


def _cut_middle(words: Sequence[str], first: int, last: int) -> str:
    """Words between two cuts, each cut marked; a long rest is cut in its middle too."""
    kept = list(words[first : len(words) - last])
    if len(kept) > _LONGEST_READING:
        half = _LONGEST_READING // 2
        kept = [*kept[:half], _GAP, *kept[-half:]]
    return " ".join([_GAP] * (first > 0) + kept + [_GAP] * (last > 0))
