"""The report for a terminal: what to check first on one screen, the rest counted and named.

Colour only ever says added, removed or where to look; without it signs say the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from variance.frozen import NamedTuple
from variance.model import Comparison
from variance.render.escape import escape_terminal
from variance.render.options import RenderOptions
from variance.render.outline import (
    Outline,
    build_outline,
    choose_form,
    describe_lineage,
    describe_majority,
    describe_profiles,
    headline_report,
    list_balances,
    list_remarks,
    list_single_claims,
    summarise_findings,
    tell_readings,
)
from variance.render.phrases import ask_or_say, count_noun, show_percent
from variance.render.readings import Mark, Piece, clip_pieces
from variance.render.rows import CellState, trace_units
from variance.render.table import cut_width, draw_table, measure_width, pad_text, split_words, wrap_words
from variance.render.views import RankedFinding, Section, shorten_text, sum_words
from variance.vocabulary import FindingStatus, Severity

# A label in the table of sources, and a form of house style, is cut to this many columns.
_LABEL_WIDTH = 28
# The columns that the rest of that table takes.
_COUNTS_WIDTH = 48
_SECTIONS = (
    (Section.SUBSTANCE, "CHECK FIRST", "●"),
    (Section.ATTRIBUTION, "WHO SAYS IT", "◐"),
    (Section.WORDING, "WORDING", "○"),
    (Section.STRUCTURE, "MOVED, REPEATED, CUT OFF", "○"),
)
_ASCII_SIGNS = {"●": "*", "◐": "o", "○": "-", " · ": " | "}
_STRIP = {
    CellState.BASE: ("█", "#"),
    CellState.SAME: ("█", "#"),
    CellState.STYLE: ("█", "#"),
    CellState.REWORDED: ("▓", "="),
    CellState.PARAPHRASE: ("▒", "~"),
    CellState.PARTIAL: ("▒", "~"),
    CellState.ELSEWHERE: ("░", "."),
    CellState.ONLY: ("+", "+"),
    CellState.REPEAT: ("·", ":"),
}
_CUT = ("⌇", "|")

# How much of a sentence names it in a list.
_LISTED = 100
_BOLD, _DIM, _REVERSED, _STRUCK, _ADDED, _REMOVED = "1", "2", "7", "9", "4;34", "9;31"
# Columns that a line of a finding may lose to its indent and to the signs of a mark.
_INDENT = 14


class _Screen(NamedTuple):
    """How words get to the screen: their colours, their escaping, the signs there are."""

    options: RenderOptions

    def paint(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self.options.colour and text else text

    def show(self, text: str) -> str:
        """Words of an article, of a label or of variance itself, harmless on a terminal."""
        return escape_terminal(text, unicode=self.options.unicode, raw=self.options.raw)

    def sign(self, unicode: str) -> str:
        return unicode if self.options.unicode else _ASCII_SIGNS[unicode]

    @property
    def ellipsis(self) -> str:
        return "…" if self.options.unicode else "..."

    def split(self, text: str, style: str = "") -> list[str]:
        """The words of a text, harmless and each painted, none wider than a line."""
        room = self.options.columns - _INDENT
        return [self.paint(word, style) if style else word for word in split_words(self.show(text), room)]

    def mark(self, piece: Piece) -> list[str]:
        """The words of a piece of a reading; without colour in the signs of a word diff."""
        if piece.mark is Mark.SHARED or (piece.mark is Mark.LEMMA and not self.options.colour):
            return self.split(piece.text)
        if self.options.colour:
            style = {Mark.LEMMA: _BOLD, Mark.ADDED: _ADDED, Mark.REMOVED: _REMOVED}[piece.mark]
            return self.split(piece.text, style)
        words = self.split(piece.text)
        if words:
            start, end = ("{+", "+}") if piece.mark is Mark.ADDED else ("[-", "-]")
            words[0] = start + words[0]
            words[-1] += end
        return words


def render(comparison: Comparison, options: RenderOptions) -> str:
    """The report as lines no wider than the options say; UsageError for a base that does not exist."""
    outline = build_outline(comparison, options)
    screen = _Screen(options)
    blocks = [
        _write_head(outline, screen),
        _write_sources(outline, screen),
        _write_strips(outline, screen),
        *(_write_section(outline, screen, *section) for section in _SECTIONS),
        _write_single_claims(outline, screen),
        _write_balance(outline, screen)
        + _write_house_style(outline, screen)
        + _write_profiles(outline, screen),
        _write_remarks(outline, screen),
    ]
    return "\n\n".join("\n".join(lines) for lines in blocks if lines) + "\n"


def _write_head(outline: Outline, screen: _Screen) -> list[str]:
    width = outline.options.columns
    summary = summarise_findings(outline)
    told = [
        f"{count_noun(len(outline.comparison.sources), 'version')},",
        f"{sum_words(outline.comparison.sources):,} words,",
        f"{count_noun(len(outline.rows), 'statement')},",
        f"compared with {outline.letters[outline.base.id]}.",
        describe_lineage(outline),
    ]
    lines = wrap_words(screen.split(outline.comparison.title, _BOLD), width)
    lines += wrap_words(" ".join(told).split(), width)
    lines.append("")
    counted = headline_report(outline) + (f": {summary}." if summary else ".")
    return lines + wrap_words(counted.split(), width)


def _write_sources(outline: Outline, screen: _Screen) -> list[str]:
    letter = outline.letters[outline.base.id]
    rows = [["", "source", "words", "sentences", f"of {letter} told", "only here"]]
    for source, counts in zip(outline.comparison.sources, outline.counts, strict=True):
        is_base = source.id == outline.base.id
        extra = " (base)" if is_base else ", cut off" if source.truncated_at is not None else ""
        room = min(_LABEL_WIDTH, outline.options.columns - _COUNTS_WIDTH - len(extra))
        label = cut_width(screen.show(source.label), room, screen.ellipsis)
        own = outline.letters[source.id]
        rows.append(
            [
                screen.paint(own, _REVERSED) if is_base else own,
                label + extra,
                f"{counts.words:,}",
                f"{counts.sentences:,}",
                show_percent(counts.told_share) if counts.told_share is not None else "",
                f"{counts.only_here:,}",
            ]
        )
    table = draw_table(rows, [False, False, True, True, True, True])
    return [f"  {line}" for line in table]


def _write_strips(outline: Outline, screen: _Screen) -> list[str]:
    """A sign a sentence for each source, in its own order."""
    at = 0 if screen.options.unicode else 1
    lines = []
    letter_width = max(len(letter) for letter in outline.letters.values())
    room = outline.options.columns - 3 - letter_width
    for source in outline.comparison.sources:
        traces = trace_units(outline.comparison, outline.base.id, source.id)
        strip = "".join(_STRIP[trace.state][at] for trace in traces)
        strip += _CUT[at] if source.truncated_at is not None else ""
        head = f"  {pad_text(outline.letters[source.id], letter_width)} "
        for start in range(0, len(strip), room):
            lines.append((head if start == 0 else " " * len(head)) + strip[start : start + room])
    told = [
        (CellState.SAME, "same words"),
        (CellState.REWORDED, "reworded"),
        (CellState.PARTIAL, "in part"),
        (CellState.ELSEWHERE, f"told, but not in {outline.letters[outline.base.id]}"),
        (CellState.ONLY, "only here"),
        (CellState.REPEAT, "said twice"),
    ]
    legend = ["a sign a sentence or headline:", *(f"{_STRIP[state][at]} {words}" for state, words in told)]
    return lines + wrap_words(
        [*legend, f"{_CUT[at]} cut off"], outline.options.columns, indent="    ", hanging="    "
    )


# --------------------------------------------------------------------------------------- findings


def _write_section(outline: Outline, screen: _Screen, section: Section, heading: str, sign: str) -> list[str]:
    findings = outline.sections.get(section, ())
    if not findings:
        return []
    questions = sum(not one.finding.certain for one in findings)
    amount = f"{len(findings):,}" + (f", {count_noun(questions, 'question')} among them" if questions else "")
    lines = [screen.paint(f"{screen.sign(sign)} {heading}", _BOLD) + f": {amount}", ""]
    number_width = max(3, *(len(str(one.number)) for one in findings))
    for ranked in findings:
        lines += _write_finding(outline, screen, ranked, number_width)
    return lines


def _write_finding(outline: Outline, screen: _Screen, ranked: RankedFinding, number_width: int) -> list[str]:
    width = outline.options.columns
    number = screen.paint(pad_text(str(ranked.number), number_width, right=True), _DIM)
    indent = f" {number}  "
    hanging = " " * measure_width(indent)
    is_waived = ranked.finding.status is FindingStatus.WAIVED
    words = screen.split(ask_or_say(ranked.finding), _STRUCK if is_waived else _BOLD)
    words.append(screen.paint(ranked.finding.id, _DIM))
    if is_waived:
        words += screen.split(f"[waived: {ranked.finding.waiver or 'no reason given'}]")
    words += [screen.paint(word, _DIM) for word in describe_majority(outline, ranked.finding).split()]
    lines = wrap_words(words, width, indent=indent, hanging=hanging)
    for told in tell_readings(outline, ranked.finding):
        shown = _join_pieces(screen, clip_pieces(told.pieces))
        lines += wrap_words([*told.place.split(), *shown], width, indent=hanging, hanging=f"{hanging}  ")
    return lines


def _join_pieces(screen: _Screen, pieces: Sequence[Piece]) -> list[str]:
    """The words of a reading; a marked piece that touches its neighbour stays in one word with it."""
    words: list[str] = []
    glued = False
    for piece in pieces:
        found = screen.mark(piece)
        starts_apart = piece.mark is Mark.REMOVED or piece.text[:1].isspace()
        if glued and found and not starts_apart and words:
            words[-1] += found.pop(0)
        words += found
        glued = piece.mark is not Mark.REMOVED and not piece.text[-1:].isspace()
    return words


def _write_single_claims(outline: Outline, screen: _Screen) -> list[str]:
    """What only the base tells: the list to check where the base is a draft of one's own."""
    units = list_single_claims(outline)
    if not units or not outline.lists(Severity.WORDING):
        return []
    letter = outline.letters[outline.base.id]
    heading = screen.paint(f"{screen.sign('○')} ONLY IN {letter}", _BOLD)
    lines = [f"{heading}: {count_noun(len(units), 'sentence')} that no other source carries", ""]
    for unit in units:
        place = f"{letter}:{unit.line}" if unit.line is not None else letter
        text = screen.split(shorten_text(unit.text, _LISTED))
        lines += wrap_words([place, *text], outline.options.columns, indent="      ", hanging="        ")
    return lines


# ------------------------------------------------------------------------------------ the counts


def _write_balance(outline: Outline, screen: _Screen) -> list[str]:
    """What each source leaves out and adds, in numbers."""
    if not outline.lists(Severity.WORDING):
        return []
    balances = list_balances(outline)
    if not balances:
        return []
    letter = outline.letters[outline.base.id]
    left_out, added = [], []
    for balance in balances:
        own = outline.letters[balance.source.id]
        cut = f" (and {len(balance.truncated):,} lost to the cut)" if balance.truncated else ""
        left_out.append(f"{own} {len(balance.omitted):,}{cut}")
        added.append(f"{own} {len(balance.added):,}")
    lines: list[str] = []
    for heading, amounts in ((f"left out of {letter}", left_out), (f"added to {letter}", added)):
        lines += _write_named(outline, heading, [f"{amount}," for amount in amounts[:-1]] + amounts[-1:])
    return lines


_NAME_WIDTH = 16
# Stands for a space at which a line is not to be broken.
_JOIN = "\0"


def _write_named(outline: Outline, heading: str, words: Sequence[str]) -> list[str]:
    indent = f"  {pad_text(heading, _NAME_WIDTH)}  "
    return wrap_words(words, outline.options.columns, indent=indent, hanging=" " * len(indent))


def _write_house_style(outline: Outline, screen: _Screen) -> list[str]:
    """The conventions on which the sources differ: each form with the letters of who uses it most."""
    conventions = outline.comparison.house_style.conventions
    if not conventions or not outline.lists(Severity.STYLE):
        return []
    words: list[str] = []
    for convention in conventions:
        users: dict[str, list[str]] = {}
        for source in outline.letters:
            form = choose_form(convention, source)
            if form is not None:
                users.setdefault(form, []).append(source)
        if len(users) > 1:
            for form, who in users.items():
                shown = cut_width(screen.show(form), _LABEL_WIDTH, screen.ellipsis)
                # A form and its first letter stay on one line.
                words += f"{shown.replace(' ', _JOIN)}{_JOIN}{outline.name_sources(who)},".split()
            words[-1] = f"{words[-1][:-1]};"
    if not words:
        return []
    words[-1] = words[-1].removesuffix(";")
    return _write_named(outline, "house style", [word.replace(_JOIN, " ") for word in words])


def _write_profiles(outline: Outline, screen: _Screen) -> list[str]:
    """How each source writes by its whole text."""
    if not outline.lists(Severity.STYLE):
        return []
    lines: list[str] = []
    for number, (source, text) in enumerate(describe_profiles(outline)):
        heading = "" if number else "each source"
        lines += _write_named(outline, heading, [f"{outline.letters[source]}:", *screen.split(text)])
    return lines


def _write_remarks(outline: Outline, screen: _Screen) -> list[str]:
    lines: list[str] = []
    if not outline.sections.get(Section.SUBSTANCE):
        lines += ["  No altered quotation, number, date, name, negation or degree of certainty was found."]
    for source, text in list_remarks(outline):
        head = f"{outline.letters[source]} " if source in outline.letters else ""
        words = screen.split(f"{head}{text}.")
        lines += wrap_words(words, outline.options.columns, indent="  ", hanging="  ")
    return lines
