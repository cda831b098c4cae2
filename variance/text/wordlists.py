"""Short word lists that stand in the code, written as running text so that they stay readable."""

from __future__ import annotations


def list_words(text: str) -> tuple[str, ...]:
    """The words of a text parted by white space, in order."""
    return tuple(text.split())


def map_words(text: str) -> dict[str, str]:
    """Form → head of a table "head form form|head form": rows parted by ``|`` or a line's end.

    A form that stands in several rows belongs to the first.
    """
    heads: dict[str, str] = {}
    for row in text.replace("\n", "|").split("|"):
        head, *forms = row.split() or [""]
        for form in forms:
            heads.setdefault(form, head)
    return heads
