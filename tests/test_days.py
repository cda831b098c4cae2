"""Days of articles whose own date is known or not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.fixture_file import Case, load_cases
from tests.story import align_units, make_source
from variance.model import Metadata, Pair
from variance.text.parsed import parse_source
from variance.vocabulary import AlignmentKind
from variance.weigh.days import find_published, note_dates
from variance.weigh.findings import weigh_findings


@pytest.mark.parametrize("case", load_cases("weigh/days.md"), ids=str)
def test_days(case: Case) -> None:
    sources = [
        replace(
            make_source(name, [case.parts[f"input {name}"]]),
            metadata=Metadata(date=case.parts.get(f"date {name}")),
        )
        for name in ("a", "b")
    ]
    parsed = [parse_source(source) for source in sources]
    pair = Pair("a", "b", 0.5, (align_units("r", [0], [0], AlignmentKind.PARTIAL),))
    findings = weigh_findings(parsed, "a", [pair], (), ())
    lines = [" · ".join(reading.text for reading in finding.readings) for finding in findings]
    for note in note_dates(parsed, [pair]):
        lines.append(f"note {note.source}: {note.reason.split(': ', 1)[1]}")
    assert "\n".join(lines) == case.expected


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-06-21", date(2024, 6, 21)),
        ("2024-06-21T14:05:00+01:00", date(2024, 6, 21)),
        ("21 June 2024, 14:05 BST", date(2024, 6, 21)),
        ("June 21, 2024", date(2024, 6, 21)),
        ("June 2024", None),
        ("31 June 2024", None),
        ("last Friday", None),
        (None, None),
    ],
)
def test_the_day_of_publication(text: str | None, day: date | None) -> None:
    source = replace(make_source("a", ["It rained."]), metadata=Metadata(date=text))
    assert find_published(source) == day
