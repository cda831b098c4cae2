"""Plain text to blocks: paragraphs that end at blank lines or at single newlines give the same blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from variance.read.document import Block, BlockKind
from variance.read.lines import split_lines
from variance.text.patterns import LatePattern

# The widest column at which mail programs, editors and agencies break lines is 80; 100 leaves room.
# A longer line was not broken by hand or by a program: it is a paragraph.
_MAX_WRAP_WIDTH = 100
# A wrapped line could not have taken the next word. Text wrapped by hand or re-flowed in part is
# less exact: a line counts as full if with the next word it passes this share of the column.
_FULL_SHARE = 0.8
# A line counts as longer than the column past this multiple of it, and one line in ten may be.
_LONGER_SHARE = 1.15
_MAX_LONGER = 0.1
# Of prose wrapped at 60 to 80 columns two lines in three begin with a small letter; of lists, none.
_MIN_GOING_ON = 1 / 3
# Marks that only ever open an item, and dashes, which do only where a second line opens with the same.
_BULLETS, _DASHES = frozenset("•‣◦▪▸●·⁃∙"), frozenset("-*–—")
_BLANKS = " \t\u00a0"
_STOP_AT_END = LatePattern(r"[.!?…:;][\"'”’»)\]]*$")
_FIRST_WORD = LatePattern(r"\S+")

Span = tuple[int, int]


def read_plain(text: str, start: int = 0) -> tuple[Block, ...]:
    """The paragraphs and items of a plain text from ``start`` on, in order.

    A line is a paragraph, unless the file has paragraphs told apart by blank lines and its lines look
    wrapped: then a line joins the next. What lies between blocks is white space and bullets.
    """
    paragraphs = _group_lines(text, start)
    if (width := _measure_wrapping(text, paragraphs)) is not None:
        paragraphs = [joined for lines in paragraphs for joined in _join_lines(text, lines, width)]
    else:
        paragraphs = [[line] for lines in paragraphs for line in lines]
    spans = [(lines[0][0], lines[-1][1]) for lines in paragraphs]
    return tuple(_make_blocks(text, spans))


def _group_lines(text: str, start: int) -> list[list[Span]]:
    """The lines that hold something, without the white space around them, by paragraph."""
    groups: list[list[Span]] = [[]]
    for line_start, line_end in split_lines(text):
        if line_start < start:
            continue
        line = text[line_start:line_end]
        if not line.strip():
            groups.append([])
            continue
        line_start += len(line) - len(line.lstrip())
        groups[-1].append((line_start, line_start + len(line.strip())))
    return [group for group in groups if group]


def _measure_wrapping(text: str, paragraphs: Sequence[Sequence[Span]]) -> int | None:
    """The column at which a text's lines were wrapped; None if they were not.

    The file must have blank-line paragraphs. Counted are the lines with another of their paragraph behind
    them: most must end without a stop and be full, some must go on in a small letter, and next to no
    line of the file may be longer. A headline over its standfirst, a list of addresses, a caption printed
    twice and a poem fail one or the other.
    """
    inner = [pair for lines in paragraphs for pair in pairwise(lines) if not _are_same(text, *pair)]
    if len(paragraphs) < 2 or not inner:
        return None
    lengths = sorted(end - start for (start, end), _ in inner)
    # The longest but for the odd address that no program breaks.
    width = lengths[(len(lengths) - 1) * 9 // 10]
    everything = [end - start for lines in paragraphs for start, end in lines]
    longer = sum(1 for length in everything if length > width * _LONGER_SHARE)
    if width > _MAX_WRAP_WIDTH or longer > len(everything) * _MAX_LONGER:
        return None
    wrapped = [
        after
        for line, after in inner
        if not _STOP_AT_END.search(text, *line) and _is_full(text, line, after, width)
    ]
    going_on = sum(1 for start, _ in wrapped if text[start].islower())
    return width if len(wrapped) * 2 > len(inner) and going_on >= len(wrapped) * _MIN_GOING_ON else None


def _are_same(text: str, one: Span, other: Span) -> bool:
    return text[slice(*one)] == text[slice(*other)]


def _is_full(text: str, line: Span, after: Span, width: int) -> bool:
    """Whether a line could hardly have taken the first word of the next."""
    word = _FIRST_WORD.match(text, *after)
    taken = len(word.group()) if word else 0
    return line[1] - line[0] + 1 + taken > width * _FULL_SHARE


def _join_lines(text: str, lines: Sequence[Span], width: int) -> Iterator[list[Span]]:
    """The lines of one paragraph of a wrapped text, parted before bullets and after lines left short."""
    joined = [lines[0]]
    for line, after in pairwise(lines):
        if _find_item(text, *after) is not None or not _is_full(text, line, after, width):
            yield joined
            joined = []
        joined.append(after)
    yield joined


def _make_blocks(text: str, spans: Sequence[Span]) -> Iterator[Block]:
    """Blocks of spans; an item's block begins behind its bullet."""
    marks = [text[start] if _find_item(text, start, end, _DASHES) else "" for start, end in spans]
    for number, (start, end) in enumerate(spans):
        item = _find_item(text, start, end, _BULLETS)
        neighbours = (*marks[max(0, number - 1) : number], *marks[number + 1 : number + 2])
        # A dash may as well open a heading ("- Pact with Vietnam -") or a line of dialogue.
        if item is None and marks[number] and marks[number] in neighbours:
            item = _find_item(text, start, end, _DASHES)
        if item is None:
            yield Block(start, end, BlockKind.PARAGRAPH)
        else:
            yield Block(item, end, BlockKind.LIST_ITEM)


def _find_item(text: str, start: int, end: int, marks: frozenset[str] = _BULLETS | _DASHES) -> int | None:
    """Where the words of an item begin whose bullet is one of the marks; None if it opens with none.

    A space must stand behind a dash, and may behind other bullets.
    """
    if text[start] not in marks:
        return None
    at = start + 1
    while at < end and text[at] in _BLANKS:
        at += 1
    is_parted = at > start + 1 or text[start] in _BULLETS
    return at if is_parted and at < end and not text[at].isspace() else None
