"""HTML to the text that the page shows, in blocks, with the place of each character in the file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from variance.frozen import NamedTuple
from variance.model import Anchor, Metadata
from variance.read.document import Block, BlockKind
from variance.read.html_blocks import BlockReader
from variance.read.html_elements import CODE, PAGE_TITLE, HtmlBlock
from variance.read.html_metadata import read_metadata
from variance.read.html_scan import scan_html
from variance.read.layout import make_key
from variance.read.lines import LineIndex
from variance.vocabulary import Role

# Names of the rules by which a page's structure sets blocks aside, besides those of the elements.
PAGE_HEADER = "page header"
OUTSIDE = "outside the article"
LINK_LIST = "list of links"
# A heading of one or two words may open many a title.
_LONG_HEADING = 3


class HtmlPage(NamedTuple):
    """A page as read: the text it shows, where its characters stand in the file, its blocks in order.

    ``asides`` are the rules by which the page's structure sets blocks aside.
    """

    text: str
    anchors: tuple[Anchor, ...]
    metadata: Metadata
    blocks: tuple[Block, ...]
    asides: frozenset[str | None]


def read_html(source: str, start: int = 0) -> HtmlPage:
    """What the page in ``source`` shows from ``start`` on; the front matter before it is kept as it stands.

    What a page's navigation, header, footer, sidebars, forms and hidden parts hold is set aside, each by a
    rule of that name; where one article or one main part stands out, so is what lies outside it.
    """
    tokens = list(scan_html(source, start))
    reader = BlockReader(source)
    if start:
        reader.writer.add_raw(source, 0, start, has_entities=False)
        reader.writer.end_block()
    found = reader.read(tokens)
    text = reader.writer.text
    blocks = [block for block in (_trim(text, block) for block in found) if block is not None]
    metadata = read_metadata(source, tokens, reader.times)
    page = _Page(text, blocks, metadata)
    rules = page.set_aside()
    headline = page.find_headline(rules)
    if headline is not None:
        rules.pop(headline, None)
        metadata = _title_by_headline(metadata, page.get_text(headline))
    made = tuple(
        _make_block(block, rules.get(number), is_headline=number == headline)
        for number, block in enumerate(blocks)
    )
    asides = frozenset(block.rule for block in made if block.role is Role.BOILERPLATE)
    return HtmlPage(text, _place_anchors(source, reader.writer.anchors, len(text)), metadata, made, asides)


def _trim(text: str, block: HtmlBlock) -> HtmlBlock | None:
    """The block without white space at its ends; None if it holds nothing else."""
    piece = text[block.start : block.end]
    start = block.start + len(piece) - len(piece.lstrip())
    end = start + len(piece.strip())
    return block._replace(start=start, end=end) if start < end else None


def _make_block(block: HtmlBlock, rule: str | None, *, is_headline: bool) -> Block:
    start, end, context, _ = block
    if context.rule == PAGE_TITLE or (context.is_preformatted and rule is None):
        return Block(start, end, BlockKind.MARKUP, Role.MARKUP, context.rule or CODE)
    if is_headline:
        return Block(start, end, context.kind, Role.HEADLINE, "headline")
    if rule is not None:
        return Block(start, end, context.kind, Role.BOILERPLATE, rule)
    return Block(start, end, context.kind)


def _place_anchors(source: str, anchors: Sequence[tuple[int, int]], length: int) -> tuple[Anchor, ...]:
    """The anchors with lines and columns; one more where a stretch runs on into the file's next line."""
    lines = LineIndex(source)
    placed = []
    for number, (start, place) in enumerate(anchors):
        end = anchors[number + 1][0] if number + 1 < len(anchors) else length
        placed.append(Anchor(start, *lines.locate(place)))
        for line_start in lines.list_starts(place + 1, place + end - start):
            placed.append(Anchor(start + line_start - place, *lines.locate(line_start)))
    return tuple(placed)


class _Page:
    """The blocks of a page, to tell its story from what stands around it."""

    def __init__(self, text: str, blocks: Sequence[HtmlBlock], metadata: Metadata) -> None:
        self._text = text
        self._blocks = blocks
        self._title = make_key(metadata.title or "")

    def get_text(self, number: int) -> str:
        """A block's text in one line."""
        block = self._blocks[number]
        return " ".join(self._text[block.start : block.end].split())

    def set_aside(self) -> dict[int, str]:
        """Number of a block → the rule by which the page's structure sets it aside.

        Where that would leave nothing of the text, the widest rules do not hold.
        """
        rules = {n: block.context.rule for n, block in enumerate(self._blocks) if block.context.rule}
        told = {n for n in range(len(self._blocks)) if n not in rules and not self._is_heading(n)}
        for rule, numbers in (
            (PAGE_HEADER, self._list_headers()),
            (OUTSIDE, self._list_outside(told)),
            (LINK_LIST, self._list_links()),
        ):
            taken = [number for number in numbers if number not in rules]
            if told.difference(taken):
                told.difference_update(taken)
                rules.update(dict.fromkeys(taken, rule))
        return rules

    def find_headline(self, rules: dict[int, str]) -> int | None:
        """The heading that is the page's headline, None where the rules for any text have to find it.

        It is what the page says its title is, else its first heading of the first level; it may stand in
        the page's header or beside the article.
        """
        headings = [
            number
            for number in range(len(self._blocks))
            if self._is_heading(number) and rules.get(number) in (None, PAGE_HEADER, OUTSIDE)
        ]
        told = [number for number in headings if number not in rules]
        tops = [number for number in told if self._blocks[number].context.level == 1]
        others = [number for number in headings if number in rules]
        for numbers, is_title in (
            (told, self._is_title),
            (tops, self._opens_title),
            (others, self._is_title),
        ):
            found = next((number for number in numbers if is_title(number)), None)
            if found is not None:
                return found
        if tops:
            return tops[0]
        return next((number for number in (*others, *told) if self._opens_title(number)), None)

    def _is_heading(self, number: int) -> bool:
        return self._blocks[number].context.kind is BlockKind.HEADING

    def _is_title(self, number: int) -> bool:
        return bool(self._title) and make_key(self.get_text(number)) == self._title

    def _opens_title(self, number: int) -> bool:
        """Whether the page's title is this heading and more, such as the name of the site."""
        key = make_key(self.get_text(number))
        is_long = len(key.split()) >= _LONG_HEADING or self._blocks[number].context.level == 1
        return bool(key) and is_long and f"{self._title} ".startswith(f"{key} ")

    def _list_headers(self) -> list[int]:
        """What stands in headers of the page, but for one that holds its only heading of the first level."""
        headers: dict[int, list[int]] = defaultdict(list)
        for number, block in enumerate(self._blocks):
            if block.context.header:
                headers[block.context.header].append(number)
        tops = [n for n, block in enumerate(self._blocks) if block.context.level == 1]
        kept = {self._blocks[n].context.header for n in tops} if len(tops) == 1 else set()
        return [number for header, numbers in headers.items() if header not in kept for number in numbers]

    def _list_outside(self, told: set[int]) -> list[int]:
        """What stands outside the one article, or else outside the one main part, of the page."""
        contexts = [self._blocks[number].context for number in sorted(told)]
        mains = {context.main for context in contexts if context.main}
        articles = {(context.article, context.main) for context in contexts if context.article}
        if len(articles) == 1 and (not mains or {main for _, main in articles} == mains):
            inside = next(iter(articles))[0]
            return [n for n, block in enumerate(self._blocks) if block.context.article != inside]
        if len(mains) == 1:
            return [n for n, block in enumerate(self._blocks) if block.context.main not in mains]
        return []

    def _list_links(self) -> Iterator[int]:
        """Lists of nothing but links, of two items or more, and lines of nothing but two links or more."""
        lists: dict[int, list[int]] = defaultdict(list)
        for number, block in enumerate(self._blocks):
            if block.context.list_id:
                lists[block.context.list_id].append(number)
        for items in lists.values():
            if len(items) > 1 and all(self._blocks[number].links for number in items):
                yield from items
        for number, block in enumerate(self._blocks):
            if block.links > 1 and not self._is_heading(number):
                yield number


def _title_by_headline(metadata: Metadata, headline: str) -> Metadata:
    """The page's title as its headline has it, where the title says the same and the name of the site."""
    title = metadata.title
    if title is not None and not make_key(title).startswith(make_key(headline)):
        return metadata
    return Metadata(headline, metadata.outlet, metadata.author, metadata.date, metadata.url)
