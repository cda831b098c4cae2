"""Names in running text: runs of capitalised words with what may stand between them, under an exact key.

A key is the name folded by case, hyphens, stops and accents, without titles: "Kim Jong-un" and "Kim Jong
Un" share one, "Kim Jong Il" has another. Whether two keys name one thing ("Kyiv", "Kiev") is for the
tables of forms to say; nothing here is fuzzy.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from enum import StrEnum

from variance.frozen import NamedTuple
from variance.lexicon.tables import FormKind, fold_form
from variance.text.forms import FormMatch, find_forms
from variance.text.nameruns import (
    LONGEST_NAME,
    end_run,
    is_small_word,
    is_title_case,
    may_open_run,
    opens_sentence,
)
from variance.text.nametitles import count_inner_titles, count_titles
from variance.text.namewords import (
    BODY_WORDS,
    COMMON_ENDINGS,
    COUNTRIES,
    DIRECTIONS,
    INNER_TITLES,
    OPENERS,
    PEOPLE_PREFIXES,
    PLACE_WORDS,
    TITLES,
    is_demonym,
)
from variance.text.numerals import get_key
from variance.text.parsed import ParsedUnit
from variance.text.speakers import SPEAKING_NOUNS
from variance.text.tokens import Token
from variance.text.values import find_values
from variance.text.wording import get_wording, remember_by


class NameKind(StrEnum):
    """What a name names, as far as the text tells."""

    PERSON = "person"
    PLACE = "place"
    BODY = "body"
    DEMONYM = "demonym"
    OTHER = "other"


class Name(NamedTuple):
    """A name at ``tokens[start:end]`` with its titles; ``tokens[core_start:end]`` without.

    ``key`` is exact. ``full_key`` is the key of the longer name in the same source that this one shortens
    ("vladimir putin" for "Putin"), else the key itself. ``is_sure`` is False for a word that stands in a
    capital only because it opens a sentence, as far as is known.
    """

    start: int
    end: int
    core_start: int
    kind: NameKind
    key: str
    full_key: str
    is_sure: bool = True


class NameEvidence(NamedTuple):
    """What a whole source tells of its names: words it writes small too, names inside its sentences."""

    small: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


_NO_EVIDENCE = NameEvidence()


class _Run(NamedTuple):
    """A run of capitalised words at ``tokens[start:end]``, and its names as far as its unit tells.

    Where no word of it opens a sentence the rest of the source tells nothing more.
    """

    start: int
    end: int
    names: tuple[Name, ...]
    opens: bool


class _Reading(NamedTuple):
    """A unit's tokens with what is known of them by themselves: name forms by their start, and the runs.

    A line in title case has no runs: its capitals tell nothing.
    """

    tokens: Sequence[Token]
    forms: dict[int, FormMatch]
    is_title: bool
    runs: tuple[_Run, ...]


_PERSON_PARTICLES = frozenset(("von", "van", "bin", "ibn", "al"))
_PERSON_WORDS = (2, 3)


def find_names(tokens: Sequence[Token]) -> tuple[Name, ...]:
    """The names of a sequence of tokens (a unit's), in order and never overlapping. Linear in its length.

    Where the whole source is at hand, ``find_source_names`` knows more.
    """
    return _find_names(_read_known(tokens), _NO_EVIDENCE)


def _get_wordings(units: Sequence[ParsedUnit]) -> Hashable:
    return tuple([get_wording(unit.tokens) for unit in units])


# Classification and the findings both ask for every source of a story.
@remember_by(_get_wordings, most=32)
def find_source_names(units: Sequence[ParsedUnit]) -> tuple[tuple[Name, ...], ...]:
    """The names of each unit of a source, told by the whole source.

    A word that opens a sentence is no name if the source also writes it small, and a sure one if it
    stands in a capital elsewhere. A short form carries the key of the one longer name it ends.
    """
    known = [_read_known(unit.tokens) for unit in units]
    evidence = _gather_evidence(known)
    found = [_find_names(reading, evidence) for reading in known]
    people = [
        name
        for unit, names in zip(units, found, strict=True)
        for name in names
        if name.kind in (NameKind.PERSON, NameKind.OTHER) and not unit.tokens[name.core_start].form.isupper()
    ]
    full = _find_full_keys(people)
    persons = {*full, *full.values()}
    return tuple(
        tuple([_complete_name(name, full) if name.key in persons else name for name in names])
        for names in found
    )


def _complete_name(name: Name, full: Mapping[str, str]) -> Name:
    """A name that the source has in full and short, under the key of the full one: a person's, if any."""
    return name._replace(
        full_key=full.get(name.key, name.key),
        is_sure=name.is_sure or name.key in full,
        kind=NameKind.PERSON if name.kind is NameKind.OTHER else name.kind,
    )


def _read_known(tokens: Sequence[Token]) -> _Reading:
    forms = {form.start: form for form in find_forms(tokens)}
    is_title = is_title_case(tokens)
    runs = () if is_title else tuple(_find_runs(tokens, forms))
    return _Reading(tokens, forms, is_title, runs)


def _find_runs(tokens: Sequence[Token], forms: dict[int, FormMatch]) -> Iterator[_Run]:
    """The runs of capitalised words in order; one that comes upon a date ends before it."""
    values = [value for value in find_values(tokens) if value.kind.is_temporal]
    dates = {at for value in values for at in range(value.start, value.end)}
    at = 0
    while at < len(tokens):
        end = end_run(tokens, at) if may_open_run(tokens[at]) and at not in dates else at
        if end == at:
            at += 1
            continue
        end = next((place for place in range(at, end) if place in dates), end)
        opens = opens_sentence(tokens, at)  # the others stand behind a word, a hyphen or an initial's stop
        yield _Run(at, end, tuple(_read_run(tokens, at, end, forms, _NO_EVIDENCE)), opens)
        at = end


def _find_names(reading: _Reading, evidence: NameEvidence) -> tuple[Name, ...]:
    tokens, forms = reading.tokens, reading.forms
    if reading.is_title:
        return _find_in_title(tokens, forms, evidence)
    names: list[Name] = []
    for run in reading.runs:
        names += _read_run(tokens, run.start, run.end, forms, evidence) if run.opens else run.names
    return tuple(names)


def _gather_evidence(readings: Sequence[_Reading]) -> NameEvidence:
    """What the units of one source tell of their names."""
    small: set[str] = set()
    names: set[str] = set()
    for reading in readings:
        tokens = reading.tokens
        small.update([token.key for token in tokens if token.is_word and token.form[0].islower()])
        for run in reading.runs:
            names.update([name.key for name in run.names if not opens_sentence(tokens, name.core_start)])
    return NameEvidence(frozenset(small), frozenset(names))


def fold_name(text: str) -> str:
    """The key of a name as it is written: no case, accents, hyphens or stops."""
    return " ".join(fold_form(text))


def _find_full_keys(names: Sequence[Name]) -> dict[str, str]:
    """Short form → the one longer name that ends with it or, in East Asian order, begins with it."""
    longer: dict[str, set[str]] = {}
    keys = {name.key for name in names}
    for key in keys:
        words = key.split()
        if len(words) in _PERSON_WORDS:
            longer.setdefault(words[-1], set()).add(key)
            if len(words) == max(_PERSON_WORDS):
                longer.setdefault(words[0], set()).add(key)
    return {short: min(full) for short, full in longer.items() if len(full) == 1 and short in keys}


def _read_run(
    tokens: Sequence[Token], start: int, end: int, forms: dict[int, FormMatch], evidence: NameEvidence
) -> list[Name]:
    """The names of a run: its opening common words, days and months left out, demonyms parted from titles."""
    while start < end and _is_no_name(tokens, start, end, forms, evidence):
        start += 1
        while start < end and not tokens[start].is_word:
            start += 1
    while end > start and not tokens[end - 1].is_word:
        end -= 1
    names: list[Name] = []
    while start < end:
        split = _find_split(tokens, start, end, forms)
        name = _make_name(tokens, start, split, forms, evidence)
        if name is not None:
            names.append(name)
        start = split
        while start < end and not tokens[start].is_word:
            start += 1
    return names


def _is_no_name(
    tokens: Sequence[Token], at: int, end: int, forms: dict[int, FormMatch], evidence: NameEvidence
) -> bool:
    """Whether the first word of a run is a common word that opens a sentence."""
    token = tokens[at]
    if at in forms and not forms[at].is_ambiguous:
        return False
    if is_small_word(token):
        return True
    if not opens_sentence(tokens, at):
        return False
    if fold_name(token.form) in evidence.names or (token.form.isupper() and len(token.form) > 1):
        return False
    if end - at > 1 and _has_sighting(tokens, at, end, evidence):
        return False
    is_common = token.key in OPENERS or token.key in evidence.small
    if end - at > 1 and token.key in TITLES | DIRECTIONS:
        return False
    return is_common or (end - at == 1 and token.key.endswith(COMMON_ENDINGS) and not is_demonym(token.key))


def _has_sighting(tokens: Sequence[Token], start: int, end: int, evidence: NameEvidence) -> bool:
    """Whether the source writes the run as a name inside a sentence as well."""
    return _get_key(tokens, start, end) in evidence.names


def _get_key(tokens: Sequence[Token], start: int, end: int) -> str:
    if end - start == 1:
        return fold_name(tokens[start].form)
    return fold_name(" ".join([token.form for token in tokens[start:end] if token.form != "-"]))


def _find_split(tokens: Sequence[Token], start: int, end: int, forms: dict[int, FormMatch]) -> int:
    """Where the first name of a run ends: "Russian | President Vladimir Putin", "US | Secretary Blinken"."""
    first = start
    if get_key(tokens, start) in DIRECTIONS and start + 1 < end:
        first += 1
    form = forms.get(start)
    after = form.end if form is not None and not form.is_ambiguous else first + 1
    if after >= end:
        return end
    is_people = is_demonym(tokens[first].key) or (
        form is not None and form.table in (FormKind.COUNTRIES, FormKind.PLACES, FormKind.BODIES)
    )
    if is_people and tokens[after].key in TITLES and count_titles(tokens, after, end):
        return after
    return end


def _make_name(
    tokens: Sequence[Token],
    start: int,
    end: int,
    forms: dict[int, FormMatch],
    evidence: NameEvidence,
) -> Name | None:
    """The name at a range, None where only a title stands there."""
    titles = count_titles(tokens, start, end) or count_inner_titles(tokens, start, end)
    core = start + titles
    if core >= end:
        return None
    key = _get_key(tokens, core, end)
    if not key:
        return None
    opens = opens_sentence(tokens, start)
    words = end - core
    kind = _find_kind(tokens, core, end, forms, is_titled=titles > 0)
    is_known = kind is not NameKind.OTHER or key in evidence.names or words > 1
    follows_clitic = get_key(tokens, end) == "'s"
    is_sure = not opens or is_known or follows_clitic or tokens[core].form.isupper()
    return Name(start, end, core, kind, key, key, is_sure)


def _find_kind(
    tokens: Sequence[Token], start: int, end: int, forms: dict[int, FormMatch], *, is_titled: bool
) -> NameKind:
    words = [token.key for token in tokens[start:end] if token.is_word]
    form = forms.get(start)
    if form is not None and form.end == end:
        return _FORM_KINDS[form.table]
    if words[-1] in COUNTRIES:
        return NameKind.PLACE
    if is_demonym(words[-1]) and (
        len(words) == 1 or words[-2] in DIRECTIONS or is_demonym(words[0]) or words[0] in PEOPLE_PREFIXES
    ):
        return NameKind.DEMONYM
    if words[-1] in PLACE_WORDS:
        return NameKind.PLACE
    if any(word in BODY_WORDS for word in words):
        return NameKind.BODY
    if is_titled:
        return NameKind.PERSON
    has_particle = not _PERSON_PARTICLES.isdisjoint(words[1:])
    if len(words) > 1 and (has_particle or any(len(word) == 1 for word in words)):
        return NameKind.PERSON
    is_person = len(words) in _PERSON_WORDS and _shows_person(tokens, start, end)
    return NameKind.PERSON if is_person else NameKind.OTHER


_FORM_KINDS = {
    FormKind.COUNTRIES: NameKind.PLACE,
    FormKind.PLACES: NameKind.PLACE,
    FormKind.PERSONS: NameKind.PERSON,
    FormKind.BODIES: NameKind.BODY,
}


def _shows_person(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether what stands around a name is said of people: a title in small letters, "who", an age."""
    before, after = get_key(tokens, start - 1), get_key(tokens, end)
    if before in SPEAKING_NOUNS or before in TITLES or after in ("who", "said", "says", "told", "whose"):
        return True
    following = get_key(tokens, end + 1)
    return after == "," and (
        following in ("who", "whose") or (following.isdigit() and len(following) < len("100"))
    )


def _find_in_title(
    tokens: Sequence[Token], forms: dict[int, FormMatch], evidence: NameEvidence
) -> tuple[Name, ...]:
    """The names of a line in title case: only those that the tables or the rest of the source know."""
    longest = max((len(key.split()) for key in evidence.names), default=0)
    names: list[Name] = []
    at = 0
    while at < len(tokens):
        form = forms.get(at)
        known = _find_known(tokens, at, min(longest, LONGEST_NAME), evidence)
        if form is not None and not form.is_ambiguous and form.end >= known:
            key = _get_key(tokens, at, form.end)
            names.append(Name(at, form.end, at, _FORM_KINDS[form.table], key, key))
            at = form.end
        elif tokens[at].key in COUNTRIES and known <= at:
            names.append(
                Name(at, at + 1, at, NameKind.PLACE, fold_name(tokens[at].form), fold_name(tokens[at].form))
            )
            at += 1
        elif known > at:
            key = _get_key(tokens, at, known)
            kind = _find_kind(tokens, at, known, forms, is_titled=False)
            start = at - 1 if at and tokens[at - 1].key in INNER_TITLES else at
            names.append(Name(start, known, at, kind, key, key))
            at = known
        else:
            at += 1
    return tuple(names)


def _find_known(tokens: Sequence[Token], at: int, longest: int, evidence: NameEvidence) -> int:
    """Where the longest name known from elsewhere that begins at a token ends; ``at`` if there is none."""
    if not tokens[at].is_word:
        return at
    for end in range(min(len(tokens), at + 2 * longest), at, -1):
        if tokens[end - 1].is_word and _get_key(tokens, at, end) in evidence.names:
            return end
    return at
