"""Invented stories told by three outlets each: what is claimed of them, and that each mark is true.

A story's goldens are ``tests/golden/stories/NAME.txt``: the findings on substance and attribution with
their readings, as an editor would check them. ``agency`` is a wire story and ``copy`` its edited copy, the
others are written independently; the storm is told by three that are not alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.golden_file import check_golden
from tests.seeds import SEEDS
from variance.compare import compare_sources, read_source
from variance.model import Comparison
from variance.render.options import RenderOptions
from variance.render.outline import Outline, ToldReading, build_outline, tell_readings
from variance.render.readings import Mark, Piece
from variance.vocabulary import Severity

STORIES = Path(__file__).parent / "fixtures" / "stories"
NAMES = sorted(path.name for path in STORIES.iterdir())
WORD = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*%?")
SIGNS = {Mark.SHARED: "{}", Mark.LEMMA: "[{}]", Mark.ADDED: "{{+{}+}}", Mark.REMOVED: "[-{}-]"}


@cache
def compare_story(name: str) -> Comparison:
    place = SEEDS if name == "seeds" else STORIES / name
    return compare_sources(
        [read_source(path) for path in sorted(place.glob("*_*.txt" if name == "seeds" else "*"))]
    )


def list_words(text: str) -> str:
    """The words of a text without marks and case, a space around each."""
    return f" {' '.join(WORD.findall(text.casefold().replace('’', chr(39))))} "


def join_pieces(pieces: tuple[Piece, ...]) -> str:
    """What a source itself has of some pieces."""
    return "".join(piece.text for piece in pieces if piece.mark is not Mark.REMOVED)


def list_probes(pieces: tuple[Piece, ...], at: int) -> Iterator[str]:
    """The words of a marked piece with the word that stands before it, and with the one behind it."""
    marked = list_words(pieces[at].text)
    before = list_words(join_pieces(pieces[:at])).split()[-1:]
    behind = list_words(join_pieces(pieces[at + 1 :])).split()[:1]
    if before:
        yield f" {before[0]}{marked}"
    if behind:
        yield f"{marked}{behind[0]} "


def read_units(outline: Outline, told: ToldReading) -> str:
    """The whole sentences that a reading stands in."""
    places = dict.fromkeys((citation.source, citation.unit) for citation in told.citations)
    return list_words(
        " ".join(outline.comparison.get_source(source).units[unit].text for source, unit in places)
    )


@pytest.mark.parametrize("name", [*NAMES, "seeds"])
def test_what_is_marked_as_lacking_or_added_does(name: str) -> None:
    """No reading lacks words that stand at that place in its sentence, or adds what the first has there."""
    outline = build_outline(compare_story(name), RenderOptions())
    seen = 0
    for ranked in (one for group in outline.sections.values() for one in group):
        first, *others = tell_readings(outline, ranked.finding)
        for told in others:
            for at, piece in enumerate(told.pieces):
                if piece.mark in (Mark.ADDED, Mark.REMOVED):
                    seen += 1
                    sentence = read_units(outline, told if piece.mark is Mark.REMOVED else first)
                    false = [probe for probe in list_probes(told.pieces, at) if probe in sentence]
                    assert not false, (ranked.finding.title, piece, sentence)
    assert seen > 5


@pytest.mark.parametrize("name", NAMES)
def test_what_an_editor_is_to_check(name: str) -> None:
    comparison = compare_story(name)
    outline = build_outline(comparison, RenderOptions(min_severity=Severity.ATTRIBUTION))
    lines = []
    for ranked in (one for group in outline.sections.values() for one in group):
        finding = ranked.finding
        lines.append(f"{finding.severity} {finding.kind}: {finding.title}")
        for told in tell_readings(outline, finding):
            shown = "".join(SIGNS[piece.mark].format(piece.text) for piece in told.pieces)
            lines.append(f"    {told.place}  {shown}")
    check_golden(f"stories/{name}.txt", "\n".join(lines) + "\n")
