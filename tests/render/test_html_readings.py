"""The shortest form of a reading: what differs, and as many words around it as there is room for."""

from __future__ import annotations

import re

import pytest

from variance.render.html_readings import cut_reading, mark_texts
from variance.vocabulary import Severity

BASE = "It would destabilise the peninsula, potentially, depending on the type of weapons that they send"
OTHER = "would destabilise the peninsula, of course, and potentially, depending on the type of weapons"


@pytest.mark.parametrize(
    ("longest", "shown"),
    [
        (60, "[It] would destabilise … peninsula, [of course, and] potentially, … [that they send]"),
        (52, "[It] would destabilise … [of course, and] … of weapons [that they send]"),
        (30, "[It] would destabilise …"),
        (24, "[It] would destabilise …"),
    ],
)
def test_a_later_difference_gives_up_the_words_around_it_first(longest: int, shown: str) -> None:
    marks = mark_texts([BASE, OTHER])[1]
    html = cut_reading(OTHER, marks, Severity.SUBSTANCE, longest)
    bare = re.sub(r"</?(?:ins|del)[^>]*>", "|", re.sub(r"<i>.*?</i>", "", str(html)))
    assert re.sub(r"\|([^|]*)\|", r"[\1]", bare) == shown
