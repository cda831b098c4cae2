"""What is left out, lost to a cut, furniture or printed twice: four things, never one."""

from __future__ import annotations

import csv
import io
import json
from functools import cache

import pytest

from variance.compare import compare_sources, read_source
from variance.model import Comparison
from variance.render import RenderOptions, render_report
from variance.vocabulary import FindingKind

LEAD = "A ferry ran aground off Marstal on Monday, and 43 passengers were taken off, the coast guard said."
HURT = "No one was hurt when the ship struck the rocks."
NAVY = "The harbour was closed for exercises of the navy at the time."
CAPTAIN = "The captain had sailed the route for twenty years."
DIVERS = "Divers will look at the hull on Thursday."
HEAD = "Ferry runs aground off Marstal"
TEXTS = {
    "whole": [HEAD, LEAD, HURT, NAVY, CAPTAIN, DIVERS],
    "broken": [HEAD, LEAD, "No one was hurt when the ship struck the", "Read more on example.com"],
    "doubled": ["Share this article", HEAD, HEAD, LEAD, HURT, CAPTAIN, DIVERS, "Subscribe to our newsletter"],
}


@cache
def compare_ferries() -> Comparison:
    return compare_sources(
        [read_source(f"{name}.txt", data="\n\n".join(lines).encode()) for name, lines in TEXTS.items()]
    )


def list_texts(source: str, units: tuple[int, ...]) -> list[str]:
    return [compare_ferries().get_source(source).units[unit].text for unit in units]


def test_in_the_pairs() -> None:
    to_broken, to_doubled, _ = compare_ferries().pairs
    assert list_texts("whole", to_broken.truncated) == [NAVY, CAPTAIN, DIVERS]
    assert to_broken.omitted == to_broken.added == ()
    assert list_texts("whole", to_doubled.omitted) == [NAVY]
    assert list_texts("doubled", to_doubled.repeated.b) == [HEAD]
    assert to_doubled.truncated == to_doubled.added == ()
    aside = {s.id: [u.text for u in s.units if not u.role.is_told] for s in compare_ferries().sources}
    assert aside == {
        "whole": [],
        "broken": ["Read more on example.com"],
        "doubled": ["Share this article", "Subscribe to our newsletter"],
    }


def test_in_the_findings() -> None:
    assert [(f.kind, f.title) for f in compare_ferries().findings] == [
        (FindingKind.OMISSION, f"Not in doubled: ‘{NAVY}’"),
        (
            FindingKind.TRUNCATED,
            "broken breaks off at ‘… the ship struck the’; whole goes on for 3 sentences",
        ),
        (FindingKind.REPEAT, f"Told twice in doubled: ‘{HEAD}’"),
    ]


def test_in_the_json_report() -> None:
    report = json.loads(render_report(compare_ferries(), "json", RenderOptions()))
    kinds = [finding["kind"] for finding in report["findings"]]
    assert kinds == ["omission", "truncated", "repeat"]
    to_broken, to_doubled, _ = report["pairs"]
    assert (len(to_broken["truncated"]), to_broken["omitted"]) == (3, [])
    assert (len(to_doubled["omitted"]), to_doubled["truncated"]) == (1, [])


def test_in_the_table_for_a_spreadsheet() -> None:
    rows = csv.DictReader(io.StringIO(render_report(compare_ferries(), "csv", RenderOptions())))
    assert sorted(row["kind"] for row in rows) == ["omission", "repeat", "truncated"]


@pytest.mark.parametrize(
    ("format_name", "parts"),
    [
        ("text", ("left out of A B 0 (and 3 lost to the cut), C 1", "added to A B 0, C 0")),
        ("text", ("breaks off at line 5", "3 lines of page furniture or markup set aside")),
        ("text", (f"Told twice in doubled: ‘{HEAD}’",)),
        ("md", ("<b>B broken</b> loses 3 to its cut</summary>", "<b>C doubled</b> leaves out 1</summary>")),
        ("md", ("<b>Set aside</b>: 3 lines", f"Told twice in doubled: ‘{HEAD}’")),
        ("html", ("Left out of A <b>0</b>", "Left out of A <b>1</b>", "<b>Cut off</b>")),
        ("html", ("Read more on example.com", "Subscribe to our newsletter")),
    ],
)
def test_in_the_reports_for_readers(format_name: str, parts: tuple[str, ...]) -> None:
    shown = " ".join(render_report(compare_ferries(), format_name, RenderOptions()).split())
    for part in parts:
        assert part in shown
