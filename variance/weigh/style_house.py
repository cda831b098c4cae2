"""The house's own forms, as the settings name them, and how each source writes by its whole text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from variance.house_settings import HouseSettings, HouseVariety
from variance.lexicon.spelling import Variety, find_spelling, find_varieties
from variance.lexicon.tables import lookup_form
from variance.model import StyleConvention, StyleProfile
from variance.vocabulary import ChangeKind, SpellingVariety
from variance.weigh.style_tally import Tally
from variance.weigh.style_words import AMERICAN, BRITISH, VARIETY, find_family

# A text is of mixed spelling where one telling word in five or more is of the other variety: a quoted
# name or a title ("Labor Day", "Department of Defense") is no mixture.
_MIXED_SHARE = 0.2
_SIDES = {HouseVariety.BRITISH: BRITISH, HouseVariety.AMERICAN: AMERICAN}
_VARIETIES = {
    HouseVariety.BRITISH: frozenset({Variety.BRITISH_ISE, Variety.BRITISH_IZE}),
    HouseVariety.AMERICAN: frozenset({Variety.AMERICAN}),
}


def find_house_form(tally: Tally, house: HouseSettings) -> str | None:
    """The form of a convention that the house writes; None if its settings do not say.

    A form that the settings name goes before what follows from the variety. A family of spellings is
    named by any of its words ("organise").
    """
    for form in house.forms:
        if form in tally.counts or any(form in written for written in tally.written.values()):
            return next(side for side, w in tally.written.items() if form == side or form in w)
        if _is_form_of(form, tally):
            return _find_side(form) if tally.key == "" else form
    if house.variety is None or tally.kind is not ChangeKind.SPELLING:
        return None
    if not tally.key:
        return _SIDES[house.variety]
    fitting = [form for form in tally.counts if find_varieties(form) & _VARIETIES[house.variety]]
    return min(fitting, key=lambda form: (len(find_varieties(form)), form), default=None)


def _is_form_of(form: str, tally: Tally) -> bool:
    """Whether the house's form is another way to write what a tally counts."""
    word = form.casefold()
    match tally.kind:
        case ChangeKind.NAME_FORM | ChangeKind.ABBREVIATION | ChangeKind.CAPITALISATION:
            entry = lookup_form(form)
            return entry is not None and tally.key != "" and entry.key == tally.key
        case ChangeKind.SPELLING if tally.key:
            return find_spelling(word) == tally.key
        case ChangeKind.SPELLING:
            return tally.concept != VARIETY and find_family(find_spelling(word)) == tally.concept
        case ChangeKind.HYPHENATION:
            return find_spelling(word.replace("-", "")) == tally.key
        case _:
            return False


def _find_side(form: str) -> str:
    word = form.casefold()
    return AMERICAN if find_spelling(word) == word else BRITISH


def profile_sources(
    sources: Iterable[str],
    tallies: Sequence[Tally],
    conventions: Sequence[tuple[StyleConvention, str | None, Tally]],
) -> tuple[StyleProfile, ...]:
    """Each source's variety of English, its own inconsistencies and its departures from the house, by id.

    ``conventions`` are those of the table, each with the side of its tally that is the house's.
    """
    spelt = next((tally for tally in tallies if tally.concept == VARIETY), None)
    profiles = []
    for source in sorted(sources):
        british = spelt.counts[BRITISH][source] if spelt and BRITISH in spelt.counts else 0
        american = spelt.counts[AMERICAN][source] if spelt and AMERICAN in spelt.counts else 0
        mixed = [
            convention.concept
            for convention, _, tally in conventions
            if tally is not spelt
            and not tally.only_between_sources
            and sum(counts[source] > 0 for counts in tally.counts.values()) > 1
        ]
        departures = sum(
            counts[source]
            for _, side, tally in conventions
            if side is not None and tally is not spelt
            for form, counts in tally.counts.items()
            if form != side
        )
        variety = _judge_variety(british, american)
        profiles.append(StyleProfile(source, variety, british, american, tuple(mixed), departures))
    return tuple(profiles)


def _judge_variety(british: int, american: int) -> SpellingVariety:
    total = british + american
    if not total:
        return SpellingVariety.UNCLEAR
    if min(british, american) >= _MIXED_SHARE * total:
        return SpellingVariety.MIXED
    return SpellingVariety.BRITISH if british > american else SpellingVariety.AMERICAN
