"""Texts for tests of reviews: invented prose, wrapped at any width, and reviews made without git."""

from __future__ import annotations

import random
import textwrap
from collections.abc import Sequence

from variance.content import Content
from variance.review.repository import gather_review, review_contents
from variance.review_model import Review, ReviewedFile, Revision

_WHO = """
    The council; A committee of engineers; The harbour office; Our correspondent; The second contractor;
    A former minister; The night shift; Every tenant; The museum's director; One of the pilots; The
    school board; A local farmer
"""
_DID = """
    approved; rejected; postponed; described; published; questioned; repaired; measured; inspected;
    forgot
"""
_WHAT = """
    the plan for the northern pier; a report on river levels; the budget of the library; a set of new
    timetables; the bridge across the canal; an inventory of old maps; the contract for street lamps; a
    proposal to close the market; the results of the water tests; a letter from the regional court; the
    roof of the town hall; three wooden boats
"""
_HOW = """
    after a long debate; without any explanation; for the second time; before the summer break; despite
    heavy rain; at a meeting in Lisbon; under the new rules; with the help of volunteers; when the
    season ended; because the money had run out; as the treaty requires; during the last inspection;
    while the mayor was abroad
"""


def invent_paragraphs(count: int, *, seed: int = 1, length: int = 5) -> list[list[str]]:
    """Paragraphs of sentences, no two sentences the same; a third of them hold a number."""
    chance = random.Random(seed)
    choices = [" ".join(words.split()).split("; ") for words in (_WHO, _DID, _WHAT, _HOW)]
    sentences: dict[str, None] = {}
    while len(sentences) < count:
        text = " ".join(map(chance.choice, choices))
        if chance.random() < 0.35:
            text += f", and {chance.randint(20, 980)} people signed it"
        sentences.setdefault(f"{text}.")
    listed = list(sentences)
    return [listed[start : start + length] for start in range(0, count, length)]


def wrap_markdown(paragraphs: Sequence[Sequence[str]], width: int, *, title: str = "Minutes") -> str:
    """The paragraphs below a heading, their lines no wider than asked."""
    wrapped = [
        textwrap.fill(" ".join(sentences), width, break_long_words=False, break_on_hyphens=False)
        for sentences in paragraphs
    ]
    return "\n\n".join([f"# {title}", *wrapped]) + "\n"


def review_texts(files: dict[str, tuple[str | None, str | None]]) -> Review:
    """A review of files given as (old text, new text), None for one that does not exist."""
    reviewed = [review_text(path, old, new) for path, (old, new) in files.items()]
    return gather_review(
        Revision("main", "a" * 40), Revision("working tree"), [one for one in reviewed if one], {}
    )


def review_text(path: str, old: str | None, new: str | None) -> ReviewedFile | None:
    """One file compared with itself, as it was and as it is."""
    contents = [
        None if text is None else Content(text.encode("utf-8", "surrogatepass")) for text in (old, new)
    ]
    return review_contents(path, path, *contents)
