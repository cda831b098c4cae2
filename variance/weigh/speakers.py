"""Who says a quotation: the attribution that governs it, and how a title calls the speaker."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cached_property

from variance.frozen import NamedTuple
from variance.text.attribution import Attribution, AttributionForm, find_attributions
from variance.text.names import Name, NameKind, find_source_names
from variance.text.parsed import ParsedSource, ParsedUnit
from variance.text.wordlists import FUNCTION_WORDS, list_words

_PRONOUNS = frozenset(list_words("i he she it we they you who which that this both one others some"))
_ONE = frozenset({"a", "an", "one"})
_LINKS = frozenset({"the", "a", "an", "-"})
# Longer names would leave the readings of a title no room.
_LONGEST_NAME = 20
# A quotation that runs on over more sentences than this without its speaker is not followed back.
_MOST_SENTENCES_BACK = 3
# "Ho" of Chang Ho-jin also stands in Ho Chi Minh.
_SYLLABLE = 2
_NAMES_NOBODY = frozenset({AttributionForm.ADVERB, AttributionForm.PASSIVE})


class SpeakerKind(StrEnum):
    """What an attribution calls its speaker."""

    PERSON = "person"  # "national security adviser Chang Ho-jin"
    SOMEBODY = "somebody"  # "a senior official": one person, and the text does not say who
    OTHER = "other"  # "Seoul", "officials", "the Russian president"


class Speaker(NamedTuple):
    """A speaker as one attribution calls them, at ``source.text[start:end]``.

    ``name`` is what a reader would call them: the name without titles of a person, else all the words.
    ``keys`` are the words of the name, folded, empty where there is no person's name.
    """

    unit: int
    start: int
    end: int
    kind: SpeakerKind
    name: str
    keys: frozenset[str]


class SpeakerFinder:
    """Finds who says what in one source; each unit's attributions and the source's names are read once."""

    def __init__(self, source: ParsedSource) -> None:
        self._source = source
        self._read: dict[int, tuple[Attribution, ...]] = {}

    def list_attributions(self, unit_id: int) -> tuple[Attribution, ...]:
        """The attributions of a unit that name or stand for somebody, in order."""
        if unit_id not in self._read:
            found = find_attributions(self._source.units[unit_id])
            self._read[unit_id] = tuple(one for one in found if one.form not in _NAMES_NOBODY)
        return self._read[unit_id]

    def find_speaker(self, units: Sequence[int], start: int) -> str | None:
        """The speaker, as the text names them, of the quotation whose words begin at ``start``; else None."""
        for unit_id, attribution in self._find_governing(units, start):
            place = self._find_place(unit_id, attribution)
            if place is not None:
                return " ".join(self._source.source.text[place[0] : place[1]].split())
        return None

    def name_speaker(self, units: Sequence[int], start: int) -> Speaker | None:
        """The same with what the attribution tells of them; None for a pronoun and where nobody is named."""
        for unit_id, attribution in self._find_governing(units, start):
            speaker = self.read_speaker(unit_id, attribution)
            if speaker is not None:
                return speaker
        return None

    def name_teller(self, unit_id: int, start: int) -> Speaker | None:
        """Who is said to say words outside quotation marks that begin at ``start``; None if it is not sure.

        The last attribution before the words, or the one aside at the end of their sentence.
        """
        unit = self._source.units[unit_id]
        found = self.list_attributions(unit_id)
        before = [one for one in found if unit.tokens[one.end - 1].end <= start]
        chosen = before[-1:] or (list(found) if len(found) == 1 else [])
        return self.read_speaker(unit_id, chosen[0]) if chosen else None

    def read_speaker(self, unit_id: int, attribution: Attribution) -> Speaker | None:
        """The speaker of an attribution; None for a pronoun and where nobody is named."""
        place = self._find_place(unit_id, attribution)
        if place is None:
            return None
        unit = self._source.units[unit_id]
        text = self._source.source.text
        first, last = attribution.speaker_start, attribution.speaker_end
        people = [
            name
            for name in self.names[unit_id]
            if name.kind is NameKind.PERSON and first <= name.core_start and name.end <= last
        ]
        if people:
            # "Rovers manager Colin Thwaite": the one at the end, behind whom they work for.
            name = people[-1] if people[-1].end == last else people[0]
            words = unit.tokens[name.core_start : name.end]
            keys = frozenset(t.key for t in words if t.is_word and len(t.key) > 1)
            shown = " ".join(text[words[0].start : words[-1].end].split())
            return Speaker(unit_id, *place, SpeakerKind.PERSON, shown, keys)
        is_one = unit.tokens[first].key in _ONE
        kind = SpeakerKind.SOMEBODY if is_one and unit.tokens[last - 1].form.islower() else SpeakerKind.OTHER
        return Speaker(unit_id, *place, kind, " ".join(text[slice(*place)].split()), frozenset())

    def mentions(self, keys: Iterable[str]) -> bool:
        """Whether the source writes one of these words with a capital anywhere; syllables only if all are."""
        words = set(keys)
        return not self._capitals.isdisjoint({word for word in words if len(word) > _SYLLABLE} or words)

    @cached_property
    def names(self) -> tuple[tuple[Name, ...], ...]:
        """The names of each unit, told by the whole source."""
        return find_source_names(self._source.units)

    @cached_property
    def _capitals(self) -> frozenset[str]:
        told = (unit for unit in self._source.units if unit.unit.role.is_told)
        return frozenset(token.key for unit in told for token in unit.tokens if token.form[:1].isupper())

    def _find_governing(self, units: Sequence[int], start: int) -> Iterator[tuple[int, Attribution]]:
        """The attributions of a quotation, nearest first.

        A sentence that is nothing but a quotation goes on with what the one before it quotes.
        """
        for unit_id in units:
            unit = self._source.units[unit_id]
            for attribution in self.list_attributions(unit_id):
                if any(unit.quotations[at].inner_start == start for at in attribution.quotations):
                    yield unit_id, attribution
        unit_id = units[0]
        for _ in range(_MOST_SENTENCES_BACK):
            if unit_id == 0 or not _is_all_quoted(self._source.units[unit_id]):
                return
            unit_id -= 1
            found = [one for one in self.list_attributions(unit_id) if one.quotations]
            if found:
                yield unit_id, found[-1]
                return

    def _find_place(self, unit_id: int, attribution: Attribution) -> tuple[int, int] | None:
        tokens = self._source.units[unit_id].tokens[attribution.speaker_start : attribution.speaker_end]
        if not tokens or all(token.key in _PRONOUNS or not token.is_word for token in tokens):
            return None
        return tokens[0].start, tokens[-1].end


def _is_all_quoted(unit: ParsedUnit) -> bool:
    """Whether every word of a sentence stands in quotation marks."""
    return bool(unit.tokens) and all(
        quoted for token, quoted in zip(unit.tokens, unit.quoted, strict=True) if token.is_word
    )


def call_speaker(speakers: Iterable[str], lone_names: Container[str]) -> str | None:
    """The short name by which a title calls a speaker; None if the sources do not agree on one.

    They do not where one of them only knows of "a senior official". A person goes by the surname: a last
    word that the sources also use alone ("Putin", but not the "House" of "White House"). Others go by all
    of a short name ("South Korea").
    """
    said = sorted(set(speakers))
    names = [speaker for speaker in said if speaker.split()[-1][:1].isupper()]
    if any(speaker.split()[0] in _ONE for speaker in said if speaker not in names):
        return None
    lasts = {name.split()[-1] for name in names}
    if len(lasts) != 1:
        return None
    (last,) = lasts
    if len(last) <= _LONGEST_NAME and last in lone_names:
        return last
    # Without the titles before it: "State Department spokesman Matthew Miller".
    whole = min((_cut_title(name) for name in names), key=lambda name: (len(name), name))
    return whole if len(whole) <= _LONGEST_NAME and whole[:1].isupper() else None


def _cut_title(name: str) -> str:
    """The capitals at the end of a name, behind the last word without one."""
    words = name.split()
    small = [at for at, word in enumerate(words) if word[:1].islower() and word not in FUNCTION_WORDS]
    return " ".join(words[small[-1] + 1 :]) if small else name


def list_lone_names(sources: Iterable[ParsedSource]) -> frozenset[str]:
    """The capitalised words that stand somewhere without a capital or an article before them. Linear."""
    found = set()
    for source in sources:
        for unit in source.units:
            if unit.unit.role.is_told:
                for before, token in zip((None, *unit.tokens), unit.tokens, strict=False):
                    after_name = before is not None and (before.form[:1].isupper() or before.key in _LINKS)
                    if token.form[:1].isupper() and not after_name:
                        found.add(token.form)
    return frozenset(found)
