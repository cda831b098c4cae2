"""Quotations in running text, by their marks.

Marks are read paragraph by paragraph with a stack, so that a forgotten mark costs one sentence and
never the rest of an article. What a straight mark does follows from its neighbours; where they do not
tell, it closes what is open and else opens. An apostrophe and a single closing mark look alike: a
single mark only opens where a closing one follows in its paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from enum import IntEnum
from itertools import pairwise

from variance.frozen import NamedTuple
from variance.text.markup import find_markup
from variance.text.patterns import LatePattern


class QuotedSpan(NamedTuple):
    """A quotation: ``text[start:end]`` with its marks, ``text[inner_start:inner_end]`` without.

    ``level`` is 0 for an outer quotation, 1 for one inside it. ``inner_end`` leaves out a comma or stop
    that stands before the closing mark. ``is_closed`` is False where no closing mark follows in its
    paragraph (a quotation that runs on in the next).
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    level: int
    is_closed: bool


class _Family(IntEnum):
    """Marks that close each other."""

    DOUBLE = 0
    SINGLE = 1
    ANGLE = 2
    SMALL_ANGLE = 3


_MARK = re.compile("``|''|[\"“”„‟″«»‹›'‘’‚‛`´′]")
_FAMILY = {
    **dict.fromkeys(('"', "“", "”", "„", "‟", "″", "``", "''"), _Family.DOUBLE),
    **dict.fromkeys(("'", "‘", "’", "‚", "‛", "`", "´", "′"), _Family.SINGLE),
    **dict.fromkeys("«»", _Family.ANGLE),
    **dict.fromkeys("‹›", _Family.SMALL_ANGLE),
}
# Marks that open wherever they stand, unless one of theirs is open and the place is one for closing.
_OPENERS = frozenset("“„‟‘‚‛«‹`") | {"``"}
_CLOSERS = frozenset("”’»›´") | {"''"}
_STRAIGHT = frozenset("\"″'′")

_LEFT_OF_OPENING = frozenset("([{<—–-/|=:")
_RIGHT_OF_CLOSING = frozenset(".,;:!?)]}>…—–-/|*")
# Words that begin with an apostrophe, so that the mark before them opens nothing.
_CLIPPED = LatePattern(
    r"(?:em|tis|twas|til|till|cause|cos|n|round|bout|neath|fraid|nuff|\d\ds?)\b", re.IGNORECASE
)
_ROLL = LatePattern(r"['‘’]n['’]", re.IGNORECASE)  # rock 'n' roll
_FEET = LatePattern(r"\d\s?['’′]\s?\d{1,2}$")
_FIRST_MARK = LatePattern(r"[\s>*_#]*(``|''|[\"“”„‟«»‹›'‘‚‛])")
_LONGEST_ABBREVIATION = 12  # characters looked at: "U.N.E.S.C.O."
_ABBREVIATION = LatePattern(r"(?:\b[A-Za-z]\.){2,}$")

# Real quotations nest two or three deep; marks beyond that are noise or an attack.
_DEEPEST = 4


class _Mark:
    """A mark and what its neighbours let it do."""

    __slots__ = (
        *("start", "end", "glyph", "family", "can_open", "can_close"),
        *("is_strong", "is_doubtful", "strong_follows"),
    )

    def __init__(self, match: re.Match[str], family: _Family, *, can_open: bool, can_close: bool) -> None:
        self.start, self.end = match.span()
        self.glyph = match.group()
        self.family = family
        self.can_open = can_open
        self.can_close = can_close
        self.is_strong = False  # a closing mark that is no apostrophe and no inch
        self.is_doubtful = False  # looks like a possessive's apostrophe, a clipped word or an inch
        self.strong_follows = False  # a strong closing mark comes before the next opening one


def find_quotations(
    text: str, spans: Sequence[tuple[int, int]], *, markup: bool = False
) -> tuple[QuotedSpan, ...]:
    """The quotations of a text, in the order of their starts; only marks inside ``spans`` count.

    ``spans`` are the units that tell the story, in order; those that no line break parts are one
    paragraph. A quotation whose mark is never closed runs to its paragraph's end if the next paragraph
    opens with a mark too, and else ends with its unit. With ``markup`` marks inside Markdown's inline
    markup are passed over. Linear in the length.
    """
    found: list[QuotedSpan] = []
    paragraphs = list(_group_paragraphs(text, spans))
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1][0] if number + 1 < len(paragraphs) else None
        marks = _read_marks(text, paragraph, markup=markup)
        if marks:
            found += _close_paragraph(text, paragraph, following, marks)
    return _set_levels(found)


def _group_paragraphs(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], ...]]:
    """The units of each paragraph.

    Where most paragraphs are parted by blank lines, a single line break is a wrapped line.
    """
    breaks = [text.count("\n", one[1], two[0]) for one, two in pairwise(spans)]
    blank = sum(count > 1 for count in breaks)
    fewest = 2 if blank * 2 > sum(count > 0 for count in breaks) else 1
    first = 0
    for number, count in enumerate(breaks):
        if count >= fewest:
            yield tuple(spans[first : number + 1])
            first = number + 1
    if spans:
        yield tuple(spans[first:])


def _read_marks(text: str, paragraph: tuple[tuple[int, int], ...], *, markup: bool) -> list[_Mark]:
    """The marks of a paragraph that may open or close a quotation, with what stands around them."""
    marks: list[_Mark] = []
    for start, end in paragraph:
        hidden = find_markup(text, start, end) if markup else ()
        starts = dict(hidden)
        ends = {hidden_end: hidden_start for hidden_start, hidden_end in hidden}
        position = start
        for gap_start, gap_end in (*hidden, (end, end)):
            for match in _MARK.finditer(text, position, gap_start):
                before, after = match.span()
                while before in ends:
                    before = ends[before]
                while after in starts:
                    after = starts[after]
                left = text[before - 1] if before > start else " "
                right = text[after] if after < end else " "
                mark = _judge_mark(text, match, left, right, marks[-1] if marks else None)
                if mark is not None:
                    marks.append(mark)
            position = max(position, gap_end)
    _look_ahead(marks)
    return marks


def _judge_mark(text: str, match: re.Match[str], left: str, right: str, last: _Mark | None) -> _Mark | None:
    """What a mark can do between its neighbours; None for an apostrophe, feet and inches."""
    glyph, family, start = match.group(), _FAMILY[match.group()], match.start()
    if left.isdigit() and (
        glyph in "″′" or (family is _Family.DOUBLE and _FEET.search(text, start - 6, start))
    ):
        return None
    if family is _Family.SINGLE and (
        (left.isalnum() and right.isalnum())
        or (
            "n" in text[max(start - 1, 0) : start + 2].casefold()
            and (_ROLL.match(text, start) or _ROLL.match(text, start - 2))
        )
    ):
        return None
    if last is not None and last.end == start:
        # Two marks that touch look the same way: "'No" opens twice, no'" closes twice.
        opens_left = last.can_open and not last.can_close
    else:
        opens_left = left.isspace() or left in _LEFT_OF_OPENING
    closes_right = right.isspace() or right in _RIGHT_OF_CLOSING or right in _FAMILY
    can_open = opens_left and not right.isspace()
    can_close = not (left.isspace() or left in "([{" or (opens_left and left in _FAMILY)) and closes_right
    if family is not _Family.SINGLE and not can_open and not can_close:
        can_open, can_close = glyph not in _CLOSERS, glyph not in _OPENERS
    mark = _Mark(match, family, can_open=can_open, can_close=can_close)
    _weigh_glyph(text, mark, left, right)
    return mark


def _weigh_glyph(text: str, mark: _Mark, left: str, right: str) -> None:
    """Let a curly glyph count beside its neighbours, and mark what may be an apostrophe or an inch."""
    if mark.glyph in _OPENERS and not right.isspace():
        mark.can_open = True
    elif mark.glyph in _CLOSERS and not left.isspace():
        mark.can_close = mark.can_close or mark.family is not _Family.SINGLE
    if mark.family is _Family.SINGLE:
        is_clipped = mark.can_open and (mark.glyph in "’´" or _CLIPPED.match(text, mark.end) is not None)
        is_plural = mark.can_close and right.isspace() and (left in "sSzZ" or left.isdigit())
        mark.is_doubtful = is_clipped or is_plural
    elif mark.family is _Family.DOUBLE and left.isdigit():
        mark.is_doubtful = True
    mark.is_strong = mark.can_close and not mark.is_doubtful


def _look_ahead(marks: list[_Mark]) -> None:
    """Tell every mark whether a sure closing mark of its family comes before a sure opening one."""
    for family in (_Family.DOUBLE, _Family.SINGLE):
        strong = False
        for mark in reversed([mark for mark in marks if mark.family is family]):
            mark.strong_follows = strong
            if mark.is_strong:
                strong = True
            elif mark.can_open and not mark.is_doubtful:
                strong = False


def _match_marks(marks: list[_Mark]) -> tuple[list[tuple[_Mark, _Mark]], list[_Mark]]:
    """The opening and closing marks that belong together, and the opening ones left over."""
    pairs: list[tuple[_Mark, _Mark]] = []
    left_over: list[_Mark] = []
    stack: list[_Mark] = []
    for mark in marks:
        place = _find_open(stack, mark)
        if place is not None and mark.can_close and not (mark.is_doubtful and mark.strong_follows):
            pairs.append((stack[place], mark))
            del stack[place:]
        elif mark.can_open:
            if mark.is_doubtful and (place is not None or not mark.strong_follows):
                continue
            if place is not None and mark.glyph in _STRAIGHT and stack[place].glyph in _STRAIGHT:
                # A straight mark opens while one is open: the first was never closed.
                left_over += stack[place:]
                del stack[place:]
            if len(stack) == _DEEPEST:
                left_over.append(stack.pop(0))
            stack.append(mark)
    return pairs, sorted(left_over + stack, key=lambda mark: mark.start)


def _find_open(stack: list[_Mark], mark: _Mark) -> int | None:
    """The place of the opening mark that this one would close, past forgotten single marks."""
    for place in range(len(stack) - 1, -1, -1):
        if stack[place].family is mark.family:
            return place
        if stack[place].family is not _Family.SINGLE:
            return None
    return None


def _close_paragraph(
    text: str, paragraph: tuple[tuple[int, int], ...], following: tuple[int, int] | None, marks: list[_Mark]
) -> Iterator[QuotedSpan]:
    """The quotations of one paragraph, in the order of their starts, without levels."""
    pairs, left_over = _match_marks(marks)
    spans = [(opening, closing.end, closing.start, True) for opening, closing in pairs]
    spans.sort(key=lambda span: span[0].start)
    opened = [mark for mark in left_over if _stays_open(text, mark, paragraph, following)]
    ends = [end for _, end in paragraph]
    bounds = [span[0].start for span in spans]
    open_spans = []
    for number, mark in enumerate(opened):
        is_last = number + 1 == len(opened)
        end = ends[bisect_right(ends, mark.start)]
        if is_last and _opens_with(text, following, mark.family):
            end = ends[-1]
        elif not is_last:
            end = min(end, opened[number + 1].start)
        # Stop before a closed quotation that would be cut in two.
        for place in range(bisect_right(bounds, mark.start), bisect_right(bounds, end)):
            if bounds[place] < end < spans[place][1]:
                end = bounds[place]
                break
        open_spans.append((mark, end, end, False))
    for opening, end, inner_end, is_closed in sorted([*spans, *open_spans], key=lambda span: span[0].start):
        trimmed = end if is_closed else opening.end + len(text[opening.end : end].rstrip())
        inner = _trim_inner(text, opening.end, min(inner_end, trimmed))
        if inner[0] < inner[1]:
            yield QuotedSpan(opening.start, trimmed, *inner, level=0, is_closed=is_closed)


def _stays_open(
    text: str,
    mark: _Mark,
    paragraph: tuple[tuple[int, int], ...],
    following: tuple[int, int] | None,
) -> bool:
    """Whether an opening mark without its partner is a quotation still, and no slip or apostrophe."""
    if mark.glyph in "»›" or (mark.can_close and mark.glyph in _STRAIGHT):
        return False
    if mark.family in (_Family.DOUBLE, _Family.ANGLE):
        return True
    at_start = not text[paragraph[0][0] : mark.start].strip()
    return at_start and _opens_with(text, following, mark.family)


def _opens_with(text: str, span: tuple[int, int] | None, family: _Family) -> bool:
    """Whether a unit begins with a mark of that family."""
    if span is None:
        return False
    match = _FIRST_MARK.match(text, *span)
    return match is not None and _FAMILY[match[1]] is family


def _trim_inner(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds without white space and one last comma or stop (not an abbreviation's)."""
    inner = text[start:end]
    start += len(inner) - len(inner.lstrip())
    end = start + len(inner.strip())
    is_stopped = end > start and text[end - 1] in ",." and text[max(start, end - 2) : end] != ".."
    # "U.S.": another stop stands two characters before the last.
    is_dotted = is_stopped and text[end - 1] == "." and text[max(end - 3, 0) : end - 2] == "."
    first = max(start, end - _LONGEST_ABBREVIATION)
    if is_stopped and not (is_dotted and _ABBREVIATION.search(text, first, end)):
        end = start + len(text[start : end - 1].rstrip())
    return start, max(start, end)


def _set_levels(spans: Sequence[QuotedSpan]) -> tuple[QuotedSpan, ...]:
    """The quotations with their depth: how many others enclose each."""
    levelled: list[QuotedSpan] = []
    enclosing: list[int] = []
    for span in spans:
        while enclosing and enclosing[-1] <= span.start:
            enclosing.pop()
        levelled.append(span._replace(level=len(enclosing)))
        enclosing.append(span.end)
    return tuple(levelled)
