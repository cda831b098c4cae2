"""Words and marks with their places: what alignment, the word diff and the rules all read.

A hyphenated word is several tokens with a hyphen between them, and a possessive 's is a token of its
own, so that "co-operation" meets "cooperation" and "Russia's" meets "Russia". Folding makes the
differences that are none disappear: the glyph of a quotation mark, an apostrophe, a dash or an
ellipsis, composed against decomposed letters, full-width forms. Case is kept in ``form`` and folded
in ``key``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from variance.frozen import NamedTuple
from variance.text.markup import find_markup

# Letters may carry combining marks (NFD) and hide soft hyphens or zero-width characters inside.
_LETTERS = r"[^\W\d_](?:[^\W\d_]+|[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]+)*"
_APOSTROPHE = "['\u2019\u02bc\u2018\u00b4`]"
_TOKEN = re.compile(
    rf"""
    (?P<word>
        (?:(?i:[a-z])\.){{2,}}                                  # U.S. and a.m. with their stops
      | {_LETTERS}(?:{_APOSTROPHE}(?!(?i:s)\b){_LETTERS})*      # don't, O'Neill, but Russia | 's
      | \d+(?:[.,:]\d+)*(?:(?i:st|nd|rd|th)(?![^\W\d_]))?      # 300,000 · 3.5 · 10:30 · 9th · 50 of 50bn
    )
  | (?P<clitic>{_APOSTROPHE}(?i:s)\b)
  | (?P<mark>\.\.\.|--+|[^\w\s]|_)
    """,
    re.VERBOSE,
)

_GLYPHS = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2039\u203a\u02bc\u00b4`\u2032", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"'),
    **dict.fromkeys("\u2013\u2014\u2015\u2212", "\u2014"),
    **dict.fromkeys("\u2010\u2011", "-"),
    "\u2026": "...",
}
_FOLD = str.maketrans(_GLYPHS)


class Token(NamedTuple):
    """A word, a clitic or a mark at ``text[start:end]`` of its source.

    ``form`` is the text with its glyphs folded and its case kept; equal forms are no difference.
    ``key`` is the form without case. ``is_word`` is False for marks.
    """

    start: int
    end: int
    text: str
    form: str
    key: str
    is_word: bool


def fold_glyphs(text: str) -> str:
    """The text with quotes, apostrophes, dashes and ellipses in one glyph each, in NFKC."""
    if text.isascii():
        return text if "--" not in text and "`" not in text else _fold(text)
    return _fold(text)


# Bounded for corpora; the words of one story fit many times over.
@lru_cache(maxsize=1 << 14)
def _read_form(raw: str) -> tuple[str, str]:
    """The form and the key of a token."""
    form = fold_glyphs(raw)
    return form, form.casefold()


def _fold(text: str) -> str:
    # NFKC first would turn an ellipsis and a prime into other marks: fold the glyphs before it.
    folded = unicodedata.normalize("NFKC", text.translate(_FOLD))
    return "\u2014" if folded.startswith("--") and not folded.strip("-") else folded


def tokenize(text: str, start: int = 0, end: int | None = None, *, markup: bool = False) -> tuple[Token, ...]:
    """The tokens of ``text[start:end]`` in order, with offsets into the whole text.

    With ``markup`` the inline markup of Markdown is passed over. Linear in the length.
    """
    end = len(text) if end is None else end
    hidden = find_markup(text, start, end) if markup else ()
    tokens: list[Token] = []
    position = start
    for gap_start, gap_end in (*hidden, (end, end)):
        for match in _TOKEN.finditer(text, position, gap_start):
            raw = match.group()
            first, last = match.span()
            form, key = _read_form(raw)
            tokens.append(Token(first, last, raw, form, key, match.lastgroup != "mark"))
        position = max(position, gap_end)
    return tuple(tokens)
