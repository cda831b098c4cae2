"""The house-style table: which spelling and name forms each source's whole text uses, aligned or not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from variance.house_settings import HouseSettings
from variance.model import HouseStyle, StyleConvention, StyleForm
from variance.text.parsed import ParsedSource
from variance.vocabulary import ChangeKind
from variance.weigh import style_marks, style_names, style_words
from variance.weigh.style_house import find_house_form, profile_sources
from variance.weigh.style_tally import Tally, read_text

# Each counts one kind of convention over all sources; a new convention is one function and one line.
_COUNTERS = (
    style_names.count_names,
    style_words.count_varieties,
    style_words.count_spellings,
    style_words.count_hyphens,
    style_words.count_neutral_titles,
    style_names.count_capitals,
    style_marks.count_percentages,
    style_marks.count_magnitudes,
    style_marks.count_dates,
    style_marks.count_honorifics,
    style_marks.count_quotation_marks,
)
_ORDER = (
    ChangeKind.NAME_FORM,
    ChangeKind.SPELLING,
    ChangeKind.HYPHENATION,
    ChangeKind.ABBREVIATION,
    ChangeKind.LABEL,
    ChangeKind.CAPITALISATION,
    ChangeKind.VALUE_FORM,
    ChangeKind.PUNCTUATION,
    ChangeKind.QUOTE_STYLE,
)


def tabulate_style(sources: Sequence[ParsedSource], house: HouseSettings | None = None) -> HouseStyle:
    """The conventions on which the sources differ among themselves, or from the settings' house.

    Every form is shown as it is most often written and counted by source over the units that tell the
    story; page furniture has a style of its own. Each source has a profile. Linear in the texts' length.
    """
    house = house or HouseSettings()
    text = read_text(sources)
    tallies = [tally for count in _COUNTERS for tally in count(text)]
    found = []
    for tally in tallies:
        side = find_house_form(tally, house)
        if _is_worth_telling(tally) or (side is not None and tally.counts.keys() - {side}):
            found.append((_make_convention(tally, side), side, tally))
    found.sort(key=lambda item: _rank_convention(item[0]))
    profiles = profile_sources([source.source.id for source in sources], tallies, found)
    return HouseStyle(tuple(convention for convention, _, _ in found), profiles)


def _is_worth_telling(tally: Tally) -> bool:
    if len(tally.counts) < 2:
        return False
    if not tally.only_between_sources:
        return True
    # A full name first and its abbreviation after it is one practice, not two.
    used = {source for counts in tally.counts.values() for source in counts}
    return len({frozenset(f for f, counts in tally.counts.items() if s in counts) for s in used}) > 1


def _make_convention(tally: Tally, side: str | None) -> StyleConvention:
    forms = [StyleForm(tally.show_form(form), _sort_counts(counts)) for form, counts in tally.counts.items()]
    forms.sort(key=lambda form: (-sum(form.counts.values()), form.form))
    house = tally.show_form(side) if side in tally.written else side
    return StyleConvention(tally.kind, tally.concept or forms[0].form, tuple(forms), house)


def _rank_convention(convention: StyleConvention) -> tuple[int, int, str]:
    return _ORDER.index(convention.kind), -_weigh_forms(convention.forms), convention.concept


def _sort_counts(counts: Mapping[str, int]) -> dict[str, int]:
    return {source: counts[source] for source in sorted(counts)}


def _weigh_forms(forms: Iterable[StyleForm]) -> int:
    return sum(sum(form.counts.values()) for form in forms)
