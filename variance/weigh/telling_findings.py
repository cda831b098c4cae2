"""Findings on whole units: left out, added, moved, cut off, told twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from variance.model import Pair, Reading, Statement
from variance.vocabulary import FindingKind, Severity
from variance.weigh.drafts import Draft, Story
from variance.weigh.excerpts import clip_text
from variance.weigh.titles import LONGEST_TITLE, list_labels

# Words of the place where a source breaks off, enough to find it.
_LAST_WORDS = 4


def draft_tellings(story: Story, pairs: Sequence[Pair], statements: Sequence[Statement]) -> Iterator[Draft]:
    """Who left out, added, moved or repeated what, seen from the base, and who breaks off where."""
    yield from _draft_omissions(story, pairs, statements)
    yield from _draft_additions(story, pairs, statements)
    yield from _draft_moves(story, pairs)
    yield from _draft_truncations(story, pairs)
    yield from _draft_repeats(story, pairs)


def _draft_omissions(story: Story, pairs: Sequence[Pair], statements: Sequence[Statement]) -> Iterator[Draft]:
    """One finding a unit of the base, with all sources that lack it."""
    lacking: dict[int, list[str]] = defaultdict(list)
    others: set[str] = set()
    for pair in _list_base_pairs(story, pairs):
        is_a = pair.a == story.base
        other = pair.b if is_a else pair.a
        others.add(other)
        for unit in pair.omitted if is_a else pair.added:
            lacking[unit].append(other)
    tellers = _map_tellers(statements)
    for unit, sources in sorted(lacking.items()):
        cells = tellers.get((story.base, unit), {story.base: (unit,)})
        holders = story.sort_ids([story.base, *(s for s in cells if s not in sources)])
        missing = story.sort_ids(sources)
        text = story.get_unit_text(story.base, unit)
        if set(missing) == others:
            head = f"Only in {story.get_label(story.base)}"
        else:
            head = f"Not in {list_labels(missing, story.get_label)}"
        yield _draft_unit(story, FindingKind.OMISSION, head, text, holders, [(story.base, unit)])


def _draft_additions(story: Story, pairs: Sequence[Pair], statements: Sequence[Statement]) -> Iterator[Draft]:
    """One finding a statement that the base lacks, with all sources that tell it."""
    added: dict[str, set[int]] = defaultdict(set)
    for pair in _list_base_pairs(story, pairs):
        is_a = pair.a == story.base
        added[pair.b if is_a else pair.a].update(pair.added if is_a else pair.omitted)
    for statement in statements:
        units = [(s, unit) for s, cell in statement.cells.items() for unit in cell if unit in added[s]]
        if not units:
            continue
        sources = story.sort_ids(source for source, _ in units)
        units.sort(key=lambda unit: (sources.index(unit[0]), unit[1]))
        labels = list_labels(sources, story.get_label)
        is_alone = len(statement.cells) == len(sources) == 1
        head = f"Only in {labels}" if is_alone else f"In {labels}, not in {story.get_label(story.base)}"
        text = story.get_unit_text(*units[0])
        yield _draft_unit(story, FindingKind.ADDITION, head, text, sources, units)


def _draft_moves(story: Story, pairs: Sequence[Pair]) -> Iterator[Draft]:
    """One finding a copied sentence that others have in another place; retellings have their own order."""
    moved: dict[tuple[int, ...], list[tuple[str, tuple[int, ...]]]] = defaultdict(list)
    for pair in _list_base_pairs(story, pairs):
        for row in pair.alignments:
            if row.moved and row.kind.is_copied:
                own, other = (row.a, row.b) if pair.a == story.base else (row.b, row.a)
                moved[own].append((pair.b if pair.a == story.base else pair.a, other))
    for own, places in sorted(moved.items()):
        sources = story.sort_ids(source for source, _ in places)
        units = [(story.base, unit) for unit in own]
        units += [(source, unit) for source, cell in places for unit in cell]
        text = " ".join(story.get_unit_text(story.base, unit) for unit in own)
        head = f"In another place in {list_labels(sources, story.get_label)}"
        yield _draft_unit(story, FindingKind.MOVED, head, text, (story.base, *sources), units)


def _draft_truncations(story: Story, pairs: Sequence[Pair]) -> Iterator[Draft]:
    """One finding a source that breaks off: where, and how much of the base lies behind."""
    behind: dict[str, int] = {}
    for pair in _list_base_pairs(story, pairs):
        other = pair.b if pair.a == story.base else pair.a
        cut, own = (
            (pair.truncated, pair.truncated_b) if pair.a == story.base else (pair.truncated_b, pair.truncated)
        )
        behind[other] = len(cut)
        behind[story.base] = max(behind.get(story.base, 0), len(own))
    for parsed in story.sources:
        source = parsed.source
        if source.truncated_at is None and not behind.get(source.id):
            continue
        limit = len(source.text) if source.truncated_at is None else source.truncated_at
        last = max(
            (unit for unit in source.told_units if unit.start < limit),
            key=lambda unit: unit.start,
            default=None,
        )
        if last is None:
            continue
        ending = " ".join(last.text.split()[-_LAST_WORDS:])
        count = behind.get(source.id, 0)
        rest = (
            "another source goes on" if source.id == story.base else f"{story.get_label(story.base)} goes on"
        )
        sentences = f" for {count} sentence{'s' if count > 1 else ''}" if count else ""
        title = f"{source.label} breaks off at ‘… {ending}’" + (f"; {rest}{sentences}" if count else "")
        yield Draft(
            FindingKind.TRUNCATED,
            Severity.WORDING,
            clip_text(title, LONGEST_TITLE),
            (Reading(" ".join(last.text.split()), (source.id,)),),
            (story.cite_unit(source.id, last.id),),
            (last.text,),
        )


def _draft_repeats(story: Story, pairs: Sequence[Pair]) -> Iterator[Draft]:
    """One finding a unit that says again what an earlier one of its source said."""
    repeated: dict[str, set[int]] = defaultdict(set)
    for pair in pairs:
        repeated[pair.a].update(pair.repeated.a)
        repeated[pair.b].update(pair.repeated.b)
    for parsed in story.sources:
        source = parsed.source
        first: dict[str, int] = {}
        for unit in source.told_units:
            first.setdefault(" ".join(unit.text.split()).casefold(), unit.id)
        for unit_id in sorted(repeated[source.id]):
            text = source.units[unit_id].text
            earlier = first.get(" ".join(text.split()).casefold(), unit_id)
            units = [(source.id, unit) for unit in dict.fromkeys((earlier, unit_id))]
            head = f"Told twice in {source.label}"
            yield _draft_unit(story, FindingKind.REPEAT, head, text, (source.id,), units)


def _draft_unit(
    story: Story,
    kind: FindingKind,
    head: str,
    text: str,
    sources: Sequence[str],
    units: Sequence[tuple[str, int]],
) -> Draft:
    """A finding on units: its title opens their text, its reading and evidence are all of it."""
    room = LONGEST_TITLE - len(head) - len(": ‘’")
    title = f"{head}: ‘{clip_text(text, room)}’" if room > 0 else clip_text(head, LONGEST_TITLE)
    evidence = tuple(story.cite_unit(*unit) for unit in units)
    texts = sorted({" ".join(story.get_unit_text(*unit).split()) for unit in units})
    return Draft(
        kind,
        Severity.WORDING,
        title,
        (Reading(" ".join(text.split()), tuple(sources)),),
        evidence,
        tuple(texts),
    )


def _list_base_pairs(story: Story, pairs: Sequence[Pair]) -> list[Pair]:
    return [pair for pair in pairs if story.base in (pair.a, pair.b)]


def _map_tellers(statements: Sequence[Statement]) -> dict[tuple[str, int], dict[str, tuple[int, ...]]]:
    """The cells of the statement that each unit stands in."""
    return {
        (source, unit): dict(statement.cells)
        for statement in statements
        for source, cell in statement.cells.items()
        for unit in cell
    }
