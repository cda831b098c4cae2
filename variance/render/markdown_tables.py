"""The tables of the Markdown report: sources, similarity, left out and added, statements, house style."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from variance.model import Source, Unit
from variance.render.escape import escape_markdown, escape_summary
from variance.render.outline import (
    Outline,
    choose_usual_form,
    describe_profiles,
    index_unit_findings,
    list_balances,
    list_single_claims,
)
from variance.render.phrases import count_noun, join_words, show_percent
from variance.render.rows import Cell, CellState, Row
from variance.render.views import (
    RankedFinding,
    Section,
    find_set_aside,
    index_by_unit,
    shorten_text,
)
from variance.vocabulary import FindingStatus, Severity

# How much of a sentence names it in a list; what is whole in the HTML report needs no more here.
_LISTED = 100
_IN_MATRIX = 56

_STATE_SIGNS = {
    CellState.BASE: "●",
    CellState.SAME: "=",
    CellState.STYLE: "≈",
    CellState.REWORDED: "≠",
    CellState.PARAPHRASE: "∼",
    CellState.PARTIAL: "⊂",
    CellState.ELSEWHERE: "↗",
    CellState.MISSING: "",
    CellState.CUT_OFF: "✂",
    CellState.NOT_COMPARED: "–",
}
_LEGEND = (
    "● the base’s sentence, or the first teller’s · = same words · ≈ style only · ≠ reworded · "
    "∼ paraphrase · ⊂ in part · ⇅ moved · ↗ told in another row · ✂ cut off · – not compared · empty: missing"
)


def _escape(outline: Outline, text: str) -> str:
    return escape_markdown(text, raw=outline.options.raw)


def _list_unit(outline: Outline, source: Source, unit: Unit, limit: int = _LISTED) -> str:
    """A unit in a line: its place and its first words."""
    line = f":{unit.line}" if unit.line is not None else ""
    return f"`{outline.letters[source.id]}{line}` {_escape(outline, shorten_text(unit.text, limit))}"


def _make_table(head: Sequence[str], align: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, align, *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


# ---------------------------------------------------------------------------------------- sources


def write_sources(outline: Outline) -> list[str]:
    """The table of sources, and how alike each two are."""
    letter = outline.letters[outline.base.id]
    rows = []
    for source, counts in zip(outline.comparison.sources, outline.counts, strict=True):
        share = show_percent(counts.told_share) if counts.told_share is not None else ""
        label = _escape(outline, source.label)
        rows.append(
            [
                outline.letters[source.id],
                f"<b>{label}</b> (base)" if source.id == outline.base.id else label,
                f"{counts.words:,}",
                f"{counts.sentences:,}",
                share,
                f"{counts.only_here:,}",
            ]
        )
    table = _make_table(
        ["", "Source", "Words", "Sentences", f"Share of {letter} told", "Only here"],
        [":-:", ":--", "--:", "--:", "--:", "--:"],
        rows,
    )
    return ["### Sources", table, *_write_similarity(outline)]


def _write_similarity(outline: Outline) -> list[str]:
    """A line for two sources, a matrix for more."""
    similarity = outline.comparison.similarity
    letters = list(outline.letters.values())
    if len(letters) < 2:
        return []
    if len(letters) == 2:
        return [f"Similarity: {show_percent(similarity[0][1])}."]
    rows = [
        [f"**{letter}**", *(show_percent(share) if at != number else "" for at, share in enumerate(shares))]
        for number, (letter, shares) in enumerate(zip(letters, similarity, strict=True))
    ]
    return [_make_table(["Similarity", *letters], [":-:", *["--:"] * len(letters)], rows)]


# ------------------------------------------------------------------------------ left out and added


def write_balances(outline: Outline) -> list[str]:
    """What each source leaves out of the base and has beyond it, a folded list a source."""
    if not outline.lists(Severity.WORDING):
        return []
    balances = list_balances(outline)
    if not balances:
        return []
    found = index_unit_findings(outline)
    blocks = [f"### Left out and added, against {outline.letters[outline.base.id]}"]
    for balance in balances:
        counts = [f"leaves out {len(balance.omitted):,}"] if balance.omitted else []
        counts += [f"loses {len(balance.truncated):,} to its cut"] if balance.truncated else []
        counts += [f"adds {len(balance.added):,}"] if balance.added else []
        # The summary is a block of HTML, where Markdown's escapes do not hold.
        label = escape_summary(balance.source.label, raw=outline.options.raw)
        summary = f"<b>{outline.letters[balance.source.id]} {label}</b> {join_words(counts)}"
        listed = [
            *_list_units(outline, outline.base, balance.omitted, "Left out", found),
            *_list_units(outline, outline.base, balance.truncated, "Lost to the cut", {}),
            *_list_units(outline, balance.source, balance.added, "Added", found),
        ]
        if listed:
            blocks += [f"<details><summary>{summary}</summary>", *listed, "</details>"]
        else:
            blocks.append(f"**{outline.letters[balance.source.id]}** leaves out and adds nothing.")
    return blocks


def _list_units(
    outline: Outline,
    source: Source,
    units: Sequence[Unit],
    heading: str,
    found: dict[tuple[str, int], RankedFinding],
) -> list[str]:
    if not units:
        return []
    lines = [f"{heading}:", ""]
    for unit in units:
        line = _list_unit(outline, source, unit)
        ranked = found.get((source.id, unit.id))
        if ranked is not None and ranked.finding.status is FindingStatus.WAIVED:
            reason = _escape(outline, ranked.finding.waiver or "no reason given")
            line = f"<del>{line}</del> waived: {reason}"
        lines.append(f"- {line}")
    return ["\n".join(lines)]


# --------------------------------------------------------------------------------- the statements


def write_statements(outline: Outline) -> list[str]:
    """The matrix: a row a statement, folded; rows that only one source has stand together."""
    if not outline.rows:
        return []
    letters = list(outline.letters.values())
    numbers = _number_findings(outline)
    lines = []
    for (_, only), group in groupby(outline.rows, key=lambda row: (row.reference, row.is_only)):
        rows = list(group)
        if only and len(rows) > 1:
            lines.append(_show_run(outline, rows))
        else:
            lines += [_show_row(outline, row, numbers) for row in rows]
    table = _make_table(["", "Statement", *letters], ["--:", ":--", *[":-:"] * len(letters)], lines)
    amount = count_noun(len(outline.rows), "statement")
    return [f"<details><summary><b>{amount}</b>: who tells what</summary>", _LEGEND, table, "</details>"]


def _number_findings(outline: Outline) -> dict[tuple[str, int], tuple[RankedFinding, ...]]:
    chosen = (Section.SUBSTANCE, Section.ATTRIBUTION)
    return index_by_unit(one for section in chosen for one in outline.sections.get(section, ()))


def _show_row(
    outline: Outline, row: Row, numbers: dict[tuple[str, int], tuple[RankedFinding, ...]]
) -> list[str]:
    told = _name_statement(outline, row)
    if row.is_only:
        told = f"<ins>only {outline.letters[row.reference]}</ins> {told}"
    if row.is_repeat:
        told += " <sub>said before</sub>"
    found = {
        one.number
        for source, cell in row.cells.items()
        for unit in cell.units
        for one in numbers.get((source, unit), ())
    }
    if found:
        told += f" <sub>see {', '.join(str(number) for number in sorted(found))}</sub>"
    cells = [_show_cell(row.cells[source], row) for source in outline.letters]
    return [str(row.number), told, *cells]


def _name_statement(outline: Outline, row: Row) -> str:
    source = outline.comparison.get_source(row.reference)
    units = row.statement.cells[row.reference]
    text = " ".join(source.units[unit].text for unit in units)
    return _escape(outline, shorten_text(text, _IN_MATRIX))


def _show_cell(cell: Cell, row: Row) -> str:
    # Where one source alone has something, the others' cells would only repeat that.
    if row.is_only and cell.state is not CellState.BASE:
        return ""
    sign = _STATE_SIGNS[cell.state]
    if cell.see:
        return f"{sign}<sub>{', '.join(str(number) for number in cell.see)}</sub>"
    return f"{sign}⇅" if cell.is_moved and cell.units else sign


def _show_run(outline: Outline, rows: Sequence[Row]) -> list[str]:
    """Several rows that only one source has, as one."""
    first = rows[0]
    told = f"<ins>only {outline.letters[first.reference]}</ins> {_name_statement(outline, first)}"
    cells = [str(len(rows)) if source == first.reference else "" for source in outline.letters]
    return [f"{first.number}–{rows[-1].number}", f"{told} and {len(rows) - 1} more", *cells]


# ------------------------------------------------------------------------- house style, set aside


def write_single_claims(outline: Outline) -> list[str]:
    """What only the base tells, folded: the list to check where the base is a draft of one's own."""
    units = list_single_claims(outline)
    if not units or not outline.lists(Severity.WORDING):
        return []
    letter = outline.letters[outline.base.id]
    amount = count_noun(len(units), "sentence")
    lines = [f"- {_list_unit(outline, outline.base, unit)}" for unit in units]
    summary = f"<details><summary><b>Only in {letter}</b>: {amount} that no other source carries</summary>"
    return [summary, "\n".join(lines), "</details>"]


def write_house_style(outline: Outline) -> list[str]:
    """Which forms each source uses, folded; a form in bold is another than the base's."""
    conventions = outline.comparison.house_style.conventions
    if not conventions or not outline.lists(Severity.STYLE):
        return []
    rows = []
    for convention in conventions:
        own = choose_usual_form(convention, outline.base.id)
        cells = []
        for source in outline.letters:
            forms = []
            for form in convention.forms:
                count = form.counts.get(source, 0)
                if count:
                    shown = f"{_escape(outline, form.form)} {count:,}"
                    forms.append(f"<b>{shown}</b>" if own not in (None, form.form) else shown)
            cells.append(", ".join(forms))
        rows.append([_escape(outline, convention.concept), *cells])
    letters = list(outline.letters.values())
    table = _make_table(["Convention", *letters], [":--"] * (len(letters) + 1), rows)
    amount = count_noun(len(conventions), "convention")
    letter = outline.letters[outline.base.id]
    usual = f"the usual one of {letter}"
    if any(convention.house is not None for convention in conventions):
        usual = f"the house’s form, or {usual} where the house names none"
    note = f"How often each whole text uses a form; in bold what is not {usual}."
    profiles = "\n".join(
        f"- **{outline.letters[source]}** {_escape(outline, text)}"
        for source, text in describe_profiles(outline)
    )
    blocks = [
        f"<details><summary><b>House style</b>: {amount}</summary>",
        note,
        table,
        profiles,
        "</details>",
    ]
    return [block for block in blocks if block]


def write_set_aside(outline: Outline) -> list[str]:
    """The lines that were read and not compared, with the rule that set them aside, folded."""
    lines = [
        f"- {_list_unit(outline, source, unit)} <sub>{_escape(outline, unit.rule or unit.role)}</sub>"
        for source in outline.comparison.sources
        for unit in find_set_aside(source)
    ]
    if not lines:
        return []
    amount = count_noun(len(lines), "line")
    return [f"<details><summary><b>Set aside</b>: {amount}</summary>", "\n".join(lines), "</details>"]
