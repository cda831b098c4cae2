"""What the elements of HTML are to a reader: which stand on lines of their own, which are no text."""

from __future__ import annotations

from variance.frozen import NamedTuple
from variance.read.document import BlockKind
from variance.text.wordlists import list_words

HEADINGS = {f"h{level}": level for level in range(1, 7)}
# Elements that stand on lines of their own.
BLOCK_ELEMENTS = frozenset(
    list_words(
        """
        address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
        figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing
        main menu nav ol optgroup option p plaintext pre search section select summary table tbody td
        tfoot th thead tr ul xmp
        """
    )
)
VOID = frozenset(list_words("area base br col embed hr img input link meta param source track wbr"))
# What they hold is shown only where they cannot do their work, or not at all; tags inside are theirs.
CLOSED = frozenset(
    list_words("noscript template video audio canvas object foreignobject annotation annotation-xml")
)
# What these hold is no text of the line either, but the tag of a block inside ends them.
SKIPPED = CLOSED | {"svg", "rt", "rp"}
# What is no part of the story or of the page's text, by element and by the role it says it has.
FURNITURE = {
    "nav": "navigation",
    "footer": "footer",
    "aside": "aside",
    "form": "form",
    "search": "form",
    "select": "form",
    "datalist": "form",
    "button": "button",
    "dialog": "dialog",
}
FURNITURE_ROLES = {
    "navigation": "navigation",
    "contentinfo": "footer",
    "complementary": "aside",
    "search": "form",
    "dialog": "dialog",
    "alertdialog": "dialog",
}
HIDDEN = "hidden"
CODE = "code"
PAGE_TITLE = "title element"
KINDS = {
    "li": BlockKind.LIST_ITEM,
    "dt": BlockKind.LIST_ITEM,
    "dd": BlockKind.LIST_ITEM,
    "td": BlockKind.LIST_ITEM,
    "th": BlockKind.LIST_ITEM,
    "blockquote": BlockKind.QUOTE,
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
}
PREFORMATTED = frozenset(("pre", "listing", "xmp", "plaintext"))
# Start tag → the open elements that it closes, and those behind which it looks for none.
_TABLE_PARTS = ("table",)
CLOSES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "li": (("li",), ("ul", "ol", "menu", "table")),
    "dt": (("dt", "dd"), ("dl", "table")),
    "dd": (("dt", "dd"), ("dl", "table")),
    "tr": (("tr", "caption"), _TABLE_PARTS),
    "td": (("td", "th"), _TABLE_PARTS),
    "th": (("td", "th"), _TABLE_PARTS),
    "thead": (("thead", "tbody", "tfoot", "caption"), _TABLE_PARTS),
    "tbody": (("thead", "tbody", "tfoot", "caption"), _TABLE_PARTS),
    "tfoot": (("thead", "tbody", "tfoot", "caption"), _TABLE_PARTS),
    "option": (("option",), ("select", "datalist")),
    "rt": (("rt", "rp"), ("ruby",)),
    "rp": (("rt", "rp"), ("ruby",)),
    **dict.fromkeys(HEADINGS, (tuple(HEADINGS), ("table",))),
}
AROUND_PARAGRAPHS = ("table", "td", "th", "caption", "button", "object", "template")


class Context(NamedTuple):
    """What holds at a place of a page.

    ``rule`` names the outermost furniture it is in. ``header``, ``article``, ``main`` and ``list_id`` are
    numbers of the elements it is in, 0 for none: a page's header, the outermost article, the innermost list.
    ``script`` is ``sup`` or ``sub`` inside those, ``quotes`` how deep a place is in quotations.
    """

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    rule: str | None = None
    header: int = 0
    article: int = 0
    main: int = 0
    list_id: int = 0
    script: str = ""
    quotes: int = 0
    in_section: bool = False
    is_skipped: bool = False
    is_preformatted: bool = False


class HtmlBlock(NamedTuple):
    """A block at ``start`` to ``end`` of what was written; ``links`` is how many links hold all its words.

    It is 0 where some of its words are in none.
    """

    start: int
    end: int
    context: Context
    links: int
