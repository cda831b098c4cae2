"""Edits cut where they mix what can be told apart: units, quotations, values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from variance.classify.atoms import is_joining_hyphen
from variance.classify.attribution import list_touched
from variance.classify.grammar import ADVERBS, AUXILIARIES, CONJUNCTIONS, DETERMINERS, PREPOSITIONS
from variance.classify.sides import Side
from variance.text.attribution import Attribution
from variance.text.valuekinds import Value
from variance.text.worddiff import Edit

# Words before a date in an insertion from which on the two are told apart.
_LONG_LEAD = 3
_SMALL = DETERMINERS | PREPOSITIONS | CONJUNCTIONS


def split_edits(a: Side, b: Side, edits: Iterable[Edit]) -> list[Edit]:
    """The edits, cut at units' ends, at quotation marks, and around values that answer each other."""
    parts = [part for edit in edits for part in _split_at_units(a, b, edit)]
    parts = [part for edit in parts for part in _split_at_quotations(a, b, edit)]
    parts = [part for edit in parts for part in _split_at_attributions(a, b, edit)]
    parts = [part for edit in parts for part in _split_at_clauses(a, b, edit)]
    parts = [part for edit in parts for part in _split_helpers(a, b, edit)]
    return [part for edit in parts for part in _split_at_values(a, b, edit)]


def _split_at_units(a: Side, b: Side, edit: Edit) -> Iterator[Edit]:
    """The parts of an edit by unit: the borders of both sides are met in order, first with first."""
    cuts_a = [i for i in range(edit.a_start + 1, edit.a_end) if a.is_unit_start(i)]
    cuts_b = [j for j in range(edit.b_start + 1, edit.b_end) if b.is_unit_start(j)]
    while len(cuts_a) < len(cuts_b):
        cuts_a.append(edit.a_end)
    while len(cuts_b) < len(cuts_a):
        cuts_b.append(edit.b_end)
    i, j = edit.a_start, edit.b_start
    for cut_a, cut_b in zip((*cuts_a, edit.a_end), (*cuts_b, edit.b_end), strict=True):
        if cut_a > i or cut_b > j:
            yield Edit(i, cut_a, j, cut_b)
        i, j = cut_a, cut_b


def _split_at_quotations(a: Side, b: Side, edit: Edit) -> Iterator[Edit]:
    """The parts of an edit inside and outside quotation marks, where both sides allow to part them."""
    zones_a = _list_zones(a, edit.a_start, edit.a_end)
    zones_b = _list_zones(b, edit.b_start, edit.b_end)
    if len(zones_a) <= 1 and len(zones_b) <= 1:
        yield edit
        return
    if [zone for _, _, zone in zones_a] == [zone for _, _, zone in zones_b]:
        for (i, k, _), (j, m, _) in zip(zones_a, zones_b, strict=True):
            yield Edit(i, k, j, m)
        return
    if len(zones_a) > 1 and len(zones_b) > 1:
        yield edit
        return
    yield from _part_mixed(edit, zones_a, zones_b)


def _part_mixed(
    edit: Edit, zones_a: list[tuple[int, int, bool]], zones_b: list[tuple[int, int, bool]]
) -> Iterator[Edit]:
    """The parts where one side is of one zone: it goes to the other's first part of that zone."""
    mixed, single = (zones_a, zones_b) if len(zones_a) > 1 else (zones_b, zones_a)
    is_a = mixed is zones_a
    zone = single[0][2] if single else None
    start, end = (edit.b_start, edit.b_end) if is_a else (edit.a_start, edit.a_end)
    is_given = False
    for i, k, inside in mixed:
        takes = not is_given and inside is zone
        low = end if is_given else start
        high = end if takes or is_given else start
        is_given = is_given or takes
        yield Edit(i, k, low, high) if is_a else Edit(low, high, i, k)


def _list_zones(side: Side, start: int, end: int) -> list[tuple[int, int, bool]]:
    """The runs of a range inside and outside quotations; a mark goes with what stands outside."""
    zones: list[tuple[int, int, bool]] = []
    for index in range(start, end):
        inside = side.quoted[index]
        if zones and zones[-1][2] is inside:
            zones[-1] = (zones[-1][0], index + 1, inside)
        else:
            zones.append((index, index + 1, inside))
    return zones


def _split_at_attributions(a: Side, b: Side, edit: Edit) -> Iterator[Edit]:
    """The parts of an edit around an attribution that only one side has there."""
    inside_a = _list_attributions(a, edit.a_start, edit.a_end)
    inside_b = _list_attributions(b, edit.b_start, edit.b_end)
    if bool(inside_a) is bool(inside_b):
        yield edit
        return
    is_base = bool(inside_a)
    side, at, end = (a, edit.a_start, edit.a_end) if is_base else (b, edit.b_start, edit.b_end)
    other = (edit.b_start, edit.b_end) if is_base else (edit.a_start, edit.a_end)
    touched = list_touched(*((b, *other) if is_base else (a, *other)))
    if other[0] < other[1] and (touched or not _is_aside(side, (inside_a or inside_b)[0], at)):
        yield edit
        return
    for found in inside_a or inside_b:
        stop = _find_aside_end(side, found, end)
        if found.start < at:
            continue
        # The other side's words answer what stands before the aside; else what stands behind it.
        if found.start > at:
            yield _make_part_of(other, at, found.start, is_base=is_base)
            other = (other[1], other[1])
        yield _make_part_of((other[0], other[0]), found.start, stop, is_base=is_base)
        at = stop
    if at < end or other[0] < other[1]:
        yield _make_part_of(other, at, end, is_base=is_base)


def _list_attributions(side: Side, start: int, end: int) -> list[Attribution]:
    touched = list_touched(side, start, end)
    return [found for found in touched if start <= found.start and found.end <= end]


def _is_aside(side: Side, found: Attribution, start: int) -> bool:
    """Whether an attribution is set off by a mark from the words of the edit before it."""
    return found.start == start or not side.tokens[found.start - 1].is_word


def _find_aside_end(side: Side, found: Attribution, limit: int) -> int:
    """Where an attribution ends; one behind a quotation or a comma takes what follows up to the next mark."""
    end = found.end
    before = side.tokens[found.start - 1] if found.start else None
    if before is None or before.is_word:
        return end
    while end < limit and (side.tokens[end].is_word or is_joining_hyphen(side.tokens, end)):
        end += 1
    return end


def _make_part_of(other: tuple[int, int], start: int, end: int, *, is_base: bool) -> Edit:
    return Edit(start, end, *other) if is_base else Edit(*other, start, end)


def _split_at_clauses(a: Side, b: Side, edit: Edit) -> Iterator[Edit]:
    """A clause between commas that opens one side's words and has nothing for it on the other, for itself.

    ", who met him twice, also" against "has": the clause was left out, and "also" stands against "has".
    """
    is_base = edit.a_end - edit.a_start > edit.b_end - edit.b_start
    side, start, end = (a, edit.a_start, edit.a_end) if is_base else (b, edit.b_start, edit.b_end)
    other = (edit.b_start, edit.b_end) if is_base else (edit.a_start, edit.a_end)
    commas = [index for index in range(start, end) if side.tokens[index].form == ","]
    is_answered = any(not token.is_word for token in (b if is_base else a).tokens[slice(*other)])
    if other[0] == other[1] or len(commas) < 2 or commas[0] != start or is_answered:
        yield edit
        return
    yield _make_part_of((other[0], other[0]), start, commas[1] + 1, is_base=is_base)
    rest = _make_part_of(other, commas[1] + 1, end, is_base=is_base)
    yield from _split_helpers(a, b, rest)


def _split_helpers(a: Side, b: Side, edit: Edit) -> Iterator[Edit]:
    """An adverb on one side against a helping verb on the other: neither answers the other."""
    words_a = [token.key for token in a.tokens[edit.a_start : edit.a_end]]
    words_b = [token.key for token in b.tokens[edit.b_start : edit.b_end]]
    if words_a and words_b and (_are_apart(words_a, words_b) or _are_apart(words_b, words_a)):
        yield Edit(edit.a_start, edit.a_end, edit.b_start, edit.b_start)
        yield Edit(edit.a_end, edit.a_end, edit.b_start, edit.b_end)
    else:
        yield edit


def _are_apart(adverbs: list[str], helpers: list[str]) -> bool:
    return all(word in ADVERBS for word in adverbs) and all(word in AUXILIARIES for word in helpers)


def _split_at_values(a: Side, b: Side, edit: Edit) -> Iterator[Edit]:
    """The parts of an edit around the values that answer each other, or around one that has no answer."""
    values_a, values_b = a.list_values(edit.a_start, edit.a_end), b.list_values(edit.b_start, edit.b_end)
    pairs = _pair_values(values_a, values_b)
    if pairs:
        i, j = edit.a_start, edit.b_start
        for one, two in pairs:
            start, low = _take_preposition(a, one, i), _take_preposition(b, two, j)
            if (start < one.start) is (low < two.start) and a.tokens[start].key == b.tokens[low].key:
                start, low = one.start, two.start  # the same word before both belongs to neither
            yield from _make_part(a, b, Edit(i, start, j, low))
            yield Edit(start, one.end, low, two.end)
            i, j = one.end, two.end
        yield from _make_part(a, b, Edit(i, edit.a_end, j, edit.b_end))
        return
    if bool(values_a) is bool(values_b):
        yield edit
        return
    yield from _split_off_date(a, b, edit, (values_a or values_b)[-1], is_base=bool(values_a))


def _take_preposition(side: Side, value: Value, floor: int) -> int:
    """Where a date begins with the preposition that ties it: "since 2012"."""
    start = value.start
    if value.kind.is_temporal and start > floor and side.tokens[start - 1].key in PREPOSITIONS:
        start -= 1
    return start


def _split_off_date(a: Side, b: Side, edit: Edit, value: Value, *, is_base: bool) -> Iterator[Edit]:
    """An edit without the date that one side alone has ("told them Thursday"), and the date for itself."""
    side, floor, end = (a, edit.a_start, edit.a_end) if is_base else (b, edit.b_start, edit.b_end)
    other = (edit.b_start, edit.b_end) if is_base else (edit.a_start, edit.a_end)
    start = value.start
    while start > floor and side.tokens[start - 1].key in _SMALL:
        start -= 1
    lead = sum(token.is_word for token in side.tokens[floor:start])
    rest = sum(token.is_word for token in side.tokens[value.end : end])
    is_answered = other[0] < other[1]
    # What one side says more is one phrase with its date ("the pact signed Monday"), unless it is long.
    fewest = 1 if is_answered else _LONG_LEAD
    is_inner = rest > 0 and (not is_answered or rest < _LONG_LEAD or side.quoted[value.start])
    if not value.kind.is_temporal or lead < fewest or is_inner:
        yield edit
        return
    # The other side's words answer the longer part.
    cut = other[1] if lead >= rest else other[0]
    yield _make_part_of((other[0], cut), floor, start, is_base=is_base)
    date_end = value.end if rest else end
    yield _make_part_of((cut, cut), start, date_end, is_base=is_base)
    if rest:
        yield _make_part_of((cut, other[1]), date_end, end, is_base=is_base)


def _make_part(a: Side, b: Side, edit: Edit) -> Iterator[Edit]:
    """What is left beside a pair of values, unless it is small words only."""
    words = (*a.tokens[edit.a_start : edit.a_end], *b.tokens[edit.b_start : edit.b_end])
    if any(token.is_word and token.key not in _SMALL for token in words):
        yield edit


def _pair_values(values_a: list[Value], values_b: list[Value]) -> list[tuple[Value, Value]]:
    """Values of both sides that may answer each other, in order: dates with dates, numbers with numbers."""
    pairs: list[tuple[Value, Value]] = []
    rest = list(values_b)
    for value in values_a:
        for index, other in enumerate(rest):
            if other.kind.is_temporal is value.kind.is_temporal:
                pairs.append((value, other))
                del rest[: index + 1]
                break
    return pairs
