"""The findings as a table for a spreadsheet: a row a finding."""

from __future__ import annotations

import csv
import io

from variance.model import Citation, Comparison, Finding
from variance.render.escape import escape_csv
from variance.render.majority import find_majority
from variance.render.options import RenderOptions
from variance.render.outline import Outline, build_outline
from variance.render.phrases import locate_citations
from variance.render.views import RankedFinding, cite_reading, order_readings

COLUMNS = (
    *("number", "id", "severity", "kind", "certain", "status", "title", "readings", "majority"),
    *("file", "line", "column", "text"),
)


def render(comparison: Comparison, options: RenderOptions) -> str:
    """The findings as CSV (RFC 4180, with a heading) in the order of the other reports.

    ``readings`` names each reading with its sources and lines, ``majority`` the one that most sources have;
    ``file`` to ``text`` are the first place that
    shows the finding, in the base where it has one.
    """
    outline = build_outline(comparison, options)
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for group in outline.sections.values():
        for ranked in group:
            writer.writerow([escape_csv(cell, raw=options.raw) for cell in _tell_finding(outline, ranked)])
    return stream.getvalue()


def _tell_finding(outline: Outline, ranked: RankedFinding) -> list[str]:
    finding = ranked.finding
    return [
        str(ranked.number),
        finding.id,
        finding.severity,
        finding.kind,
        "yes" if finding.certain else "no",
        finding.status if finding.waiver is None else f"{finding.status}: {finding.waiver}",
        finding.title,
        _tell_readings(outline, finding),
        _tell_majority(outline, finding),
        *_tell_place(outline, _choose_place(outline, finding)),
    ]


def _tell_readings(outline: Outline, finding: Finding) -> str:
    told = []
    for reading in order_readings(finding, outline.base.id):
        place = locate_citations(cite_reading(finding, reading), outline.letters)
        told.append(f"{place or outline.name_sources(reading.sources)} {reading.text}")
    return " / ".join(told)


def _tell_majority(outline: Outline, finding: Finding) -> str:
    majority = find_majority(outline.comparison, finding)
    if majority is None:
        return ""
    letters = outline.name_sources(majority.reading.sources)
    return f"{letters} {majority.reading.text}" + (" (one text)" if majority.is_one_text else "")


def _choose_place(outline: Outline, finding: Finding) -> Citation | None:
    """The first place of the base, else the first of all."""
    return min(finding.evidence, key=lambda one: one.source != outline.base.id, default=None)


def _tell_place(outline: Outline, citation: Citation | None) -> list[str]:
    if citation is None:
        return ["", "", "", ""]
    return [
        outline.comparison.get_source(citation.source).path,
        "" if citation.line is None else str(citation.line),
        "" if citation.column is None else str(citation.column),
        citation.text,
    ]
