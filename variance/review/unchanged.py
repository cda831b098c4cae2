"""The sentences that stand in both revisions as they are, so that only the others need a closer look.

Found before the engine is asked: a sentence that did not change is never taken for a version of another,
and a review costs what changed and not what the files hold.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache

from variance.model import Source, Unit

# The marks of a quotation in Markdown on its later lines; they move when a text is wrapped anew.
_QUOTE_MARKS = re.compile(r"\n[ \t]*(?:>[ \t]?)+")


# Every step of a review asks for the words of the same units; a file has seldom more than these.
_KEPT = 4096


def fold_unit(unit: Unit) -> str:
    """A unit's words in one line, as they are whatever the width of the lines."""
    return _fold_text(unit.text)


@lru_cache(maxsize=_KEPT)
def _fold_text(text: str) -> str:
    return " ".join((_QUOTE_MARKS.sub("\n", text) if ">" in text else text).split())


def count_words(units: Iterable[Unit]) -> int:
    """The words of the units that tell something; a dash of its own counts too, which no share minds."""
    return sum(_count_text(unit.text) for unit in units if unit.role.is_told)


@lru_cache(maxsize=_KEPT)
def _count_text(text: str) -> int:
    return len(text.split())


def match_unchanged(base: Source, head: Source) -> dict[int, int]:
    """Base unit → head unit with the very same text, for the told units.

    What stands equally often on both sides is matched in order; then what stands beside a matched unit on
    both sides; then in order what is left of texts that one side has more often. Linear in the number of
    units.
    """
    old, new = base.told_units, head.told_units
    old_keys, new_keys = [fold_unit(unit) for unit in old], [fold_unit(unit) for unit in new]
    counts, new_counts = Counter(old_keys), Counter(new_keys)
    places: dict[str, list[int]] = defaultdict(list)
    for place, key in enumerate(new_keys):
        places[key].append(place)
    waiting = {key: iter(found) for key, found in places.items()}
    partner: list[int | None] = [
        next(waiting[key]) if counts[key] == new_counts[key] else None for key in old_keys
    ]
    taken = {place for place in partner if place is not None}
    for order, step in ((range(len(old)), 1), (range(len(old) - 1, -1, -1), -1)):
        for place in order:
            beside = partner[place - step] if 0 <= place - step < len(old) else None
            if partner[place] is not None or beside is None:
                continue
            other = beside + step
            if 0 <= other < len(new) and other not in taken and new_keys[other] == old_keys[place]:
                partner[place] = other
                taken.add(other)
    rest = {key: iter([at for at in found if at not in taken]) for key, found in places.items()}
    for place, key in enumerate(old_keys):
        if partner[place] is None and key in rest:
            partner[place] = next(rest[key], None)
    return {old[place].id: new[other].id for place, other in enumerate(partner) if other is not None}


# ------------------------------------------------------------------------------------- what goes along

# Marks that open or close a quotation, and not the apostrophe inside a word.
_QUOTING = re.compile(r"[\"“”„«»‘]|(?<!\w)'|'(?!\w)")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_WORD = re.compile(r"[^\W\d_]+")
# A quotation that runs over more sentences than this on a side is looked at in part.
_MOST_BESIDE = 8
# So many sentences more are enough to tell whether a capital belongs to a name or opens a sentence.
_MOST_WITNESSES = 12


def find_context(source: Source, changed: Iterable[int]) -> set[int]:
    """The unchanged told units that share a quotation's paragraph with a changed one."""
    units = source.told_units
    places = {unit.id: place for place, unit in enumerate(units)}
    wanted = set(changed)
    context: set[int] = set()
    for unit in sorted(wanted):
        for step in (-1, 1):
            place = places[unit]
            beside: list[int] = []
            is_quoting = _QUOTING.search(units[place].text) is not None
            while len(beside) < _MOST_BESIDE and 0 <= place + step < len(units):
                first, second = sorted((place, place + step))
                if _BLANK_LINE.search(source.text, units[first].end, units[second].start):
                    break
                place += step
                is_quoting = is_quoting or _QUOTING.search(units[place].text) is not None
                beside.append(units[place].id)
            if is_quoting:
                context.update(beside)
    return context - wanted


def find_witnesses(source: Source, changed: Iterable[int]) -> set[int]:
    """Unchanged units that show how the words which open the changed ones are written elsewhere."""
    wanted = set(changed)
    asked: set[str] = set()
    for unit in sorted(wanted):
        text = source.units[unit].text
        asked.update(word.casefold() for word in _WORD.findall(text) if word[0].isupper())
    witnesses: set[int] = set()
    for one in source.told_units:
        if not asked or len(witnesses) >= _MOST_WITNESSES:
            break
        if one.id in wanted:
            continue
        folded = one.text.casefold()
        if not any(word in folded for word in asked):
            continue
        # The word that opens a sentence shows nothing.
        found = asked.intersection(word.casefold() for word in _WORD.findall(one.text)[1:])
        if found:
            asked -= found
            witnesses.add(one.id)
    return witnesses
