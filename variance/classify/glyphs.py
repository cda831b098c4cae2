"""Characters that a reader does not see or takes for others: invisible, reversing and look-alike ones."""

from __future__ import annotations

import unicodedata

# Cyrillic and Greek letters that look like a Latin one in common typefaces (after Unicode's confusables
# data, by hand; only letters that English text could be forged with).
_LOOKALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТХҮаеіјорсухѕһԁԛԝ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
    "ABESIJKMHOPCTXYaeijopcyxshdqw" + "ABEZHIKMNOPTYXo",
)
# A hint where a word may be broken: web editors scatter it, and it changes no reading.
SOFT_HYPHEN = "\u00ad"


def is_hidden(character: str) -> bool:
    """Whether a character leaves no ink: zero-width, joining, reversing, a soft hyphen."""
    return unicodedata.category(character) == "Cf"


def reveal_text(text: str) -> str:
    """The text as a reader sees it: hidden characters gone, look-alike letters in Latin.

    A word wholly in another alphabet is left alone unless each of its letters has a Latin look-alike.
    """
    if text.isascii():
        return text
    seen = "".join(character for character in text if not is_hidden(character))
    latin = seen.translate(_LOOKALIKES)
    return latin if all(ord(c) < 0x250 or not c.isalpha() for c in latin) else seen


def strip_accents(text: str) -> str:
    """The text without combining marks: São → Sao."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
