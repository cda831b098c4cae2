"""Wires the stages: read → segment → align → classify → weigh."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from os import PathLike, fspath
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from variance import __version__
from variance.align.pairs import align_sources
from variance.align.statements import build_statements
from variance.classify.changes import classify_pairs
from variance.errors import EmptySourceError, InputError, UsageError
from variance.house_settings import HouseSettings
from variance.lexicon.tables import FormKind, extend_forms
from variance.model import Comparison, HouseStyle, Lineage, Note, Pair, Source, Span, Tool, Unit
from variance.read.datelines import find_dateline
from variance.read.document import Block, Document
from variance.read.labels import make_label
from variance.read.lines import LineIndex
from variance.read.reader import read_document
from variance.segment import segment_spans
from variance.text.parsed import parse_source
from variance.vocabulary import Role
from variance.weigh.days import note_dates
from variance.weigh.findings import weigh_findings
from variance.weigh.house_style import tabulate_style
from variance.weigh.ledger import build_ledger
from variance.weigh.lineage import trace_lineage

if TYPE_CHECKING:
    from variance.align.explain import Explanation

# Above this many sources the report keeps the base's pairs only: the pairs grow with the square.
MOST_SOURCES_WITH_ALL_PAIRS = 12
# A title made of a first sentence is cut at a word before this many characters.
LONGEST_TITLE = 120
_ONE_UNIT_ROLES = (Role.HEADLINE, Role.SUBHEAD, Role.MARKUP)


def read_source(
    path: str | PathLike[str],
    *,
    label: str | None = None,
    data: bytes | None = None,
    must_tell: bool = True,
) -> Source:
    """One article, read from a file or from ``data`` under the name ``path``.

    The label is the one given, else the outlet that the article names, else the file's stem. Raises
    InputError for a file that cannot be read, DecodingError for bytes that are no text and
    EmptySourceError for an article without a sentence, unless it need not tell one.
    """
    shown = fspath(path)
    raw = _read_bytes(shown) if data is None else data
    document = read_document(raw, path=shown)
    units = _build_units(document)
    told = [unit for unit in units if unit.role.is_told]
    if not told and must_tell:
        raise EmptySourceError(
            f"{shown}: no sentence to compare; the file is empty or holds page furniture only"
        )
    return Source(
        id=PurePath(shown).stem or shown,
        label=label or make_label(shown, document.metadata),
        path=shown,
        sha256=hashlib.sha256(raw).hexdigest(),
        encoding=document.encoding,
        language="en",
        metadata=document.metadata,
        text=document.text,
        words=sum(_count_words(unit.text) for unit in told),
        truncated_at=document.truncated_at,
        units=units,
        format=document.format,
        anchors=document.anchors,
    )


def compare_sources(
    sources: Sequence[Source],
    *,
    base: str | None = None,
    title: str | None = None,
    settings: Mapping[str, object] | None = None,
    house: HouseSettings | None = None,
    refine: Callable[[Pair], Pair] | None = None,
    has_tables: bool = True,
) -> Comparison:
    """All that differs between two or more sources that tell one story.

    ``base`` names the source the others are seen against by id, label or path; the first if None.
    ``house`` says how the house writes and adds name forms to the tables; the report's settings record it.
    ``refine`` may take rows out of an aligned pair, for a caller that knows more of two sources than their
    texts tell. Without tables the house style and the lineage are left empty, for a caller that compares
    parts of sources.
    Sources whose ids or labels are the same are told apart by a number. Raises UsageError for fewer
    than two sources and for a base that is none of them.
    """
    if len(sources) < 2:
        raise UsageError("one source only: give at least two to compare")
    house = house or HouseSettings()
    recorded = {**house.record, **(settings or {})}
    with extend_forms(tuple((FormKind(table), sets) for table, sets in house.lexicon)):
        return _compare(sources, base, title, recorded, house, refine, has_tables=has_tables)


def _compare(
    sources: Sequence[Source],
    base: str | None,
    title: str | None,
    settings: Mapping[str, object],
    house: HouseSettings,
    refine: Callable[[Pair], Pair] | None,
    *,
    has_tables: bool,
) -> Comparison:
    named = tell_apart(sources)
    chosen = named[0] if base is None else _find_source(named, base)
    parsed = tuple(parse_source(source) for source in named)
    places = tuple(combinations(range(len(named)), 2))
    aligned, notes = align_sources(parsed, places)
    if refine is not None:
        aligned = tuple(map(refine, aligned))
    statements = build_statements(parsed, aligned)
    by_id = {source.source.id: source for source in parsed}
    pairs = classify_pairs(_keep_pairs(aligned, named, chosen), by_id)
    ledger = build_ledger(parsed, pairs)
    return Comparison(
        title=title or _make_title(named, chosen),
        base=chosen.id,
        tool=Tool("variance", __version__),
        settings=dict(settings),
        sources=named,
        pairs=pairs,
        similarity=_tabulate_similarity(named, aligned),
        lineage=trace_lineage(parsed) if has_tables else Lineage(),
        statements=statements,
        quotations=ledger,
        house_style=tabulate_style(parsed, house) if has_tables else HouseStyle(),
        findings=weigh_findings(parsed, chosen.id, pairs, statements, ledger),
        notes=(*_note_reading(named), *notes, *_note_pairs(named), *note_dates(parsed, pairs)),
    )


def explain_sentence(a: Source, b: Source, unit: int) -> Explanation:
    """Why a unit of source a was aligned with what it was in source b, or with nothing.

    Raises KeyError for a unit that is not there or does not tell the story.
    """
    from variance.align.explain import explain_unit  # a comparison does without it

    return explain_unit([parse_source(a), parse_source(b)], 0, 1, unit)


def tell_apart(sources: Sequence[Source]) -> tuple[Source, ...]:
    """The sources with ids and labels that are each their own.

    A second id of the same name gets ``~2``, a second label `` (2)``; where they are all different, as in
    the result of this function, nothing changes.
    """
    ids = _number_twins([source.id for source in sources], "{}~{}")
    labels = _number_twins([source.label for source in sources], "{} ({})")
    return tuple(
        source if (source.id, source.label) == (own_id, label) else replace(source, id=own_id, label=label)
        for source, own_id, label in zip(sources, ids, labels, strict=True)
    )


def date_source(source: Source, published: date | None) -> Source:
    """The source with a date of publication where its text tells none; by it "Tuesday" becomes a date."""
    if published is None or source.metadata.date is not None:
        return source
    return replace(source, metadata=replace(source.metadata, date=published.isoformat()))


def _find_source(sources: Sequence[Source], name: str) -> Source:
    """The source with that id, label or path; UsageError if there is none."""
    for field in ("id", "label", "path"):
        for source in sources:
            if getattr(source, field) == name:
                return source
    for source in sources:
        if PurePath(source.path) == PurePath(name):
            return source
    known = ", ".join(source.label for source in sources)
    raise UsageError(f"no source is called {name!r}; the base is one of: {known}")


def _number_twins(names: Sequence[str], pattern: str) -> list[str]:
    """The names, each made its own by the first number from 2 that is free."""
    taken = set(names)
    seen: Counter[str] = Counter()
    numbered = []
    for name in names:
        seen[name] += 1
        own = name
        while seen[name] > 1 and own in taken:
            own = pattern.format(name, seen[name])
            seen[name] += own in taken
        taken.add(own)
        numbered.append(own)
    return numbered


def _read_bytes(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except FileNotFoundError as error:
        raise InputError(f"{path}: no such file; check the name") from error
    except IsADirectoryError as error:
        raise InputError(
            f"{path}: a directory, not an article; name its files ({path.rstrip('/')}/*.txt)"
        ) from error
    except PermissionError as error:
        raise InputError(f"{path}: not readable; check its permissions") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{path}: cannot be read: {reason}") from error


def _build_units(document: Document) -> tuple[Unit, ...]:
    """Cut every block into its units: sentences, but for what is one piece whatever stops it holds."""
    lines = LineIndex(document.text, document.anchors)
    units: list[Unit] = []
    is_body = False
    for block in document.blocks:
        for start, end in _cut_block(document, block):
            line, column = lines.locate(start)
            dateline = None
            if block.role is Role.SENTENCE and not is_body:
                is_body = True
                dateline_end = find_dateline(document.text, start, end)
                if dateline_end is not None:
                    dateline = Span(len(units), start, dateline_end, document.text[start:dateline_end])
            text = document.text[start:end]
            units.append(Unit(len(units), block.role, block.rule, start, end, line, column, text, dateline))
    return tuple(units)


def _cut_block(document: Document, block: Block) -> tuple[tuple[int, int], ...]:
    if block.role in _ONE_UNIT_ROLES:
        return ((block.start, block.end),)
    return segment_spans(document.text, block.start, block.end, markup=document.format == "markdown")


def _count_words(text: str) -> int:
    return sum(1 for word in text.split() if word[0].isalnum() or any(map(str.isalnum, word)))


def _keep_pairs(pairs: Sequence[Pair], sources: Sequence[Source], base: Source) -> tuple[Pair, ...]:
    if len(sources) <= MOST_SOURCES_WITH_ALL_PAIRS:
        return tuple(pairs)
    return tuple(pair for pair in pairs if base.id in (pair.a, pair.b))


def _tabulate_similarity(sources: Sequence[Source], pairs: Sequence[Pair]) -> tuple[tuple[float, ...], ...]:
    places = {source.id: place for place, source in enumerate(sources)}
    table = [[1.0] * len(sources) for _ in sources]
    for pair in pairs:
        one, two = places[pair.a], places[pair.b]
        table[one][two] = table[two][one] = pair.similarity
    return tuple(tuple(row) for row in table)


def _make_title(sources: Sequence[Source], base: Source) -> str:
    """The story's headline: the base's, else another source's, else the base's first words."""
    for source in (base, *sources):
        if source.metadata.title:
            return source.metadata.title
        for unit in source.told_units:
            if unit.role is Role.HEADLINE:
                return " ".join(unit.text.split())
    first = " ".join(base.told_units[0].text.split())
    return first if len(first) <= LONGEST_TITLE else first[:LONGEST_TITLE].rsplit(" ", 1)[0] + " …"


def _note_reading(sources: Sequence[Source]) -> list[Note]:
    notes = []
    seen: dict[str, Source] = {}
    for source in sources:
        twin = seen.setdefault(source.sha256, source)
        if twin is not source:
            notes.append(Note("read", f"the same text as {twin.label}, byte for byte", source.id))
        if source.truncated_at is not None:
            last = max(
                (u for u in source.told_units if u.start < source.truncated_at),
                key=lambda u: u.start,
                default=None,
            )
            where = f" at line {last.line}" if last is not None and last.line is not None else ""
            notes.append(
                Note("read", f"breaks off{where}: what would follow is not counted as left out", source.id)
            )
    return notes


def _note_pairs(sources: Sequence[Source]) -> list[Note]:
    if len(sources) <= MOST_SOURCES_WITH_ALL_PAIRS:
        return []
    reason = f"{len(sources)} sources: only the base's pairs are kept in the report, statements span all"
    return [Note("align", reason)]
