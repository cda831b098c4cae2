"""The report in GitHub-flavoured Markdown: short at the top, evidence beside each claim, the rest folded.

Nothing of an article stands inside a block of HTML or a code span, where it could not be escaped.
"""

from __future__ import annotations

from collections.abc import Sequence

from variance.model import Citation, Comparison, Finding
from variance.render import markdown_tables
from variance.render.escape import escape_markdown
from variance.render.options import RenderOptions
from variance.render.outline import (
    Outline,
    ToldReading,
    build_outline,
    count_questions,
    describe_lineage,
    describe_majority,
    headline_report,
    list_open,
    list_remarks,
    summarise_findings,
    tell_readings,
)
from variance.render.phrases import ask_or_say, count_noun, name_kind
from variance.render.readings import Mark, Piece, clip_pieces, cut_before, cut_behind
from variance.render.views import RankedFinding, Section
from variance.vocabulary import FindingStatus, Severity

# Words of its sentence that are shown on each side of a reading where the sentences are given.
_CONTEXT = 12
# A source that has a reading many times is cited this often; the lines are all named.
_MOST_SENTENCES = 3
# More questions than this in a section are folded.
_OPEN_QUESTIONS = 3
# A comment on GitHub may have 65,536 characters; some are left for what others put around the report.
LONGEST_REPORT = 60_000

_LEGEND = (
    "<sub>`A:10` source and line · **bold** what is at issue in the first reading · "
    "<ins>added</ins> and <del>left out</del> against it</sub>"
)


def render(comparison: Comparison, options: RenderOptions) -> str:
    """The report as Markdown; UsageError for a base that does not exist."""
    outline = build_outline(comparison, options)
    sections = [
        ("head", _write_head(outline)),
        ("check first", _write_findings(outline)),
        ("sources", markdown_tables.write_sources(outline)),
        ("remarks", _write_remarks(outline)),
        ("the sentences", _write_sentences(outline)),
        ("wording", _write_wording(outline)),
        ("only in one source", markdown_tables.write_single_claims(outline)),
        ("left out and added", markdown_tables.write_balances(outline)),
        ("statements", markdown_tables.write_statements(outline)),
        ("house style", markdown_tables.write_house_style(outline)),
        ("set aside", markdown_tables.write_set_aside(outline)),
    ]
    foot = f"<sub>{comparison.tool.name} {comparison.tool.version}</sub>"
    return "\n\n".join([*join_sections(sections, LONGEST_REPORT), foot]) + "\n"


def join_sections(sections: Sequence[tuple[str, Sequence[str]]], limit: int) -> list[str]:
    """The blocks of the named sections, whole sections only, in at most about so many characters.

    A section that does not fit is left out, and a last line names those that were. The first one stays.
    """
    blocks: list[str] = []
    left_out: list[str] = []
    room = limit
    for number, (name, written) in enumerate(sections):
        length = sum(len(block) + 2 for block in written)
        if number and length > room:
            left_out.append(name)
            continue
        blocks.extend(written)
        room -= length
    if left_out:
        names = ", ".join(left_out)
        count = count_noun(len(left_out), "section")
        blocks.append(
            f"Left out, too long for a comment: {count} ({names}). The HTML and JSON reports have all."
        )
    return blocks


def _write_head(outline: Outline) -> list[str]:
    title = escape_markdown(outline.comparison.title, raw=outline.options.raw)
    summary = summarise_findings(outline)
    names = []
    for source in outline.comparison.sources:
        name = f"**{outline.letters[source.id]}** {escape_markdown(source.label, raw=outline.options.raw)}"
        name += " (base)" if source.id == outline.base.id else ""
        names.append(name + (", cut off" if source.truncated_at is not None else ""))
    lineage = describe_lineage(outline)
    return [
        f"## {headline_report(outline)}",
        f"<b>{title}</b>" + (f": {summary}." if summary else ""),
        " · ".join(names) + (f". {lineage}" if lineage else ""),
    ]


# --------------------------------------------------------------------------------------- findings


def _write_findings(outline: Outline) -> list[str]:
    """The tables of what to check first, gravest above; many questions fold, so that the top stays short."""
    blocks = []
    questions: list[RankedFinding] = []
    for section, heading in ((Section.SUBSTANCE, "Check first"), (Section.ATTRIBUTION, "Who says it")):
        findings = outline.sections.get(section, ())
        asked = [one for one in findings if not one.finding.certain]
        if len(asked) > _OPEN_QUESTIONS:
            questions += asked
            findings = tuple(one for one in findings if one.finding.certain)
        if findings:
            blocks.append(_tabulate_findings(outline, findings, heading))
    if questions:
        amount = count_noun(len(questions), "question")
        blocks += [
            f"<details><summary><b>{amount}</b>: where variance asks and does not say</summary>",
            _tabulate_findings(outline, questions, "To check"),
            "</details>",
        ]
    if blocks:
        blocks.append(_LEGEND)
    return blocks


def _tabulate_findings(outline: Outline, findings: Sequence[RankedFinding], heading: str) -> str:
    lines = [f"| | {heading} | Readings |", "|--:|:--|:--|"]
    for ranked in findings:
        finding = ranked.finding
        readings = "<br>".join(_show_readings(outline, finding))
        most = describe_majority(outline, finding)
        note = f"{name_kind(finding.kind)} `{finding.id}`" + (f"<br>{most}" if most else "")
        title = f"{_show_title(outline, finding)}<br><sub>{note}</sub>"
        lines.append(f"| {ranked.number} | {title} | {readings} |")
    return "\n".join(lines)


def _show_title(outline: Outline, finding: Finding) -> str:
    """The title, a question marked as one, a waived finding struck through with its reason."""
    title = escape_markdown(ask_or_say(finding), raw=outline.options.raw)
    shown = f"<b>{title}</b>" if finding.certain else title
    if finding.status is FindingStatus.WAIVED:
        reason = escape_markdown(finding.waiver or "no reason given", raw=outline.options.raw)
        return f"<del>{shown}</del> waived: {reason}"
    return shown


def _show_readings(outline: Outline, finding: Finding) -> list[str]:
    return [
        f"`{told.place}` {_show_pieces(outline, clip_pieces(told.pieces))}"
        for told in tell_readings(outline, finding)
    ]


# Behind these a word that was left out had a space of its own.
_CLOSING = tuple(",.;:!?)]”’%")
_MARK_TAGS = {Mark.LEMMA: "b", Mark.ADDED: "ins", Mark.REMOVED: "del"}


def _show_pieces(outline: Outline, pieces: Sequence[Piece]) -> str:
    """Pieces of a reading in a line, marks as elements, so that no neighbour can undo them."""
    parts = []
    for number, piece in enumerate(pieces):
        text = _escape_inside(outline, piece.text)
        if piece.mark is Mark.SHARED:
            parts.append(text)
            continue
        tag = _MARK_TAGS[piece.mark]
        shown = f"<{tag}>{text.strip()}</{tag}>"
        if piece.mark is Mark.REMOVED:
            # The lacking words stand between two words of the text and bring no white space of their own.
            following = pieces[number + 1].text if number + 1 < len(pieces) else ""
            before = pieces[number - 1].text if number else ""
            shown = f" {shown}" if before[-1:].isalnum() or before[-1:] in _CLOSING else shown
            shown = f"{shown} " if following[:1].isalnum() else shown
        parts.append(shown)
    return "".join(parts).strip()


def _escape_inside(outline: Outline, text: str) -> str:
    """A piece of a line, escaped, with the white space at its ends kept as one space."""
    start = " " if text[:1].isspace() else ""
    end = " " if text[-1:].isspace() and text.strip() else ""
    return f"{start}{escape_markdown(text, raw=outline.options.raw)}{end}"


# -------------------------------------------------------------------------------------- sentences


def _write_sentences(outline: Outline) -> list[str]:
    """The sentences behind the findings of substance and attribution, folded."""
    chosen = [
        *outline.sections.get(Section.SUBSTANCE, ()),
        *outline.sections.get(Section.ATTRIBUTION, ()),
    ]
    if not chosen:
        return []
    blocks = [f"<details><summary><b>The sentences</b> behind {count_noun(len(chosen), 'finding')}</summary>"]
    for ranked in chosen:
        blocks.append(f"**{ranked.number}** {_show_title(outline, ranked.finding)}")
        blocks.append("\n".join(f"- {line}" for line in _show_sentences(outline, ranked.finding)))
    return [*blocks, "</details>"]


def _show_sentences(outline: Outline, finding: Finding) -> list[str]:
    lines = []
    for told in tell_readings(outline, finding):
        sentences = [_show_sentence(outline, citation, told) for citation in told.citations[:_MOST_SENTENCES]]
        shown = "<br>".join(sentences) or _show_pieces(outline, told.pieces)
        lines.append(f"`{told.place}` {shown}")
    return lines


def _show_sentence(outline: Outline, citation: Citation, told: ToldReading) -> str:
    """The cited words in their sentence; marked as a whole where the reading is not what stands there."""
    source = outline.comparison.get_source(citation.source)
    unit = source.units[citation.unit]
    before = cut_before(source.text[unit.start : citation.start], _CONTEXT)
    behind = cut_behind(source.text[citation.end : unit.end], _CONTEXT)
    inside = clip_pieces(told.cited, _CONTEXT) if told.cited else [Piece(citation.text, Mark.LEMMA)]
    return _show_pieces(outline, (Piece(before), *inside, Piece(behind)))


# ------------------------------------------------------------------------------- wording, remarks


def _write_wording(outline: Outline) -> list[str]:
    """What is only worded or placed differently, folded."""
    wording = outline.sections.get(Section.WORDING, ())
    structure = outline.sections.get(Section.STRUCTURE, ())
    if not wording and not structure:
        return []
    counted = list_open([*wording, *structure])
    questions = count_questions(counted)
    amount = f"{len(counted):,}" + (f", {count_noun(questions, 'question')} among them" if questions else "")
    blocks = [f"<details><summary><b>Wording and order</b>: {amount}</summary>"]
    if wording:
        blocks.append(_tabulate_findings(outline, wording, "Wording"))
    if structure:
        blocks.append(_tabulate_findings(outline, structure, "Moved, repeated, cut off"))
    return [*blocks, "</details>"]


def _write_remarks(outline: Outline) -> list[str]:
    remarks = list_remarks(outline)
    lines = []
    for source, text in remarks:
        shown = escape_markdown(text, raw=outline.options.raw)
        lines.append(
            f"- **{outline.letters[source]}** {shown}." if source in outline.letters else f"- {shown}."
        )
    if not outline.sections.get(Section.SUBSTANCE) and outline.lists(Severity.SUBSTANCE):
        lines.insert(
            0, "- No altered quotation, number, date, name, negation or degree of certainty was found."
        )
    return ["\n".join(lines)] if lines else []
