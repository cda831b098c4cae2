"""What furniture is told by: a pattern of a whole block, behind looks that cost next to nothing.

A pattern is asked, and compiled, only for a block that opens with one of the words that its matches open
with and holds one of those that they cannot do without; most articles need hardly one pattern.
"""

from __future__ import annotations

import re

from variance.frozen import NamedTuple
from variance.text.patterns import LatePattern

# Longer blocks are no furniture that a pattern could tell.
MAX_WORDS = 100
MAX_CHARS = 1200
# What calls the reader to do something is short.
_MAX_CALL_WORDS = 40
SAYING = LatePattern(
    r"\b(?:said|says|told|asked|added|wrote|urged|announced|claimed|warned|replied|according to)\b",
    re.IGNORECASE,
)
_HEAD = re.compile(r"[^\W_]+")
# What stands for any number among the words that open a block.
_NUMBER = "0"


class Opening(NamedTuple):
    """A block's text, the same in small letters, and its first word there ("" where it has none)."""

    text: str
    folded: str
    head: str


class Saying(NamedTuple):
    """Something that a kind of furniture says: a pattern of a whole block.

    ``heads`` are the words of which one is the first in all that it matches (None: any word), and
    ``needs`` what it cannot do without, one of them, in small letters.
    """

    heads: frozenset[str] | None
    needs: tuple[str, ...]
    pattern: LatePattern

    def may_stand_in(self, folded: str) -> bool:
        """Whether a text in small letters holds what the pattern cannot do without."""
        for need in self.needs:  # a plain loop: every block of every article is looked at so
            if need in folded:
                return True
        return not self.needs

    def covers(self, opening: Opening) -> bool:
        """Whether a block says this."""
        if self.heads is not None and opening.head not in self.heads:
            return False
        return self.may_stand_in(opening.folded) and self.pattern.fullmatch(opening.text) is not None


class Furniture(NamedTuple):
    """A kind of furniture: its name, a line that it takes, and what such lines say.

    ``is_call`` marks what speaks to the reader, which is short and reports nobody's words.
    """

    name: str
    example: str
    sayings: tuple[Saying, ...]
    is_call: bool = False

    def allows(self, text: str) -> bool:
        """Whether a block that one of the sayings covers can be of this kind."""
        words = text.count(" ") + 1
        if words > (_MAX_CALL_WORDS if self.is_call else MAX_WORDS):
            return False
        return not self.is_call or SAYING.search(text) is None


def make_saying(heads: str | None, pattern: str, *needs: str) -> Saying:
    """A saying; with no ``heads`` it may open with any word, with "" it holds none."""
    words = None if heads is None else frozenset(heads.split() or [""])
    return Saying(words, needs, LatePattern(pattern, re.IGNORECASE | re.DOTALL))


def open_block(text: str) -> Opening:
    """A block's text with what the sayings look at first."""
    folded = text.lower()
    match = _HEAD.search(folded)
    head = match.group() if match else ""
    return Opening(text, folded, _NUMBER if head[:1].isdigit() else head)


# Words and networks that many sayings name.
PIECES = "article story post page piece report column essay interview content news copy"
PIECE = rf"(?:{'|'.join(PIECES.split())})"
NETWORKS = (
    "twitter facebook instagram x tiktok threads telegram youtube linkedin whatsapp flipboard bluesky"
    " mastodon reddit pinterest messenger"
)
NETWORK = rf"(?:{'|'.join(NETWORKS.split())}|google news)"
MORE = "read see find learn discover"
