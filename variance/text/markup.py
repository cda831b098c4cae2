"""The inline markup of Markdown, found so that tokens can pass over it.

markdown-it-py's inline tokens carry no offsets, and a unit's text is never rewritten; so the few
constructs that matter to prose are found here by pattern: emphasis marks, code ticks, the targets of
links and images, autolinks' brackets, HTML tags and comments, footnote marks, escaping backslashes.
"""

from __future__ import annotations

import re

_MARKUP = re.compile(
    r"""
    <!--                                         # a comment, whose end is looked for below
  | </?[A-Za-z][^<>]*>                           # a tag, whole
  | !\[ | (?<!\\)\[\^[^\[\]\s]+\]                # an image's opening, a footnote's mark
  | \]\((?:[^()\s]|\([^()\s]*\))*(?:\s+(?:"[^"]*"|'[^']*'))?\)   # a link's target
  | \]\[[^\]\n]*\]                               # a reference
  | \[(?=[^\[\]\n]*\]\()  | \[(?=[^\[\]\n]*\]\[) # a link's opening
  | \*{1,3} | ~~ | `+
  | (?<![^\W_])_{1,3}(?=\S) | (?<=\S)_{1,3}(?![^\W_])
  | \\(?=[!-/:-@\[-`{-~])                        # the backslash of an escape
  | (?m:^[ ]{0,3}(?:>[ ]?)+)                     # a quotation's marks on its later lines
    """,
    re.VERBOSE | re.DOTALL,
)


# The characters with which markup opens: plain words, which are most of any text, have none of them.
_SIGN = re.compile(r"[<!\[\]*~`_\\>]")


def find_markup(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The spans of inline markup in ``text[start:end]``, in order and without overlap."""
    if _SIGN.search(text, start, end) is None:
        return ()
    spans: list[tuple[int, int]] = []
    position = start
    has_comments = True
    while (match := _MARKUP.search(text, position, end)) is not None:
        # The character behind an escaping backslash is text, whatever it is.
        if match.group() == "\\":
            spans.append(match.span())
            position = match.end() + 1
            continue
        if match.group() == "<!--":
            close = text.find("-->", match.end(), end) if has_comments else -1
            # An opening without an end is text, and no later one has an end: each is looked at once.
            has_comments = close >= 0
            if has_comments:
                spans.append((match.start(), close + len("-->")))
            position = close + len("-->") if has_comments else match.end()
            continue
        if match.group().startswith("*") and _is_spaced(text, match.start(), match.end()):
            position = match.end()
            continue
        spans.append(match.span())
        position = match.end()
    return tuple(spans)


def _is_spaced(text: str, start: int, end: int) -> bool:
    """Whether a run stands alone between spaces, so that it is an asterisk and not emphasis."""
    before = text[start - 1 : start]
    after = text[end : end + 1]
    return (not before or before.isspace()) and (not after or after.isspace())
